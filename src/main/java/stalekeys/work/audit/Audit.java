package stalekeys.work.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.ledger.Meters;

/** One look at every key of every account. */
public final class Audit {
    private final Accounts accounts;
    private final StalenessPolicy policy;
    private final OwnerRule owners;
    private final Exemptions exemptions;
    private final Clock clock;
    private final Meters meters;

    /** Without a log there is nothing an admin has excused; and nobody counts. */
    public Audit(Accounts accounts, StalenessPolicy policy, OwnerRule owners, Clock clock) {
        this(accounts, policy, owners, Exemptions.NONE, clock, Meters.NONE);
    }

    public Audit(
            Accounts accounts,
            StalenessPolicy policy,
            OwnerRule owners,
            Exemptions exemptions,
            Clock clock,
            Meters meters) {
        this.accounts = accounts;
        this.policy = policy;
        this.owners = owners;
        this.exemptions = exemptions;
        this.clock = clock;
        this.meters = meters;
    }

    /** Told how far the audit is; called often, from several threads, one at a time. */
    @FunctionalInterface
    public interface Progress {
        Progress SILENT = (done, total) -> {};

        /** total is 0 while it isn't known, and grows with each account whose users are listed */
        void users(int done, int total);
    }

    /**
     * Looks. What could not be read is in the report's coverage; this does not throw for anything AWS answers.
     *
     * @param horizonDays active keys of at least this age, in whole days, are kept one by one; at most the threshold
     * @param full list every user live, whatever the credential report says
     */
    public Report run(int horizonDays, boolean full, Progress progress) {
        try {
            Report report = look(horizonDays, full, progress);
            meters.audited(report, Duration.between(report.takenAt(), clock.instant()));
            return report;
        } catch (RuntimeException failure) {
            meters.auditFailed();
            throw failure;
        }
    }

    private Report look(int horizonDays, boolean full, Progress progress) {
        Instant now = clock.instant();
        ReportBuilder report = new ReportBuilder(policy, owners, now, horizonDays);
        Gathering gathering = new Gathering(report, progress);
        KeyInventory.Scan scan = new KeyInventory.Scan(now, horizonDays, full);
        List<AccountCoverage> coverage = accounts.each(inventory -> inventory.scan(scan, gathering.ofAnAccount()));
        Report seen = report.build(new Coverage(coverage));
        return seen.excusing(exemptions.of(seen.findings().stream()
                .flatMap(finding -> finding.ref().stream())
                .toList()));
    }

    /** The finding for one key read live, as {@link #run} would make it. */
    public Finding finding(AccessKey key, IamUser user, Instant now) {
        Finding finding = ReportBuilder.finding(key, user, policy, owners, now);
        Exemption exemption = exemptions.of(List.of(key.ref())).get(key.ref());
        return exemption == null ? finding : finding.exemptUntil(exemption, now);
    }

    public StalenessPolicy policy() {
        return policy;
    }

    public OwnerRule owners() {
        return owners;
    }

    /** What several accounts tell at the same time, put together one by one. */
    private static final class Gathering {
        private final ReportBuilder report;
        private final Progress progress;
        private int done;
        private int total;

        Gathering(ReportBuilder report, Progress progress) {
            this.report = report;
            this.progress = progress;
        }

        KeyInventory.Sink ofAnAccount() {
            return new KeyInventory.Sink() {
                private int doneHere;
                private int totalHere;

                @Override
                public void user(UserKeys read) {
                    synchronized (Gathering.this) {
                        report.add(read);
                    }
                }

                @Override
                public void root(RootKey root) {
                    synchronized (Gathering.this) {
                        report.add(root);
                    }
                }

                @Override
                public void progress(int usersDone, int usersTotal) {
                    synchronized (Gathering.this) {
                        done += usersDone - doneHere;
                        total += usersTotal - totalHere;
                        doneHere = usersDone;
                        totalHere = usersTotal;
                        progress.users(done, total);
                    }
                }
            };
        }
    }
}
