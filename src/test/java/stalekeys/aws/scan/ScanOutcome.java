package stalekeys.aws.scan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.KeyInventory;

/** Everything one scan told. */
public record ScanOutcome(
        AccountCoverage coverage, List<UserKeys> users, List<RootKey> roots, List<Integer> progress, Report report) {
    public static ScanOutcome at(Accounts accounts, Instant now, int horizonDays, boolean full) {
        List<UserKeys> users = new ArrayList<>();
        List<RootKey> roots = new ArrayList<>();
        List<Integer> progress = new ArrayList<>();
        ReportBuilder report = new ReportBuilder(
                new StalenessPolicy(90, 365),
                new OwnerRule(java.util.Map.of(), List.of("slack", "email", "owner")),
                now,
                horizonDays);
        AccountCoverage coverage = accounts.inventories()
                .get(0)
                .scan(new KeyInventory.Scan(now, horizonDays, full), new KeyInventory.Sink() {
                    @Override
                    public void user(UserKeys read) {
                        users.add(read);
                        report.add(read);
                    }

                    @Override
                    public void root(RootKey root) {
                        roots.add(root);
                        report.add(root);
                    }

                    @Override
                    public void progress(int usersDone, int usersTotal) {
                        progress.add(usersDone);
                    }
                });
        return new ScanOutcome(coverage, users, roots, progress, report.build(new Coverage(List.of(coverage))));
    }

    UserKeys user(String name) {
        return users.stream()
                .filter(read -> read.user().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    AccessKey onlyKey(String name) {
        List<AccessKey> keys = user(name).keys();
        if (keys.size() != 1) {
            throw new AssertionError(name + " has " + keys.size() + " keys");
        }
        return keys.get(0);
    }
}
