package stalekeys.standin.slack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Text objects, options and confirm dialogs. */
final class Texts {
    private final Findings findings;

    Texts(Findings findings) {
        this.findings = findings;
    }

    void plain(String pointer, JsonNode text, int most) {
        if (!text.path("type").asText("").equals("plain_text")) {
            findings.add(pointer, "must be plain_text");
            return;
        }
        any(pointer, text, most);
    }

    void any(String pointer, JsonNode text, int most) {
        String type = text.path("type").asText("");
        switch (type) {
            case "plain_text" -> findings.knownFields(pointer, text, Set.of("type", "text", "emoji"));
            case "mrkdwn" -> findings.knownFields(pointer, text, Set.of("type", "text", "verbatim"));
            default -> {
                findings.add(pointer, "must be a plain_text or mrkdwn object");
                return;
            }
        }
        String value = text.path("text").asText("");
        if (!text.path("text").isTextual() || value.isEmpty()) {
            findings.add(pointer + "/text", "must be more than 0 characters");
        }
        findings.most(pointer + "/text", value.length(), most);
    }

    void confirm(String pointer, JsonNode parent) {
        JsonNode confirm = parent.path("confirm");
        if (confirm.isMissingNode() || confirm.isNull()) {
            return;
        }
        String here = pointer + "/confirm";
        findings.knownFields(here, confirm, Set.of("title", "text", "confirm", "deny", "style"));
        plain(here + "/title", confirm.path("title"), 100);
        any(here + "/text", confirm.path("text"), 300);
        plain(here + "/confirm", confirm.path("confirm"), 30);
        plain(here + "/deny", confirm.path("deny"), 30);
        style(here, confirm);
    }

    void style(String pointer, JsonNode parent) {
        if (parent.hasNonNull("style")
                && !Set.of("primary", "danger").contains(parent.path("style").asText())) {
            findings.add(pointer + "/style", "must be primary or danger");
        }
    }

    void options(String pointer, JsonNode element, int least, int most, boolean mrkdwnAllowed) {
        if (element.has("option_groups")) {
            JsonNode groups = element.path("option_groups");
            findings.count(pointer + "/option_groups", groups, 1, 100);
            for (int i = 0; i < groups.size(); i++) {
                String here = pointer + "/option_groups/" + i;
                plain(here + "/label", groups.get(i).path("label"), 75);
                list(here + "/options", groups.get(i).path("options"), 1, 100, mrkdwnAllowed);
            }
            return;
        }
        list(pointer + "/options", element.path("options"), least, most, mrkdwnAllowed);
        initial(pointer, element);
    }

    private void list(String pointer, JsonNode options, int least, int most, boolean mrkdwnAllowed) {
        findings.count(pointer, options, least, most);
        for (int i = 0; i < options.size(); i++) {
            String here = pointer + "/" + i;
            JsonNode option = options.get(i);
            findings.knownFields(here, option, Set.of("text", "value", "description", "url"));
            if (mrkdwnAllowed) {
                any(here + "/text", option.path("text"), 75);
            } else {
                plain(here + "/text", option.path("text"), 75);
            }
            if (option.hasNonNull("description")) {
                any(here + "/description", option.path("description"), 75);
            }
            findings.required(here, option, "value", 75);
        }
    }

    private void initial(String pointer, JsonNode element) {
        if (element.hasNonNull("initial_option")) {
            mustBeAnOption(pointer + "/initial_option", element.path("options"), element.path("initial_option"));
        }
        element.path("initial_options")
                .forEach(each -> mustBeAnOption(pointer + "/initial_options", element.path("options"), each));
    }

    private void mustBeAnOption(String pointer, JsonNode options, JsonNode initial) {
        for (JsonNode option : options) {
            if (option.path("value").equals(initial.path("value"))
                    && option.path("text")
                            .path("text")
                            .equals(initial.path("text").path("text"))) {
                return;
            }
        }
        findings.add(pointer, "is not one of the options");
    }
}
