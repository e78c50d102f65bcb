package stalekeys.cli.output;

import java.util.regex.Pattern;

/**
 * Text from outside, made safe to print: names and tags are other people's words, and an escape sequence in one could
 * rewrite the terminal it is shown on.
 */
public final class PlainText {
    /** Control characters, and the invisible ones that turn the direction of writing or hide text. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private PlainText() {}

    public static String text(String outside) {
        return UNPRINTABLE.matcher(outside).replaceAll("?");
    }
}
