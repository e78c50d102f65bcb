package stalekeys.slack.view.block;

import java.time.Instant;
import java.util.regex.Pattern;
import stalekeys.words.Names;
import stalekeys.words.Times;

/**
 * Slack's markup. Only {@code & < >} can be escaped in it; the marks for bold, italic, strike and code can't. So names from
 * outside stand in code spans, or bare where no character of theirs means anything.
 */
public final class Mrkdwn {
    private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .,()'-]*");
    private static final Pattern SLACK_USER = Pattern.compile("[UW][A-Z0-9]{2,}");
    private static final int LONGEST_NAME = 128;

    private Mrkdwn() {}

    /** In this order and nothing else, says Slack. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Back to plain text. */
    public static String unescape(String escaped) {
        return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /** A name from outside in a code span. */
    public static String code(String name) {
        String line = Names.cut(name, LONGEST_NAME).strip();
        return "`" + escape(line.isEmpty() ? "(blank)" : line.replace('`', '\'')) + "`";
    }

    /** What matters: our own words alone, or a date. */
    public static String strong(String words) {
        return "*" + words + "*";
    }

    /** A name from outside as it is where it is harmless, else in a code span. */
    public static String name(String name) {
        String line = Names.cut(name, LONGEST_NAME).strip();
        return HARMLESS.matcher(line).matches() ? line : code(line);
    }

    /** A mention, where this is a user id; "stale-keys" or "cli:ana" are shown as names. */
    public static String person(String actor) {
        return isPerson(actor) ? "<@" + actor + ">" : name(actor);
    }

    public static boolean isPerson(String actor) {
        return SLACK_USER.matcher(actor).matches();
    }

    /**
     * A channel: as a link where it goes by its id.
     *
     * @param otherwise what stands there where it does not, as markup
     */
    public static String channel(String idOrName, String otherwise) {
        return idOrName.matches("[CG][A-Z0-9]{2,}") ? "<#" + idOrName + ">" : otherwise;
    }

    /** A point in time, in the reader's own zone. */
    public static String date(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{date_short_pretty} at {time}|" + Times.minute(at) + ">";
    }

    /** A day, in the reader's own zone. */
    public static String day(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{date_long}|" + Times.day(at) + ">";
    }
}
