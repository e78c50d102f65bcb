package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.standin.slack.workspace.BlockTree;
import stalekeys.standin.slack.workspace.Json;

/**
 * A thing to click, found in blocks.
 *
 * @param option what is chosen in it, for an overflow menu or a select
 */
public record Target(JsonNode block, JsonNode element, String option) {

    /**
     * Finds it by its text, its action id, or (for menus) by one of its options.
     *
     * @param beside only from the first block that shows this text; empty for the first of all
     */
    public static Optional<Target> find(ArrayNode blocks, String label, String beside) {
        boolean reached = beside.isEmpty();
        for (JsonNode block : blocks) {
            reached |= Json.write(block).contains(beside);
            if (!reached) {
                continue;
            }
            for (JsonNode element : BlockTree.interactive(block)) {
                boolean meant = element.path("text").path("text").asText("").equals(label)
                        || element.path("action_id").asText("").equals(label);
                if (meant) {
                    return Optional.of(new Target(block, element, ""));
                }
                for (JsonNode option : element.path("options")) {
                    if (option.path("text").path("text").asText("").equals(label)) {
                        return Optional.of(new Target(block, element, label));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Finds the one element of this block and action id. */
    static Optional<Target> at(ArrayNode blocks, String blockId, String actionId) {
        for (JsonNode block : blocks) {
            for (JsonNode element : BlockTree.interactive(block)) {
                if (block.path("block_id").asText("").equals(blockId)
                        && element.path("action_id").asText("").equals(actionId)) {
                    return Optional.of(new Target(block, element, ""));
                }
            }
        }
        return Optional.empty();
    }

    /** The texts of all that can be clicked: for the message when a button is not there. */
    static List<String> labels(ArrayNode blocks) {
        List<String> labels = new ArrayList<>();
        for (JsonNode block : blocks) {
            for (JsonNode element : BlockTree.interactive(block)) {
                labels.add(element.path("text")
                        .path("text")
                        .asText(element.path("action_id").asText()));
                element.path("options")
                        .forEach(option ->
                                labels.add(option.path("text").path("text").asText()));
            }
        }
        return labels;
    }
}
