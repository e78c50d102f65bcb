package stalekeys.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;

/** A secret nobody can have written by chance, and who says even a part of it. */
public record RandomSecret(String text) {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 32;

    /** So much of it is too much. */
    private static final int PART = 8;

    public static RandomSecret of(Random random) {
        StringBuilder text = new StringBuilder();
        for (int planned = 0; planned < LENGTH; planned++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new RandomSecret(text.toString());
    }

    /** Fails where eight letters of it, in upper or lower case, stand in what was said. */
    public void isNotIn(String said, String when) {
        String shown = said.toLowerCase(Locale.ROOT);
        String secret = text.toLowerCase(Locale.ROOT);
        for (int from = 0; from + PART <= secret.length(); from++) {
            String part = secret.substring(from, from + PART);
            assertThat(shown.contains(part))
                    .as("%s: a part of a secret is in%n%s", when, said)
                    .isFalse();
        }
    }
}
