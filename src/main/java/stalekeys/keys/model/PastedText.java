package stalekeys.keys.model;

import java.util.Locale;

/**
 * What keyboards, phones, office programs and chat clients make of plain text: blanks of other widths, characters nobody
 * sees, curly quotes, long dashes, full-width letters. Undone here, and nothing else: letters that only look alike stay
 * what they are.
 */
public final class PastedText {
    private static final String STRAIGHT_MARKS = "\"'`*~";

    /** Marks that are no quotation marks to Unicode, and stand for one: acute, primes, low and full-width ones. */
    private static final String OTHER_MARKS =
            "\u00b4\u2032\u2033\u201a\u201e\uff02\uff07\uff40\u300c\u300d\u300e\u300f";

    private static final int FULL_WIDTH_FIRST = 0xff01;
    private static final int FULL_WIDTH_LAST = 0xff5e;
    private static final int FULL_WIDTH_SHIFT = FULL_WIDTH_FIRST - '!';

    private PastedText() {}

    /** Every kind of blank as a space, and what takes no room left out. */
    public static String visible(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isBlank(c)) {
                seen.append(' ');
            } else if (!isInvisible(c)) {
                seen.appendCodePoint(c);
            }
        });
        return seen.toString();
    }

    /** Without the quotation marks, backticks and marks for bold or struck text around it, however many. */
    public static String unquoted(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isAround(text.charAt(from))) {
            from++;
        }
        while (to > from && isAround(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Dashes, dots and full-width letters as they are on a keyboard. What has no such form stays. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case 0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xfe58, 0xfe63 -> plain.append('-');
                // What programs make of two hyphens.
                case 0x2014, 0x2015 -> plain.append("--");
                case 0x2026 -> plain.append("...");
                default ->
                    plain.appendCodePoint(c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST ? c - FULL_WIDTH_SHIFT : c);
            }
        });
        return plain.toString();
    }

    /** The same for any two texts a person would call the same name; for comparing only. */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        plain(visible(text)).codePoints().forEach(c -> {
            switch (c) {
                case 0x2018, 0x2019, 0x201a, 0x201b, 0x2032, 0xb4, '`' -> folded.append('\'');
                case 0x201c, 0x201d, 0x201e, 0x201f, 0x2033, 0xab, 0xbb -> folded.append('"');
                default -> folded.appendCodePoint(c);
            }
        });
        return folded.toString().strip().replaceAll(" +", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == 0x85
                // An empty pattern of Braille, and Hangul's fillers.
                || c == 0x2800
                || c == 0x3164
                || c == 0xffa0;
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.CONTROL
                // Joins, fillers and variation selectors that Unicode does not count among the formatting characters.
                || c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static boolean isAround(char c) {
        int type = Character.getType(c);
        return type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || STRAIGHT_MARKS.indexOf(c) >= 0
                || OTHER_MARKS.indexOf(c) >= 0
                || c == ' ';
    }
}
