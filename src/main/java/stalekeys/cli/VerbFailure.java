package stalekeys.cli;

/** A verb could not do its work. The message is a plain sentence that says what to do; it holds no secret. */
public final class VerbFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private VerbFailure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** AWS, Slack or the database failed. */
    public static VerbFailure outside(String sentence) {
        return new VerbFailure(ExitCode.OUTSIDE_FAILED, sentence);
    }

    /** The settings are well-formed, but can't work: a cron text that never comes due, a second server on one file. */
    public static VerbFailure configuration(String sentence) {
        return new VerbFailure(ExitCode.WRONG_USAGE, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
