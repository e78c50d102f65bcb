package stalekeys.keys.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the owner of a user's keys, in this order: the configured map, the user's tags, the user name where it is an
 * address. Whole values only: never a substring, never a guess.
 *
 * @param byUserName IAM user name, in upper or lower case, to Slack user id, channel id or address
 * @param tagNames tag names looked at, in order
 */
public record OwnerRule(Map<String, String> byUserName, List<String> tagNames) {
    private static final Pattern PERSON = Pattern.compile("[UW][A-Z0-9]{2,}");
    private static final Pattern CHANNEL = Pattern.compile("[CG][A-Z0-9]{2,}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    public OwnerRule {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(byUserName);
        byUserName = Collections.unmodifiableMap(anyCase);
        tagNames = List.copyOf(tagNames);
    }

    public OwnerHint hint(IamUser user) {
        String mapped = byUserName.get(user.name());
        if (mapped != null) {
            return classify(mapped, OwnerHint.Source.MAP).orElseGet(OwnerHint::none);
        }
        if (!user.tags().readable()) {
            // A tag we can't see may name somebody else than the user name does.
            return OwnerHint.unreadable();
        }
        for (String name : tagNames) {
            Optional<OwnerHint> hint = user.tags()
                    .value(name)
                    .flatMap(value -> classify(value, OwnerHint.Source.TAG))
                    .filter(found -> meant(name, found));
            if (hint.isPresent()) {
                return hint.get();
            }
        }
        return classify(user.name(), OwnerHint.Source.USER_NAME)
                .filter(hint -> hint.kind() == OwnerHint.Kind.ADDRESS)
                .orElseGet(OwnerHint::none);
    }

    /**
     * Whom the map names for a user of this name, whatever the user's tags say; empty where it does not name anybody. IAM's
     * names ignore case.
     */
    public Optional<OwnerHint> mapped(String userName) {
        return byUserName.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(userName))
                .findFirst()
                .map(entry -> classify(entry.getValue(), OwnerHint.Source.MAP).orElseGet(OwnerHint::none));
    }

    /** A word in capitals (WEB, CONTRACTOR) has an id's form; only in a tag named slack is it taken for one. */
    private static boolean meant(String tagName, OwnerHint found) {
        return found.kind() == OwnerHint.Kind.ADDRESS
                || tagName.equalsIgnoreCase("slack")
                || found.value().chars().anyMatch(Character::isDigit);
    }

    /** Tells what a value is by its form: empty where it is none of the three. */
    public static Optional<OwnerHint> classify(String value, OwnerHint.Source source) {
        String trimmed = value.trim();
        if (PERSON.matcher(trimmed).matches()) {
            return Optional.of(new OwnerHint(OwnerHint.Kind.PERSON, trimmed, source));
        }
        if (CHANNEL.matcher(trimmed).matches()) {
            return Optional.of(new OwnerHint(OwnerHint.Kind.CHANNEL, trimmed, source));
        }
        if (ADDRESS.matcher(trimmed).matches()) {
            return Optional.of(new OwnerHint(OwnerHint.Kind.ADDRESS, trimmed.toLowerCase(Locale.ROOT), source));
        }
        return Optional.empty();
    }
}
