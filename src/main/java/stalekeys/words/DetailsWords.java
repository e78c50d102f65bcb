package stalekeys.words;

import java.util.List;
import java.util.function.UnaryOperator;
import stalekeys.keys.model.Account;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.ChangedKeys;

/** The details of a digest: what changed, key by key, and account by account. */
public final class DetailsWords {
    private DetailsWords() {}

    /** "New: 2 keys". What a digest counts as fixed is switched off or deleted. */
    public static String title(ChangedKeys.Kind kind, int keys) {
        String what = switch (kind) {
            case NEWLY_STALE -> "New";
            case SWITCHED_OFF -> "Fixed by deactivating";
            case GONE -> "Fixed by deleting";
            case NOT_SEEN -> "Stale before, not seen this time";
            case FIRST_SEEN -> "Stale, and seen for the first time";
        };
        return what + ": " + Plural.of(keys, "key");
    }

    public static String oldest(int keys) {
        return "The " + Plural.of(keys, "oldest key", "oldest keys");
    }

    /** "prod: 3 critical, 4 stale". */
    public static String account(Account account, int critical, int stale, UnaryOperator<String> name) {
        return name.apply(Names.cut(account.label(), 64)) + ": " + Plural.number(critical) + " critical, "
                + Plural.number(stale) + " stale";
    }

    /** "and 7 more"; empty where that is all. */
    public static String more(int count) {
        return count <= 0 ? "" : "and " + Plural.number(count) + " more";
    }

    /** How many of the accounts that were read showed no stale key. Whether all of each was read, the coverage says. */
    public static String without(List<AccountCoverage> accounts, int withStale) {
        long read =
                accounts.stream().filter(account -> account.failure() == null).count();
        return read <= withStale
                ? ""
                : "No stale key was seen in " + Plural.of(read - withStale, "other account", "other accounts") + ".";
    }
}
