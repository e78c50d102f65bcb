package stalekeys.config;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A channel as people write it, in the one form the rest knows: its id, or its name with # and in the small letters Slack
 * gives all channels.
 */
final class ChannelName {
    /** As Slack copies a channel: {@code <#C024BE91L|security>}. */
    private static final Pattern LINK = Pattern.compile("<#([CG][A-Z0-9]{2,})(?:\\|[^<>]*)?>");

    /** A word in capitals (GENERAL) has an id's form; every id has a digit. */
    private static final Pattern ID = Pattern.compile("(?=.*\\d)[CG][A-Z0-9]{2,}");

    private static final Pattern NAME =
            Pattern.compile("#[^\\s#,<>|]{1,80}|[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,79}");

    /** Blanks of all kinds, and what is there and not seen, around a value that was pasted. */
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$");

    private ChannelName() {}

    /** Empty where it is no channel's: then it may be a person's id. */
    static Optional<String> of(String text) {
        String bare = AROUND.matcher(text).replaceAll("");
        Matcher link = LINK.matcher(bare);
        if (link.matches()) {
            return Optional.of(link.group(1));
        }
        if (ID.matcher(bare).matches()) {
            return Optional.of(bare);
        }
        boolean person = Patterns.PERSON.matcher(bare).matches() && bare.chars().anyMatch(Character::isDigit);
        if (person || !NAME.matcher(bare).matches()) {
            return Optional.empty();
        }
        String name = Normalizer.normalize(bare, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Optional.of(name.startsWith("#") ? name : "#" + name);
    }
}
