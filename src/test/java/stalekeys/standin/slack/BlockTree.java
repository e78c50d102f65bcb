package stalekeys.standin.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the interactive elements of blocks. */
final class BlockTree {
    private static final Set<String> PASSIVE = Set.of("image", "plain_text", "mrkdwn", "");

    private BlockTree() {}

    static List<JsonNode> interactive(JsonNode block) {
        List<JsonNode> found = new ArrayList<>();
        switch (block.path("type").asText("")) {
            case "section" -> found.add(block.path("accessory"));
            case "actions", "context_actions" -> block.path("elements").forEach(found::add);
            case "input" -> found.add(block.path("element"));
            default -> {}
        }
        found.removeIf(element -> PASSIVE.contains(element.path("type").asText("")));
        return found;
    }
}
