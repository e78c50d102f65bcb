package stalekeys.standin.slack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a rich_text block is made of. */
final class RichText {
    private static final Set<String> CONTAINERS =
            Set.of("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote");
    private static final Set<String> LEAVES =
            Set.of("text", "link", "user", "usergroup", "emoji", "date", "channel", "broadcast", "color", "team");

    private RichText() {}

    static void check(String at, JsonNode elements, Findings findings) {
        findings.count(at + "/elements", elements, 1, Integer.MAX_VALUE);
        for (int i = 0; i < elements.size(); i++) {
            String here = at + "/elements/" + i;
            JsonNode element = elements.get(i);
            String type = element.path("type").asText("");
            if (!CONTAINERS.contains(type)) {
                findings.add(here, "unsupported rich text element: " + type);
            }
            for (JsonNode inner : element.path("elements")) {
                if (CONTAINERS.contains(inner.path("type").asText(""))) {
                    inner.path("elements").forEach(leaf -> leaf(here, leaf, findings));
                } else {
                    leaf(here, inner, findings);
                }
            }
        }
    }

    private static void leaf(String at, JsonNode leaf, Findings findings) {
        String type = leaf.path("type").asText("");
        if (!LEAVES.contains(type)) {
            findings.add(at, "unsupported rich text element: " + type);
        }
        if (type.equals("text") && leaf.path("text").asText("").isEmpty()) {
            findings.add(at, "must be more than 0 characters");
        }
    }
}
