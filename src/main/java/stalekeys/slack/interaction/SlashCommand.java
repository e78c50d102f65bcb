package stalekeys.slack.interaction;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.PastedText;
import stalekeys.keys.report.KeyFilter;

/**
 * What was typed after {@code /stale-keys}.
 *
 * @param filter set for {@link Kind#SHOW} only
 * @param userName for {@link Kind#HISTORY}, the IAM user it is about; empty otherwise, and for everybody's
 */
public record SlashCommand(Kind kind, @Nullable KeyFilter filter, String userName) {
    /** What is wanted. */
    public enum Kind {
        SHOW,
        HISTORY,
        EXPORT,
        SHARE,
        HELP,
        NOT_UNDERSTOOD
    }

    private static final Pattern PERSON = Pattern.compile("<@([UW][A-Z0-9]+)(?:\\|[^>]*)?>");

    /** An account's name in AWS Organizations has at most 50 characters, an alias 63. */
    private static final int LONGEST_ACCOUNT = 128;

    private static final Pattern DAYS = Pattern.compile("\\d{1,5}");

    /**
     * Reads a command.
     *
     * @param text plain, as {@link CommandText} makes it, or as a filter prints itself
     */
    public static SlashCommand parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return show(KeyFilter.STALE);
        }
        Matcher person = PERSON.matcher(trimmed);
        if (person.matches()) {
            return show(KeyFilter.ownedBy(person.group(1)));
        }
        String[] words = split(trimmed);
        String rest = words[1];
        String bare = bare(rest);
        return switch (word(words[0])) {
            case "help" -> new SlashCommand(Kind.HELP, null, "");
            case "export" -> bare.isEmpty() ? new SlashCommand(Kind.EXPORT, null, "") : notUnderstood();
            case "share" -> bare.isEmpty() ? new SlashCommand(Kind.SHARE, null, "") : notUnderstood();
            case "history" -> history(rest);
            case "mine" -> bare.isEmpty() ? show(KeyFilter.MINE) : notUnderstood();
            case "critical" -> bare.isEmpty() ? show(KeyFilter.CRITICAL) : notUnderstood();
            case "user" -> KeyFilter.isUserName(bare) ? show(KeyFilter.user(bare)) : notUnderstood();
            case "account" -> account(rest);
            case "older-than" -> days(bare) ? show(KeyFilter.olderThan(Integer.parseInt(bare))) : notUnderstood();
            case "unused" -> days(bare) ? show(KeyFilter.unused(Integer.parseInt(bare))) : notUnderstood();
            default -> notUnderstood();
        };
    }

    private static SlashCommand history(String of) {
        if (bare(of).isEmpty()) {
            return new SlashCommand(Kind.HISTORY, null, "");
        }
        String[] words = split(of);
        String name = bare(words[1]);
        return word(words[0]).equals("user") && KeyFilter.isUserName(name)
                ? new SlashCommand(Kind.HISTORY, null, name)
                : notUnderstood();
    }

    /** As it is: an account's name may have quotation marks and anything else in it, and only its list can tell. */
    private static SlashCommand account(String name) {
        return PastedText.unquoted(name).isEmpty() || name.length() > LONGEST_ACCOUNT
                ? notUnderstood()
                : show(KeyFilter.account(name));
    }

    /** The first word and what follows it. */
    private static String[] split(String text) {
        String[] words = text.split("\\s+", 2);
        return new String[] {words[0], words.length == 2 ? words[1].strip() : ""};
    }

    private static String word(String typed) {
        return bare(typed).toLowerCase(Locale.ROOT);
    }

    /** A word, number or IAM user name, which has no other characters in it than a keyboard's, and no quotation marks. */
    private static String bare(String text) {
        return PastedText.unquoted(PastedText.plain(PastedText.unquoted(text)));
    }

    private static boolean days(String text) {
        return DAYS.matcher(text).matches();
    }

    private static SlashCommand show(KeyFilter filter) {
        return new SlashCommand(Kind.SHOW, filter, "");
    }

    private static SlashCommand notUnderstood() {
        return new SlashCommand(Kind.NOT_UNDERSTOOD, null, "");
    }
}
