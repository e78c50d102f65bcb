package stalekeys.standin.slack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import stalekeys.standin.slack.workspace.Json;

/**
 * Slack's limits on messages and views. Where Slack's sources differ, the smaller value stands here. Lengths are UTF-16
 * units of the escaped text, which is never less than what Slack counts.
 */
public final class BlockKit {
    /** Where blocks may stand, and how many of them. */
    public enum Surface {
        MESSAGE(50),
        MODAL(100),
        HOME(100);

        private final int mostBlocks;

        Surface(int mostBlocks) {
            this.mostBlocks = mostBlocks;
        }

        int mostBlocks() {
            return mostBlocks;
        }
    }

    static final int MOST_TEXT_IN_A_MESSAGE = 13_000;
    static final int LONGEST_TOP_LEVEL_TEXT = 4_000;
    static final int LARGEST_VIEW_BYTES = 250_000;

    private static final Set<String> VIEW_FIELDS = Set.of(
            "type",
            "title",
            "submit",
            "close",
            "blocks",
            "private_metadata",
            "callback_id",
            "external_id",
            "clear_on_close",
            "notify_on_close",
            "submit_disabled");

    private BlockKit() {}

    /** Checks the {@code text} and {@code blocks} of a message, however it is sent. */
    public static List<Problem> checkMessage(JsonNode message) {
        Findings findings = new Findings("invalid_blocks");
        String text = message.path("text").asText("");
        findings.most("/text", text.length(), LONGEST_TOP_LEVEL_TEXT, "msg_too_long");
        JsonNode blocks = message.path("blocks");
        if (!blocks.isMissingNode() && !blocks.isNull()) {
            new BlockCheck(Surface.MESSAGE, findings).check(blocks);
            findings.most("/blocks", textIn(blocks), MOST_TEXT_IN_A_MESSAGE, "msg_blocks_too_long");
            if (text.isBlank()) {
                findings.add("/text", "a message with blocks needs a text: notifications and screen readers use it");
            }
        }
        return findings.all();
    }

    /** Checks blocks alone. */
    public static List<Problem> checkBlocks(Surface surface, JsonNode blocks) {
        Findings findings = new Findings("invalid_blocks");
        new BlockCheck(surface, findings).check(blocks);
        return findings.all();
    }

    /** Checks a modal or a Home as it is handed to views.open, push, update, publish or in a response_action. */
    public static List<Problem> checkView(JsonNode view) {
        Findings findings = new Findings("invalid_arguments");
        String type = view.path("type").asText("");
        if (!type.equals("modal") && !type.equals("home")) {
            findings.add("/view/type", "must be modal or home");
            return findings.all();
        }
        boolean modal = type.equals("modal");
        findings.knownFields("/view", view, VIEW_FIELDS);
        findings.most(
                "/view",
                Json.write(view).getBytes(StandardCharsets.UTF_8).length,
                LARGEST_VIEW_BYTES,
                "view_too_large");
        findings.most(
                "/view/private_metadata",
                view.path("private_metadata").asText("").length(),
                3_000);
        findings.most("/view/callback_id", view.path("callback_id").asText("").length(), 255);
        findings.most("/view/external_id", view.path("external_id").asText("").length(), 255);
        Texts texts = new Texts(findings);
        for (String label : List.of("title", "submit", "close")) {
            if (view.hasNonNull(label)) {
                if (modal) {
                    texts.plain("/view/" + label, view.path(label), 24);
                } else {
                    findings.add("/view/" + label, "not allowed in a home view");
                }
            } else if (modal && label.equals("title")) {
                findings.add("/view/title", "missing required field");
            }
        }
        JsonNode blocks = view.path("blocks");
        new BlockCheck(modal ? Surface.MODAL : Surface.HOME, findings).check(blocks);
        if (modal && !view.hasNonNull("submit") && hasInput(blocks)) {
            findings.add("/view", "must define submit to use an input block in a modal");
        }
        return findings.all();
    }

    private static boolean hasInput(JsonNode blocks) {
        for (JsonNode block : blocks) {
            if (block.path("type").asText("").equals("input")) {
                return true;
            }
        }
        return false;
    }

    /** The length of every string under a field named text, however deep: what msg_blocks_too_long counts. */
    static int textIn(JsonNode node) {
        int length = 0;
        for (JsonNode child : node) {
            length += child.isContainerNode() ? textIn(child) : 0;
        }
        return length
                + (node.path("text").isTextual() ? node.path("text").asText().length() : 0);
    }
}
