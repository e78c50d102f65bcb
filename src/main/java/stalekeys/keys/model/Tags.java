package stalekeys.keys.model;

import java.util.Map;
import java.util.Optional;

/**
 * A user's tags. Tag keys of IAM users are case-insensitive, so they are looked up in any case.
 *
 * @param readable false where AWS did not let us read them: absent and unreadable are not the same
 */
public record Tags(boolean readable, Map<String, String> values) {
    public Tags {
        values = Map.copyOf(values);
    }

    public static Tags of(Map<String, String> values) {
        return new Tags(true, values);
    }

    public static Tags none() {
        return new Tags(true, Map.of());
    }

    public static Tags unreadable() {
        return new Tags(false, Map.of());
    }

    public Optional<String> value(String name) {
        String exact = values.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return values.entrySet().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
