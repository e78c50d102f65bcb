package stalekeys.words;

/** What the owner of a key is told when somebody has switched it, the same in Slack and by mail. */
public final class ChangeNoticeWords {
    /** Follows "your AWS access key". */
    public static final String OFF = "was deactivated";

    public static final String GONE = "was deleted";

    public static final String ON = "was reactivated";

    private ChangeNoticeWords() {}

    /**
     * What to do where it was a mistake.
     *
     * @param whom as the surface writes them
     * @param staysOff where it leaked, or nobody knows
     */
    public static String undo(String whom, boolean staysOff) {
        return "If something stopped working, tell " + whom
                + (staysOff
                        ? ": it takes a new key, since this one leaked, or may have, and is not reactivated from here."
                        : ": the key is only inactive and can be reactivated.");
    }
}
