package stalekeys.standin.slack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Block elements: buttons, selects, inputs. */
final class ElementCheck {
    enum Place {
        ACCESSORY,
        ACTIONS,
        INPUT
    }

    private static final Set<String> TEXT_INPUTS = Set.of(
            "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input");
    private static final Set<String> NEVER_INPUTS = Set.of("button", "overflow", "image", "workflow_button");

    private final Findings findings;
    private final Texts texts;

    ElementCheck(Findings findings, Texts texts) {
        this.findings = findings;
        this.texts = texts;
    }

    void check(String at, JsonNode element, Place place) {
        String type = element.path("type").asText("");
        place(at, type, place);
        findings.string(at, element, "action_id", 255);
        if (element.hasNonNull("placeholder")) {
            texts.plain(at + "/placeholder", element.path("placeholder"), 150);
        }
        texts.confirm(at, element);
        switch (type) {
            case "button" -> button(at, element);
            case "overflow" -> {
                fields(at, element, "options");
                texts.options(at, element, 2, 5, false);
            }
            case "checkboxes" -> {
                fields(at, element, "options", "initial_options", "focus_on_load");
                texts.options(at, element, 1, 10, true);
            }
            case "radio_buttons" -> {
                fields(at, element, "options", "initial_option", "focus_on_load");
                texts.options(at, element, 1, 10, true);
            }
            case "static_select" -> {
                fields(at, element, "options", "option_groups", "initial_option", "focus_on_load", "placeholder");
                texts.options(at, element, 1, 100, false);
            }
            case "multi_static_select" -> {
                fields(
                        at,
                        element,
                        "options",
                        "option_groups",
                        "initial_options",
                        "focus_on_load",
                        "placeholder",
                        "max_selected_items");
                texts.options(at, element, 1, 100, false);
            }
            case "plain_text_input" -> textInput(at, element);
            case "image" -> {
                findings.knownFields(at, element, Set.of("type", "image_url", "alt_text", "slack_file"));
                findings.string(at, element, "image_url", 3_000);
                findings.required(at, element, "alt_text", 2_000);
            }
            case "users_select",
                    "conversations_select",
                    "channels_select",
                    "external_select",
                    "multi_users_select",
                    "multi_conversations_select",
                    "multi_channels_select",
                    "multi_external_select",
                    "datepicker",
                    "timepicker",
                    "datetimepicker",
                    "email_text_input",
                    "url_text_input",
                    "number_input",
                    "rich_text_input",
                    "file_input",
                    "workflow_button" -> {}
            default -> findings.add(at + "/type", "unsupported element type: " + type);
        }
    }

    private void place(String at, String type, Place place) {
        boolean fits = switch (place) {
            case ACCESSORY -> !TEXT_INPUTS.contains(type);
            case ACTIONS -> !TEXT_INPUTS.contains(type) && !type.equals("image");
            case INPUT -> !NEVER_INPUTS.contains(type);
        };
        if (!fits) {
            findings.add(at, type + " is not allowed here");
        }
    }

    private void fields(String at, JsonNode element, String... own) {
        Set<String> known = new HashSet<>(Set.of("type", "action_id", "confirm"));
        known.addAll(Set.of(own));
        findings.knownFields(at, element, known);
    }

    private void button(String at, JsonNode button) {
        fields(at, button, "text", "value", "url", "style", "accessibility_label");
        texts.plain(at + "/text", button.path("text"), 75);
        findings.string(at, button, "value", 2_000);
        findings.string(at, button, "url", 3_000);
        findings.string(at, button, "accessibility_label", 75);
        texts.style(at, button);
    }

    private void textInput(String at, JsonNode input) {
        fields(
                at,
                input,
                "placeholder",
                "initial_value",
                "multiline",
                "min_length",
                "max_length",
                "dispatch_action_config",
                "focus_on_load");
        int most = input.path("max_length").asInt(3_000);
        if (input.has("max_length") && (most < 1 || most > 3_000)) {
            findings.add(at + "/max_length", "must be 1 to 3000");
        }
        int least = input.path("min_length").asInt(0);
        if (least < 0 || least > 3_000 || least > most) {
            findings.add(at + "/min_length", "must be 0 to 3000 and not more than max_length");
        }
        findings.string(at, input, "initial_value", Math.min(most, 3_000));
    }
}
