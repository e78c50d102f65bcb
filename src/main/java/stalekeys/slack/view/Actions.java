package stalekeys.slack.view;

/** The ids by which Slack tells us what was clicked or submitted. */
public final class Actions {
    public static final String ASK_OWNER = "ask_owner";
    public static final String DEACTIVATE = "deactivate";
    public static final String REACTIVATE = "reactivate";
    public static final String DETAILS = "details";
    public static final String PREVIOUS = "previous";
    public static final String NEXT = "next";
    public static final String REFRESH = "refresh";
    public static final String SEND_AGAIN = "send_again";

    /** Callback id of the dialog that confirms a change, in each of its states. */
    public static final String CHANGE_SUBMIT = "change_submit";
    /** Block id and action id of the reason in that dialog. */
    public static final String REASON_BLOCK = "reason_block";

    public static final String REASON = "reason";

    private Actions() {}
}
