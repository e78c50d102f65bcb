package stalekeys.words;

/** What the owner of a key is told when somebody has switched it, the same in Slack and by mail. */
public final class ChangedWords {
    /** Follows "your AWS access key". */
    public static final String OFF = "was switched off";

    public static final String ON = "was switched on again";

    public static final String DELETED = "was deleted";

    private ChangedWords() {}

    /**
     * What to do where it was a mistake.
     *
     * @param whom as the surface writes them
     */
    public static String undo(String whom) {
        return "If something stopped working, tell " + whom
                + ": the key is only switched off and can be switched on again.";
    }
}
