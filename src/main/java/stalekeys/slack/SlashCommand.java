package stalekeys.slack;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.KeyFilter;
import stalekeys.slack.view.Mrkdwn;

/**
 * What was typed after {@code /stale-keys}.
 *
 * @param filter set for {@link Kind#SHOW} only
 * @param userName for {@link Kind#HISTORY}, the IAM user it is about; empty otherwise, and for everybody's
 */
record SlashCommand(Kind kind, @Nullable KeyFilter filter, String userName) {
    /** What is wanted. */
    enum Kind {
        SHOW,
        HISTORY,
        EXPORT,
        SHARE,
        HELP,
        NOT_UNDERSTOOD
    }

    /** The manifest sets should_escape, so that a person arrives by id: {@code <@U123|name>}. */
    private static final Pattern PERSON = Pattern.compile("<@([UW][A-Z0-9]+)(?:\\|[^>]*)?>");

    /** An address, as Slack escapes it: {@code <mailto:a@example.com|a@example.com>}. */
    private static final Pattern MAIL = Pattern.compile("<mailto:([^|>]+)(?:\\|[^>]*)?>");

    /** A word with an @ before it that Slack knows: {@code <@U123|name>}, {@code <!channel>}. */
    private static final Pattern MENTION = Pattern.compile("<(?:@[UW][A-Z0-9]+\\||!)([^|>^]+)(?:\\|[^>]*)?>");

    /** What Slack takes for a link or a telephone number: {@code <http://shop.example.com|shop.example.com>}. */
    private static final Pattern LINK = Pattern.compile("<(?:https?|mailto|tel):[^|>]*\\|([^>]+)>");

    /** An account's name in AWS Organizations has at most 50 characters, an alias 63. */
    private static final int LONGEST_ACCOUNT = 128;

    private static final Pattern DAYS = Pattern.compile("\\d{1,5}");

    static SlashCommand parse(@Nullable String typed) {
        String text = typed == null ? "" : typed.trim();
        if (text.isEmpty()) {
            return show(KeyFilter.STALE);
        }
        Matcher person = PERSON.matcher(text);
        if (person.matches()) {
            return show(KeyFilter.ownedBy(person.group(1)));
        }
        String[] words = text.split("\\s+", 2);
        String rest = words.length == 2 ? words[1].trim() : "";
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "help" -> new SlashCommand(Kind.HELP, null, "");
            case "export" -> rest.isEmpty() ? new SlashCommand(Kind.EXPORT, null, "") : notUnderstood();
            case "share" -> rest.isEmpty() ? new SlashCommand(Kind.SHARE, null, "") : notUnderstood();
            case "history" -> history(rest);
            case "mine" -> rest.isEmpty() ? show(KeyFilter.MINE) : notUnderstood();
            case "critical" -> rest.isEmpty() ? show(KeyFilter.CRITICAL) : notUnderstood();
            case "user" -> userName(rest);
            case "account" -> account(rest);
            case "older-than" -> days(rest) ? show(KeyFilter.olderThan(Integer.parseInt(rest))) : notUnderstood();
            case "unused" -> days(rest) ? show(KeyFilter.unused(Integer.parseInt(rest))) : notUnderstood();
            default -> notUnderstood();
        };
    }

    private static SlashCommand history(String of) {
        if (of.isEmpty()) {
            return new SlashCommand(Kind.HISTORY, null, "");
        }
        String[] words = of.split("\\s+", 2);
        String name = words.length == 2 ? asTyped(words[1]) : "";
        return words[0].equalsIgnoreCase("user") && KeyFilter.isUserName(name)
                ? new SlashCommand(Kind.HISTORY, null, name)
                : notUnderstood();
    }

    private static SlashCommand userName(String escaped) {
        String name = asTyped(escaped);
        return KeyFilter.isUserName(name) ? show(KeyFilter.user(name)) : notUnderstood();
    }

    private static SlashCommand account(String escaped) {
        Matcher link = LINK.matcher(escaped);
        String name = Mrkdwn.unescape(link.matches() ? link.group(1) : escaped);
        return name.isEmpty() || name.length() > LONGEST_ACCOUNT ? notUnderstood() : show(KeyFilter.account(name));
    }

    /** IAM user names may be addresses, and may begin with an @: what Slack made of such a word is undone. */
    private static String asTyped(String escaped) {
        Matcher mail = MAIL.matcher(escaped);
        if (mail.matches()) {
            return mail.group(1);
        }
        Matcher mention = MENTION.matcher(escaped);
        return mention.matches() ? "@" + mention.group(1) : escaped;
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
