package stalekeys.standin.slack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects problems, worded as Slack words them. */
final class Findings {
    private final String usualError;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String usualError) {
        this.usualError = usualError;
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }

    void add(String pointer, String what) {
        add(usualError, pointer, what);
    }

    private void add(String error, String pointer, String what) {
        problems.add(new Problem(error, "[ERROR] " + what + " [json-pointer:" + pointer + "]"));
    }

    void most(String pointer, int length, int most) {
        most(pointer, length, most, usualError);
    }

    void most(String pointer, int length, int most, String error) {
        if (length > most) {
            add(error, pointer, String.format(Locale.ROOT, "must be at most %d, is %d", most, length));
        }
    }

    void count(String pointer, JsonNode list, int least, int most) {
        if (!list.isArray()) {
            add(pointer, "must be a list");
        } else if (list.size() < least || list.size() > most) {
            add(pointer, String.format(Locale.ROOT, "must have %d to %d items, has %d", least, most, list.size()));
        }
    }

    void knownFields(String pointer, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                add(pointer, "unknown field: " + field);
            }
        });
    }

    /** An optional string of a given length. */
    void string(String pointer, JsonNode parent, String field, int most) {
        JsonNode value = parent.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isTextual()) {
            add(pointer + "/" + field, "must be a string");
        }
        most(pointer + "/" + field, value.asText("").length(), most);
    }

    void required(String pointer, JsonNode parent, String field, int most) {
        if (parent.path(field).asText("").isEmpty()) {
            add(pointer, "missing required field: " + field);
        }
        string(pointer, parent, field, most);
    }
}
