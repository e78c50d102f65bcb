package stalekeys.keys.report;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.AccountNames;
import stalekeys.keys.model.LastUse;

/**
 * Which findings are wanted; the same in Slack and on the command line.
 *
 * @param text a user name for {@link Kind#USER}, a Slack user id for {@link Kind#OWNED_BY}, a name or id for
 *     {@link Kind#ACCOUNT}, else empty
 * @param days whole days for {@link Kind#OLDER_THAN} and {@link Kind#UNUSED}, else 0
 */
public record KeyFilter(Kind kind, String text, int days) {
    /** What is asked for. */
    public enum Kind {
        STALE,
        CRITICAL,
        MINE,
        OWNED_BY,
        USER,
        ACCOUNT,
        OLDER_THAN,
        UNUSED
    }

    private static final Pattern USER_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

    public static final KeyFilter STALE = new KeyFilter(Kind.STALE, "", 0);
    public static final KeyFilter CRITICAL = new KeyFilter(Kind.CRITICAL, "", 0);
    public static final KeyFilter MINE = new KeyFilter(Kind.MINE, "", 0);

    public static KeyFilter ownedBy(String slackUserId) {
        return new KeyFilter(Kind.OWNED_BY, slackUserId, 0);
    }

    public static KeyFilter user(String name) {
        return new KeyFilter(Kind.USER, name, 0);
    }

    /** Stale keys of the account with this name, alias or id. */
    public static KeyFilter account(String idOrName) {
        return new KeyFilter(Kind.ACCOUNT, idOrName, 0);
    }

    /** IAM user names are 1 to 64 letters, digits and {@code +=,.@_-}. */
    public static boolean isUserName(String text) {
        return USER_NAME.matcher(text).matches();
    }

    /** Active keys of at least this many whole days, stale or not. */
    public static KeyFilter olderThan(int days) {
        return new KeyFilter(Kind.OLDER_THAN, "", days);
    }

    /**
     * Active keys of at least this age that have no use in this many days. A last use that can't be read is no match, nor
     * is a key that sends mail: whether SMTP counts as a use is not known.
     */
    public static KeyFilter unused(int days) {
        return new KeyFilter(Kind.UNUSED, "", days);
    }

    /** How young a key an audit must keep for this filter, in whole days, under a threshold of so many. */
    public int horizonDays(int maxAgeDays) {
        return switch (kind) {
            case STALE, CRITICAL, MINE, OWNED_BY, ACCOUNT -> maxAgeDays;
            case USER -> 0;
            case OLDER_THAN, UNUSED -> Math.min(days, maxAgeDays);
        };
    }

    /**
     * Whether the finding is one of those, ownership apart: {@link Kind#MINE} and {@link Kind#OWNED_BY} let every stale
     * key through, since who owns a key is for Slack to say.
     */
    public boolean matches(Finding finding, java.time.Instant takenAt) {
        return switch (kind) {
            case STALE, MINE, OWNED_BY -> finding.verdict().stale();
            case CRITICAL ->
                finding.verdict().severity() == Severity.CRITICAL
                        && !finding.verdict().exempt();
            case USER -> finding.userName().equalsIgnoreCase(text);
            case ACCOUNT -> finding.verdict().stale() && finding.account().isCalled(text);
            case OLDER_THAN -> finding.created() != null && finding.ageDays() >= days;
            case UNUSED ->
                finding.created() != null
                        && finding.ageDays() >= days
                        && finding.lastUse().kind() != LastUse.Kind.UNREADABLE
                        && !finding.smtpUser()
                        && !finding.lastUse().byEmailService()
                        && !finding.lastUse().within(Duration.ofDays(days), takenAt);
        };
    }

    /** The same for the one of these accounts that is meant; any other filter as it is. */
    public KeyFilter among(Collection<Account> accounts) {
        return kind == Kind.ACCOUNT ? account(AccountNames.meant(text, accounts)) : this;
    }

    /** As it would be typed. */
    @Override
    public String toString() {
        return switch (kind) {
            case STALE -> "";
            case OWNED_BY -> "<@" + text + ">";
            case USER -> "user " + text;
            case ACCOUNT -> "account " + text;
            case OLDER_THAN, UNUSED -> word() + " " + days;
            case CRITICAL, MINE -> word();
        };
    }

    private String word() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
