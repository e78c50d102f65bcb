package stalekeys.words;

import java.util.Locale;

/** Numbers with their nouns. */
public final class Plural {
    private Plural() {}

    /** "1 key", "2 keys", "5,000 keys". */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** For nouns, and for whole phrases, whose plural is not made with an s. */
    public static String of(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }

    /** "5,000". */
    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
