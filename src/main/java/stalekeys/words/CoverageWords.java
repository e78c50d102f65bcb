package stalekeys.words;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import stalekeys.keys.report.AccountCoverage;

/** What was and was not seen. Plain text with names from outside in it: to be shown where nothing is markup. */
public final class CoverageWords {
    /** How many accounts, or users, are named before the rest is counted. */
    private static final int NAMED = 3;

    private CoverageWords() {}

    /**
     * Where no key is stale among what could be read.
     *
     * @param strong as the surface stresses words
     */
    public static String noneFound(UnaryOperator<String> strong) {
        return "I found no stale key, but " + strong.apply("not everything could be read") + ", so there may be some.";
    }

    /** Whether everything was seen, so that "nothing is stale" may be said. False for no accounts at all. */
    public static boolean complete(List<AccountCoverage> accounts) {
        return !accounts.isEmpty() && accounts.stream().allMatch(AccountCoverage::complete);
    }

    /** "412 users checked in 2 accounts, 3 unreadable". */
    public static String summary(List<AccountCoverage> accounts) {
        int users = accounts.stream().mapToInt(AccountCoverage::usersChecked).sum();
        int unread = accounts.stream().mapToInt(AccountCoverage::unreadable).sum();
        long failed =
                accounts.stream().filter(account -> account.failure() != null).count();
        String where = accounts.size() == 1 ? "" : " in " + Plural.of(accounts.size() - failed, "account");
        String unreadable = unread == 0 ? "" : ", " + Plural.number(unread) + " unreadable";
        String missing = failed == 0 ? "" : ", " + Plural.of(failed, "account") + " not read";
        return Plural.of(users, "user") + " checked" + where + unreadable + missing;
    }

    /** The summary, then what was not seen, a line each; a handful of lines at any size. */
    public static List<String> lines(List<AccountCoverage> accounts) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(accounts) + ".");
        lines.addAll(missing(accounts));
        return lines;
    }

    /** What was not seen, a line each; empty where everything was. */
    public static List<String> missing(List<AccountCoverage> accounts) {
        List<String> lines = new ArrayList<>();
        List<AccountCoverage> failed =
                accounts.stream().filter(account -> account.failure() != null).toList();
        failed.stream()
                .limit(NAMED)
                .map(account -> whole(account) + " was not read: " + sentence(account.failure()))
                .forEach(lines::add);
        if (failed.size() > NAMED) {
            lines.add(Plural.of(failed.size() - NAMED, "more account was", "more accounts were") + " not read.");
        }
        lines.addAll(unread(accounts));
        for (AccountCoverage.Gap gap : AccountCoverage.Gap.values()) {
            List<String> where = accounts.stream()
                    .filter(account -> account.gaps().contains(gap))
                    .map(CoverageWords::label)
                    .toList();
            if (!where.isEmpty()) {
                lines.add(gap(gap) + (accounts.size() == 1 ? "" : " in " + names(where, where.size())) + ".");
            }
        }
        return lines;
    }

    private static List<String> unread(List<AccountCoverage> accounts) {
        List<AccountCoverage> with =
                accounts.stream().filter(account -> !account.unread().isEmpty()).toList();
        List<String> lines = new ArrayList<>();
        for (AccountCoverage account : with.subList(0, Math.min(NAMED, with.size()))) {
            List<String> users = account.unread().stream()
                    .map(one -> one.keyId() == null
                            ? one.userName()
                            : one.userName() + " (key " + one.keyId().masked() + ")")
                    .toList();
            lines.add("Not read" + (accounts.size() == 1 ? "" : " in " + label(account)) + ": "
                    + names(users, account.unreadable()) + ". "
                    + sentence(account.unread().get(0).why()));
        }
        if (with.size() > NAMED) {
            lines.add("Users of " + Plural.of(with.size() - NAMED, "more account", "more accounts")
                    + " could not all be read.");
        }
        return lines;
    }

    private static String gap(AccountCoverage.Gap gap) {
        return switch (gap) {
            case LEAKED_KEYS -> "Leaked-key check not complete";
            case ROOT_KEYS -> "Root-key check not done";
            case TAGS -> "Tags, and the owners named there, not read";
            case CREDENTIAL_REPORT ->
                "The credential report is not relied on any more, since it had ruled out a stale key";
        };
    }

    /** At the beginning of a sentence. An account that could not be read at all may have neither name nor id. */
    private static String whole(AccountCoverage account) {
        boolean known =
                !account.account().id().isEmpty() || !account.account().name().isEmpty();
        return known ? "Account " + label(account) : "The account";
    }

    private static String label(AccountCoverage account) {
        return Names.cut(account.account().label(), 64);
    }

    /** The first few, and how many more there are of the total. */
    private static String names(List<String> names, int total) {
        String first =
                names.stream().limit(NAMED).map(name -> Names.cut(name, 40)).collect(Collectors.joining(", "));
        int more = total - Math.min(NAMED, names.size());
        return more <= 0 ? first : first + " and " + Plural.number(more) + " more";
    }

    private static String sentence(@org.jspecify.annotations.Nullable String text) {
        String cut = Names.cut(text == null ? "" : text.strip(), 120);
        return cut.isEmpty() || cut.endsWith(".") ? cut : cut + ".";
    }

    /** Of owners nobody could tell anything about; empty where there are none. */
    public static String unknownOwners(int count) {
        return count == 0
                ? ""
                : Plural.of(count, "owner") + " could not be looked up just now: their keys are left out.";
    }
}
