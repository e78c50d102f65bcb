package stalekeys.words;

/** Who takes a message, in the middle of a sentence. */
public final class MessengerNames {
    public static final String SLACK = "Slack";
    public static final String MAIL = "the mail server";

    private MessengerNames() {}
}
