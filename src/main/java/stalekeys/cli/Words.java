package stalekeys.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stalekeys.keys.AccountCoverage;
import stalekeys.keys.KeyStatus;
import stalekeys.keys.LastUse;
import stalekeys.keys.Reason;

/** How facts are said on the command line. */
final class Words {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String reason(Reason reason) {
        return switch (reason.kind()) {
            case AGE -> count(reason.number(), "day") + " old";
            case ROOT -> "the root user has access keys";
            case QUARANTINED -> "AWS saw a key leak and quarantined the user (" + reason.detail() + ")";
            case NEVER_USED -> "never used";
            case LAST_USE_UNREADABLE -> "last use could not be read";
            case TAGS_UNREADABLE -> "tags could not be read";
            case EXCUSED_UNTIL -> "excused until " + reason.detail();
        };
    }

    /** {@code ACTIVE} as IAM writes it, any other constant as a word: {@code critical}, {@code credential-report}. */
    static String word(Enum<?> constant) {
        return constant instanceof KeyStatus status
                ? status.word()
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** ISO time, or one of two words that nobody may take for each other. */
    static String lastUsed(LastUse use) {
        return switch (use.kind()) {
            case USED -> String.valueOf(use.at());
            case NEVER -> "never";
            case UNREADABLE -> "unreadable";
        };
    }

    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** What was seen, and then, one line each, what was not. */
    static List<String> coverage(List<AccountCoverage> accounts) {
        int checked = accounts.stream().mapToInt(AccountCoverage::usersChecked).sum();
        int unreadable = accounts.stream().mapToInt(AccountCoverage::unreadable).sum();
        List<String> lines = new ArrayList<>();
        long failed =
                accounts.stream().filter(account -> account.failure() != null).count();
        lines.add(count(checked, "user") + " checked in "
                + (failed == 0 ? "" : accounts.size() - failed + " of ") + count(accounts.size(), "account")
                + (unreadable == 0 ? "" : ", " + unreadable + " unreadable") + ".");
        for (AccountCoverage account : accounts) {
            String label = account.account().label() + ": ";
            if (account.failure() != null) {
                lines.add(label + "not audited. " + account.failure());
            }
            account.unread()
                    .forEach(one -> lines.add(label + one.userName()
                            + (one.keyId() == null ? "" : " " + one.keyId().full()) + " could not be read: "
                            + one.why()));
            int more = account.unreadable() - account.unread().size();
            if (more > 0) {
                lines.add(label + "and " + more + " more that could not be read.");
            }
            account.gaps().stream().sorted().forEach(gap -> lines.add(label + gap(gap)));
        }
        return lines.stream().map(Plain::text).toList();
    }

    private static String gap(AccountCoverage.Gap gap) {
        return switch (gap) {
            case LEAKED_KEYS -> "it was not checked whether AWS has quarantined users.";
            case ROOT_KEYS -> "it was not checked whether the root user has access keys.";
            case TAGS -> "tags were not read, so owners named by tags are not known.";
        };
    }
}
