package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stalekeys.standin.slack.workspace.BlockTree;
import stalekeys.standin.slack.workspace.Json;

/** What stands in the inputs of some blocks: state.values, made of initial values and of what a person entered. */
public final class Inputs {
    private Inputs() {}

    /** The value of one element as a person enters it; lists are separated by commas. */
    static ObjectNode entered(JsonNode element, String value) {
        String type = element.path("type").asText("");
        ObjectNode state = Json.object().put("type", type);
        List<String> several = value.isEmpty() ? List.of() : Arrays.asList(value.split(",", -1));
        switch (type) {
            case "static_select", "radio_buttons", "overflow", "external_select" ->
                state.set("selected_option", option(element, value));
            case "checkboxes", "multi_static_select" -> {
                ArrayNode chosen = state.putArray("selected_options");
                several.forEach(each -> chosen.add(option(element, each.strip())));
            }
            case "users_select" -> state.put("selected_user", value);
            case "conversations_select" -> state.put("selected_conversation", value);
            case "channels_select" -> state.put("selected_channel", value);
            case "multi_users_select" -> list(state.putArray("selected_users"), several);
            case "multi_conversations_select" -> list(state.putArray("selected_conversations"), several);
            case "multi_channels_select" -> list(state.putArray("selected_channels"), several);
            case "datepicker" -> state.put("selected_date", value);
            case "timepicker" -> state.put("selected_time", value);
            case "datetimepicker" -> state.put("selected_date_time", Long.parseLong(value));
            default -> state.put("value", value);
        }
        return state;
    }

    /** {@code block_id -> action_id -> value} for every element that holds one. */
    public static ObjectNode state(ArrayNode blocks, Map<String, ObjectNode> entered) {
        ObjectNode state = Json.object();
        ObjectNode values = state.putObject("values");
        for (JsonNode block : blocks) {
            for (JsonNode element : BlockTree.interactive(block)) {
                String type = element.path("type").asText("");
                if (type.equals("button") || type.equals("overflow")) {
                    continue;
                }
                String blockId = block.path("block_id").asText();
                String actionId = element.path("action_id").asText();
                values.withObjectProperty(blockId)
                        .set(actionId, entered.getOrDefault(blockId + "/" + actionId, initial(element)));
            }
        }
        return state;
    }

    /**
     * Finds the inputs meant by label, block id, action id or {@code block_id/action_id}.
     *
     * @throws AssertionError for a name that no input has
     */
    public static Map<String, ObjectNode> named(ArrayNode blocks, Map<String, String> values) {
        Map<String, ObjectNode> entered = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            boolean found = false;
            for (JsonNode block : blocks) {
                String blockId = block.path("block_id").asText();
                for (JsonNode element : BlockTree.interactive(block)) {
                    String actionId = element.path("action_id").asText();
                    boolean meant = List.of(
                                    blockId,
                                    actionId,
                                    blockId + "/" + actionId,
                                    block.path("label").path("text").asText(""))
                            .contains(name);
                    if (meant && !found) {
                        entered.put(blockId + "/" + actionId, entered(element, value));
                        found = true;
                    }
                }
            }
            if (!found) {
                throw new AssertionError("no input is called " + name + " in " + blocks);
            }
        });
        return entered;
    }

    /** What the client itself would not send: by block id, the sentence it shows. */
    public static Map<String, String> refusedByClient(ArrayNode blocks, JsonNode state) {
        Map<String, String> refused = new LinkedHashMap<>();
        for (JsonNode block : blocks) {
            if (!block.path("type").asText("").equals("input")) {
                continue;
            }
            String blockId = block.path("block_id").asText();
            JsonNode element = block.path("element");
            JsonNode value = state.path("values")
                    .path(blockId)
                    .path(element.path("action_id").asText());
            problem(block, element, value).ifPresent(problem -> refused.put(blockId, problem));
        }
        return refused;
    }

    private static Optional<String> problem(JsonNode block, JsonNode element, JsonNode value) {
        boolean empty = true;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode held = field.getValue();
            if (!field.getKey().equals("type")) {
                empty &= held.isNull()
                        || (held.isContainerNode()
                                ? held.isEmpty()
                                : held.asText().isEmpty());
            }
        }
        if (empty) {
            return block.path("optional").asBoolean(false)
                    ? Optional.empty()
                    : Optional.of("Please complete this required field");
        }
        int length = value.path("value").asText("").length();
        if (element.has("max_length") && length > element.path("max_length").asInt()) {
            return Optional.of("Must be less than " + element.path("max_length").asInt() + " characters");
        }
        if (element.has("min_length") && length < element.path("min_length").asInt()) {
            return Optional.of("Must be more than " + element.path("min_length").asInt() + " characters");
        }
        return Optional.empty();
    }

    private static ObjectNode initial(JsonNode element) {
        String type = element.path("type").asText("");
        ObjectNode state = Json.object().put("type", type);
        switch (type) {
            case "checkboxes", "multi_static_select" ->
                state.set("selected_options", Json.list(element, "initial_options"));
            case "static_select", "radio_buttons", "external_select" ->
                state.set("selected_option", element.get("initial_option"));
            case "users_select" -> state.set("selected_user", element.get("initial_user"));
            case "conversations_select" -> state.set("selected_conversation", element.get("initial_conversation"));
            case "channels_select" -> state.set("selected_channel", element.get("initial_channel"));
            case "multi_users_select" -> state.set("selected_users", Json.list(element, "initial_users"));
            case "multi_conversations_select" ->
                state.set("selected_conversations", Json.list(element, "initial_conversations"));
            case "multi_channels_select" -> state.set("selected_channels", Json.list(element, "initial_channels"));
            case "datepicker" -> state.set("selected_date", element.get("initial_date"));
            case "timepicker" -> state.set("selected_time", element.get("initial_time"));
            case "datetimepicker" -> state.set("selected_date_time", element.get("initial_date_time"));
            default -> state.set("value", element.get("initial_value"));
        }
        return state;
    }

    private static JsonNode option(JsonNode element, String textOrValue) {
        List<JsonNode> options = new java.util.ArrayList<>();
        element.path("options").forEach(options::add);
        element.path("option_groups").forEach(group -> group.path("options").forEach(options::add));
        return options.stream()
                .filter(option -> option.path("value").asText("").equals(textOrValue)
                        || option.path("text").path("text").asText("").equals(textOrValue))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no option " + textOrValue + " in " + options));
    }

    private static void list(ArrayNode into, List<String> values) {
        values.forEach(value -> into.add(value.strip()));
    }
}
