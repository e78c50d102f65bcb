package stalekeys.work.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.ChangedKeys;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.Severity;

/**
 * What a digest has to say beyond its first screen. It names no more of a key than the digest itself does, and never who did
 * what.
 *
 * @param changes what changed since the last digest, key by key; empty where there is none to compare with
 * @param oldest the oldest stale keys, oldest first; empty where the digest shows them all
 * @param accounts the accounts with the most stale keys; empty where there is only one account
 * @param accountsWithStale how many accounts have stale keys
 */
public record DigestDetails(
        List<Change> changes, List<Card> oldest, List<AccountTotal> accounts, int accountsWithStale) {
    static final int OLDEST = 10;
    private static final int NAMED = 5;
    private static final int ACCOUNTS = 10;

    public DigestDetails {
        changes = List.copyOf(changes);
        oldest = List.copyOf(oldest);
        accounts = List.copyOf(accounts);
    }

    /**
     * Keys to which the same has happened.
     *
     * @param total how many there are; those named are the first few
     */
    public record Change(ChangedKeys.Kind kind, int total, List<Named> named) {
        public Change {
            named = List.copyOf(named);
        }
    }

    /**
     * A key as it is named.
     *
     * @param ageDays whole days, UTC, at the time of the audit
     */
    public record Named(KeyRef key, Account account, long ageDays) {}

    /** How many keys of an account are critical, and how many else are stale. */
    public record AccountTotal(Account account, int critical, int stale) {}

    /** Whether the digest says everything already. */
    public boolean isEmpty() {
        return changes.isEmpty() && oldest.isEmpty() && accounts.isEmpty();
    }

    DigestDetails with(List<Card> newer) {
        return new DigestDetails(changes, newer, accounts, accountsWithStale);
    }

    public static List<Change> changes(ChangedKeys changes, Report report) {
        Naming naming = Naming.of(report);
        List<Change> all = new ArrayList<>();
        all.add(naming.few(ChangedKeys.Kind.NEWLY_STALE, changes.newlyStale()));
        all.add(naming.few(ChangedKeys.Kind.SWITCHED_OFF, changes.switchedOff()));
        all.add(naming.few(ChangedKeys.Kind.GONE, changes.gone()));
        all.add(naming.few(ChangedKeys.Kind.NOT_SEEN, changes.notSeen()));
        all.add(naming.few(ChangedKeys.Kind.FIRST_SEEN, changes.firstSeen()));
        all.removeIf(change -> change.total() == 0);
        return all;
    }

    public static List<Finding> oldest(Report report) {
        return report.stale().stream()
                .filter(finding -> finding.ref().isPresent())
                .sorted(Comparator.comparing(Finding::ageDays).reversed().thenComparing(Finding.WORST_FIRST))
                .limit(OLDEST)
                .toList();
    }

    public static DigestDetails of(List<Change> changes, List<Card> oldest, Report report) {
        Map<Account, List<Finding>> stale = report.stale().stream().collect(Collectors.groupingBy(Finding::account));
        List<AccountTotal> most = stale.entrySet().stream()
                .map(each -> total(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(AccountTotal::critical)
                        .thenComparing(AccountTotal::stale)
                        .reversed()
                        .thenComparing(each -> each.account().label())
                        .thenComparing(each -> each.account().id()))
                .limit(ACCOUNTS)
                .toList();
        boolean several = report.coverage().accounts().size() > 1;
        return new DigestDetails(changes, oldest, several ? most : List.of(), stale.size());
    }

    private static AccountTotal total(Account account, List<Finding> stale) {
        long critical = stale.stream()
                .filter(finding -> finding.verdict().severity() == Severity.CRITICAL)
                .count();
        return new AccountTotal(account, (int) critical, stale.size() - (int) critical);
    }

    /** Knows the names of accounts by their ids. */
    private record Naming(Map<String, Account> accounts, Instant at) {
        static Naming of(Report report) {
            Map<String, Account> byId = report.coverage().accounts().stream()
                    .collect(Collectors.toMap(
                            each -> each.account().id(), each -> each.account(), (first, second) -> first));
            return new Naming(byId, report.takenAt());
        }

        Change few(ChangedKeys.Kind kind, List<KeyRef> keys) {
            return new Change(
                    kind,
                    keys.size(),
                    keys.stream().limit(NAMED).map(this::named).toList());
        }

        private Named named(KeyRef key) {
            Account account = accounts.getOrDefault(key.accountId(), new Account(key.accountId(), ""));
            return new Named(key, account, Duration.between(key.created(), at).toDays());
        }
    }
}
