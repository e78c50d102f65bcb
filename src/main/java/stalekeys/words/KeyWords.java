package stalekeys.words;

import java.util.function.UnaryOperator;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Reason;
import stalekeys.keys.report.Severity;
import stalekeys.keys.report.StalenessPolicy;

/** Age, severity and reasons. */
public final class KeyWords {
    /** Why something is refused; what stood against looking follows. */
    public static final String LEAK_UNKNOWN =
            "It is not known whether a key of this user leaked, so this one counts as leaked:"
                    + " it can't be exempt or reactivated from here.";

    private KeyWords() {}

    /** "412 days old". */
    public static String age(long days) {
        return days == 0 ? "less than a day old" : Plural.of(days, "day") + " old";
    }

    /**
     * Which key this is about, on two lines.
     *
     * @param shownId its id, whole or masked; empty where there is no key
     * @param code marks names and ids
     * @param name makes the name of an account fit for the surface
     */
    public static String identity(
            Finding finding, String shownId, UnaryOperator<String> code, UnaryOperator<String> name) {
        String created = finding.created() == null ? "" : ", created " + Times.day(finding.created());
        String key = shownId.isEmpty() ? "" : "\nKey " + code.apply(shownId) + created;
        return "User " + code.apply(finding.userName()) + " in " + wholeAccount(finding.account(), name) + key;
    }

    /** Which key this is about, in one line: "`ana`, key `…1234`, 91 days old, account prod"; the id is masked. */
    public static String line(
            String userName,
            KeyId keyId,
            long ageDays,
            Account account,
            UnaryOperator<String> code,
            UnaryOperator<String> name) {
        return code.apply(Names.cut(userName, 64)) + ", key " + code.apply(keyId.masked()) + ", " + age(ageDays) + ", "
                + account(account, each -> name.apply(Names.cut(each, 64)));
    }

    /** "account production", or "this account" where nothing is known of it. */
    public static String account(Account account, UnaryOperator<String> name) {
        return account.label().equals("this account") ? "this account" : "account " + name.apply(account.label());
    }

    /** The name of the account, and its number. */
    private static String wholeAccount(Account account, UnaryOperator<String> name) {
        boolean named = !account.name().isEmpty() && !account.id().isEmpty();
        return account(account, name) + (named ? " (" + name.apply(account.id()) + ")" : "");
    }

    /** The same with a capital letter, to begin a sentence. */
    public static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    public static String severity(Severity severity) {
        return switch (severity) {
            case FRESH -> "fresh";
            case STALE -> "stale";
            case CRITICAL -> "critical";
        };
    }

    private static String why(String sentence) {
        return sentence.isBlank() ? "" : " " + sentence + (sentence.endsWith(".") ? "" : ".");
    }

    /** A reason as a sentence. */
    public static String reason(Reason reason, UnaryOperator<String> quote) {
        return switch (reason.kind()) {
            case AGE -> "The key is " + age(reason.number()) + ".";
            case ROOT ->
                "The account's root user has access keys. Nothing limits what they can do. Sign in as the root user and "
                        + "delete them; that can't be done from here.";
            case QUARANTINED ->
                "AWS found a key of this user in public and limited the user (" + quote.apply(reason.detail())
                        + "). Treat the key as stolen.";
            case LEAK_UNKNOWN -> LEAK_UNKNOWN + why(reason.detail());
            case NEVER_USED -> "AWS has no record of any use.";
            case LAST_USE_UNREADABLE -> "AWS did not say when it was last used. Treat it as in use.";
            case TAGS_UNREADABLE -> "The user's tags could not be read, so the owner is not known.";
            case EXCUSED_UNTIL -> "Exempt until " + quote.apply(reason.detail()) + ".";
            case PROTECTED ->
                "The user's tag " + StalenessPolicy.PROTECTED_TAG + " protects it: it can't be changed from here.";
            case EXEMPTION_ON_HOLD ->
                "Its exemption until " + quote.apply(reason.detail()) + " is on hold until that is known.";
            case EXCUSE_INVALID ->
                "The user's tag " + Exemption.TAG + " is not taken (" + quote.apply(Names.cut(reason.detail(), 40))
                        + "): it has to be a day, such as 2026-03-31, at most " + Exemption.LONGEST_DAYS
                        + " days ahead.";
        };
    }
}
