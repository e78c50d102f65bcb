package stalekeys.cli.command;

import java.util.List;
import stalekeys.keys.report.AccountCoverage;

/** What the exit codes mean. Scripts rely on them. */
public final class ExitCode {
    public static final int DONE = 0;
    static final int STALE_FOUND = 1;
    public static final int WRONG_USAGE = 2;
    /** AWS, Slack, the mail server or the database failed */
    public static final int OUTSIDE_FAILED = 3;
    /** beats {@link #STALE_FOUND}: who did not look everywhere can't say what there is */
    static final int INCOMPLETE = 4;

    private ExitCode() {}

    /** For what was seen of the accounts. */
    static int of(List<AccountCoverage> accounts) {
        if (accounts.stream().allMatch(account -> account.failure() != null)) {
            return OUTSIDE_FAILED;
        }
        return accounts.stream().allMatch(AccountCoverage::complete) ? DONE : INCOMPLETE;
    }
}
