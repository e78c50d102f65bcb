package stalekeys.slack.api;

import java.util.regex.Pattern;

/** Lets a table name characters nobody would see in it. */
public final class StringEscape {
    private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9a-f]{4})");

    private StringEscape() {}

    /** Reads {@code \\u00a0}, {@code \\t} and {@code \\n} as what they stand for. */
    public static String read(String text) {
        return CHARACTER
                .matcher(text)
                .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)))
                .replace("\\t", "\t")
                .replace("\\n", "\n");
    }
}
