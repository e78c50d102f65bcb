package stalekeys.work.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;

/**
 * What a private list is made from: a whole report, or one user read just now.
 *
 * @param counts totals of everything; null where only a part was read
 * @param ownersUnknown whether keys are left out of which nobody could tell whose they are
 */
public record Listing(
        Instant takenAt,
        List<Finding> findings,
        @Nullable Counts counts,
        List<AccountCoverage> accounts,
        boolean ownersUnknown) {
    public Listing(Instant takenAt, List<Finding> findings, @Nullable Counts counts, List<AccountCoverage> accounts) {
        this(takenAt, findings, counts, accounts, false);
    }

    public Listing {
        findings = List.copyOf(findings);
        accounts = List.copyOf(accounts);
    }

    /** The same, with keys left out of which nobody could tell whose they are. */
    Listing leavingOut() {
        return new Listing(takenAt, findings, counts, accounts, true);
    }

    public static Listing of(Report report) {
        return new Listing(
                report.takenAt(),
                report.findings(),
                report.counts(),
                report.coverage().accounts());
    }
}
