package stalekeys.cli;

/** What the exit codes mean. Scripts rely on them. */
final class ExitCode {
    static final int DONE = 0;
    static final int STALE_FOUND = 1;
    static final int WRONG_USAGE = 2;
    /** AWS or Slack failed */
    static final int OUTSIDE_FAILED = 3;
    /** beats {@link #STALE_FOUND}: who did not look everywhere can't say what there is */
    static final int INCOMPLETE = 4;

    private ExitCode() {}
}
