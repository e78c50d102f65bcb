package stalekeys.slack.view.block;

/** The ids by which Slack tells us what was clicked or submitted. */
public final class Actions {
    public static final String ASK_OWNER = "ask_owner";
    /** Opens the dialog in which the owners of several keys of a page are asked at once. */
    public static final String ASK_SEVERAL = "ask_several";
    /** Callback id of that dialog while keys are chosen, and block id and action id of the choice. */
    public static final String ASK_SEVERAL_CHOSEN = "ask_several_chosen";

    public static final String KEYS_BLOCK = "keys_block";
    public static final String KEYS = "keys";
    /** Callback id of its preview. */
    public static final String ASK_SEVERAL_SUBMIT = "ask_several_submit";

    public static final String DEACTIVATE = "deactivate";
    public static final String REACTIVATE = "reactivate";
    public static final String DETAILS = "details";
    /** A link; a click on it is told to us, and comes to nothing here. */
    public static final String CONSOLE = "console";

    public static final String PREVIOUS = "previous";
    public static final String NEXT = "next";
    public static final String REFRESH = "refresh";
    public static final String REFRESH_HOME = "refresh_home";
    public static final String SEND_AGAIN = "send_again";

    /** The same as {@link #DEACTIVATE}, by the owner. */
    public static final String DEACTIVATE_OWN = "deactivate_own";

    public static final String DONE = "rotated";
    public static final String LATER = "remind_later";
    public static final String NOT_MINE = "not_mine";
    public static final String SHOW_HOW = "show_how";
    public static final String CLAIM = "claim";

    public static final String EXCUSE = "excuse";

    /** Callback id of the dialog in which a key is excused, and block id and action id of the day in it. */
    public static final String EXCUSE_SUBMIT = "excuse_submit";

    public static final String DAY_BLOCK = "day_block";
    public static final String DAY = "day";

    /** Callback id of the dialog that confirms a change, in each of its states. */
    public static final String CHANGE_SUBMIT = "change_submit";
    /** Block id and action id of the reason in that dialog. */
    public static final String REASON_BLOCK = "reason_block";

    public static final String REASON = "reason";

    private Actions() {}
}
