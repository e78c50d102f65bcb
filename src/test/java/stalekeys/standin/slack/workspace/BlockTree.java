package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the interactive elements of blocks. */
public final class BlockTree {
    private static final Set<String> PASSIVE = Set.of("image", "plain_text", "mrkdwn", "");

    private BlockTree() {}

    public static List<JsonNode> interactive(JsonNode block) {
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
