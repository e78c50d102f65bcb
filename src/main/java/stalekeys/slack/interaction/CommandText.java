package stalekeys.slack.interaction;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.PastedText;
import stalekeys.slack.view.block.Mrkdwn;

/**
 * The text of a command as the person meant it. Slack turns what looks like an address into a link and, since the manifest
 * sets should_escape, names of people, groups and channels into references; keyboards add what nobody sees. Every
 * command's text goes through here, once: what comes out is plain text, but for a lone person, who stays {@code <@U123>}.
 */
public final class CommandText {
    private static final Pattern PERSON = Pattern.compile("<@([UW][A-Z0-9]+)(?:\\|[^>]*)?>");

    /** {@code <http://shop.example.com|shop.example.com>}, {@code <mailto:..|..>}, {@code <tel:..|..>}: with or without label. */
    private static final Pattern LINK =
            Pattern.compile("<(?:[a-zA-Z][a-zA-Z0-9+.-]*:)(?://)?([^|>]*?)/?(?:\\|([^>]*))?>");

    /** {@code <@U123|ana>}, {@code <#C123|team>}, {@code <!subteam^S123|@team>}. */
    private static final Pattern REFERENCE = Pattern.compile("<([@#!])[^|>]*\\|([^>]+)>");

    /** {@code <!channel>} and its like. */
    private static final Pattern EVERYBODY = Pattern.compile("<!([a-z]+)>");

    private CommandText() {}

    public static String plain(@Nullable String typed) {
        if (typed == null) {
            return "";
        }
        String text = LINK.matcher(PastedText.visible(typed)).replaceAll(link -> quoted(shown(link)));
        Matcher person = PERSON.matcher(PastedText.unquoted(text));
        if (person.matches()) {
            return "<@" + person.group(1) + ">";
        }
        text = REFERENCE.matcher(text).replaceAll(found -> quoted(named(found)));
        text = EVERYBODY.matcher(text).replaceAll("@$1");
        // Last, so that a < the person typed is never taken for one of Slack's.
        return Mrkdwn.unescape(text).strip();
    }

    /** The label is what was typed; a link without one was typed as an address. */
    private static String shown(MatchResult link) {
        String label = link.group(2);
        return label == null || label.isBlank() ? link.group(1) : label;
    }

    private static String named(MatchResult reference) {
        String sign = reference.group(1).equals("#") ? "#" : "@";
        String name = reference.group(2);
        return name.startsWith(sign) ? name : sign + name;
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
