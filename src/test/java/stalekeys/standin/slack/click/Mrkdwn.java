package stalekeys.standin.slack.click;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's markup as a reader sees it: no marks, names for ids, the fallback for dates. */
final class Mrkdwn {
    private static final Pattern ANGLE = Pattern.compile("<([^<>]*)>");
    private static final Pattern BOLD = Pattern.compile("(?<![\\w*])\\*(\\S|\\S[^*\\n]*\\S)\\*(?![\\w*])");
    private static final Pattern ITALIC = Pattern.compile("(?<![\\w_])_(\\S|\\S[^_\\n]*\\S)_(?![\\w_])");
    private static final Pattern STRUCK = Pattern.compile("(?<![\\w~])~(\\S|\\S[^~\\n]*\\S)~(?![\\w~])");
    private static final Pattern CODE = Pattern.compile("```\\n?([^`]*)```|`([^`\\n]+)`");

    private Mrkdwn() {}

    static String toText(String markup, UnaryOperator<String> nameOf, UnaryOperator<String> bold) {
        StringBuilder out = new StringBuilder();
        Matcher code = CODE.matcher(markup);
        int from = 0;
        while (code.find()) {
            out.append(prose(markup.substring(from, code.start()), nameOf, bold));
            out.append(unescape(code.group(1) != null ? code.group(1) : code.group(2)));
            from = code.end();
        }
        return out.append(prose(markup.substring(from), nameOf, bold)).toString();
    }

    static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String prose(String markup, UnaryOperator<String> nameOf, UnaryOperator<String> bold) {
        String linked =
                ANGLE.matcher(markup).replaceAll(found -> Matcher.quoteReplacement(angle(found.group(1), nameOf)));
        String plain = STRUCK.matcher(ITALIC.matcher(linked).replaceAll("$1")).replaceAll("$1");
        return unescape(BOLD.matcher(plain).replaceAll(found -> Matcher.quoteReplacement(bold.apply(found.group(1)))));
    }

    private static String angle(String inside, UnaryOperator<String> nameOf) {
        int bar = inside.indexOf('|');
        String target = bar < 0 ? inside : inside.substring(0, bar);
        String label = bar < 0 ? "" : inside.substring(bar + 1);
        if (target.startsWith("@")) {
            return "@" + nameOf.apply(target.substring(1));
        }
        if (target.startsWith("#")) {
            return "#" + nameOf.apply(target.substring(1));
        }
        if (target.startsWith("!date^")) {
            return label;
        }
        if (target.startsWith("!subteam^")) {
            return "@" + nameOf.apply(target.substring("!subteam^".length()));
        }
        if (target.startsWith("!")) {
            return "@" + target.substring(1);
        }
        return label.isEmpty() ? target : label + " (" + target + ")";
    }
}
