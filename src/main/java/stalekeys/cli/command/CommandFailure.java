package stalekeys.cli.command;

/** A verb could not do its work. The message is a plain sentence that says what to do; it holds no secret. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** AWS, Slack or the database failed. */
    public static CommandFailure outside(String sentence) {
        return new CommandFailure(ExitCode.OUTSIDE_FAILED, sentence);
    }

    /** The settings are well-formed, but can't work: a cron text that never comes due, a second server on one file. */
    public static CommandFailure configuration(String sentence) {
        return new CommandFailure(ExitCode.WRONG_USAGE, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
