package stalekeys.standin.slack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import stalekeys.standin.slack.workspace.BlockTree;

/** The blocks of one surface. */
final class BlockCheck {
    private final BlockKit.Surface surface;
    private final Findings findings;
    private final Texts texts;
    private final ElementCheck elements;
    private final Set<String> blockIds = new HashSet<>();
    private int tables;
    private int markdownCharacters;

    BlockCheck(BlockKit.Surface surface, Findings findings) {
        this.surface = surface;
        this.findings = findings;
        this.texts = new Texts(findings);
        this.elements = new ElementCheck(findings, texts);
    }

    void check(JsonNode blocks) {
        if (!blocks.isArray()) {
            findings.add("/blocks", "must be a list");
            return;
        }
        findings.most("/blocks", blocks.size(), surface.mostBlocks());
        for (int i = 0; i < blocks.size(); i++) {
            block("/blocks/" + i, blocks.get(i));
        }
    }

    private void block(String at, JsonNode block) {
        findings.string(at, block, "block_id", 255);
        String id = block.path("block_id").asText("");
        if (!id.isEmpty() && !blockIds.add(id)) {
            findings.add(at + "/block_id", "duplicate block_id: " + id);
        }
        String type = block.path("type").asText("");
        switch (type) {
            case "section" -> section(at, block);
            case "header" -> {
                fields(at, block, "text");
                texts.plain(at + "/text", block.path("text"), 150);
            }
            case "divider" -> fields(at, block);
            case "context" -> context(at, block);
            case "actions" -> actions(at, block);
            case "input" -> input(at, block);
            case "image" -> image(at, block);
            case "rich_text" -> {
                fields(at, block, "elements");
                RichText.check(at, block.path("elements"), findings);
            }
            case "table" -> table(at, block);
            case "markdown" -> markdown(at, block);
            default -> findings.add(at + "/type", "unsupported type: " + type);
        }
        uniqueActionIds(at, block);
    }

    private void fields(String at, JsonNode block, String... own) {
        Set<String> known = new HashSet<>(Set.of("type", "block_id"));
        known.addAll(Set.of(own));
        findings.knownFields(at, block, known);
    }

    private void section(String at, JsonNode block) {
        fields(at, block, "text", "fields", "accessory", "expand");
        boolean hasText = block.hasNonNull("text");
        if (hasText) {
            texts.any(at + "/text", block.path("text"), 3_000);
        }
        if (block.hasNonNull("fields")) {
            findings.count(at + "/fields", block.path("fields"), 1, 10);
            for (int i = 0; i < block.path("fields").size(); i++) {
                texts.any(at + "/fields/" + i, block.path("fields").get(i), 2_000);
            }
        } else if (!hasText) {
            findings.add(at, "missing required field: text or fields");
        }
        if (block.hasNonNull("accessory")) {
            elements.check(at + "/accessory", block.path("accessory"), ElementCheck.Place.ACCESSORY);
        }
    }

    private void context(String at, JsonNode block) {
        fields(at, block, "elements");
        JsonNode list = block.path("elements");
        findings.count(at + "/elements", list, 1, 10);
        for (int i = 0; i < list.size(); i++) {
            String here = at + "/elements/" + i;
            if (list.get(i).path("type").asText("").equals("image")) {
                elements.check(here, list.get(i), ElementCheck.Place.ACCESSORY);
            } else {
                texts.any(here, list.get(i), 2_000);
            }
        }
    }

    private void actions(String at, JsonNode block) {
        fields(at, block, "elements");
        JsonNode list = block.path("elements");
        findings.count(at + "/elements", list, 1, 25);
        for (int i = 0; i < list.size(); i++) {
            elements.check(at + "/elements/" + i, list.get(i), ElementCheck.Place.ACTIONS);
        }
    }

    private void input(String at, JsonNode block) {
        fields(at, block, "label", "element", "hint", "optional", "dispatch_action");
        texts.plain(at + "/label", block.path("label"), 2_000);
        if (block.hasNonNull("hint")) {
            texts.plain(at + "/hint", block.path("hint"), 2_000);
        }
        elements.check(at + "/element", block.path("element"), ElementCheck.Place.INPUT);
    }

    private void image(String at, JsonNode block) {
        fields(at, block, "image_url", "alt_text", "title", "slack_file");
        findings.string(at, block, "image_url", 3_000);
        findings.required(at, block, "alt_text", 2_000);
        if (block.hasNonNull("title")) {
            texts.plain(at + "/title", block.path("title"), 2_000);
        }
    }

    private void markdown(String at, JsonNode block) {
        fields(at, block, "text");
        messagesOnly(at, "markdown");
        findings.required(at, block, "text", 12_000);
        markdownCharacters += block.path("text").asText("").length();
        findings.most(at + "/text", markdownCharacters, 12_000);
    }

    private void table(String at, JsonNode block) {
        fields(at, block, "rows", "column_settings");
        messagesOnly(at, "table");
        if (++tables > 1) {
            findings.add(at, "only_one_table_allowed");
        }
        JsonNode rows = block.path("rows");
        findings.count(at + "/rows", rows, 1, 100);
        findings.most(at + "/column_settings", block.path("column_settings").size(), 20);
        findings.most(at + "/rows", BlockKit.textIn(rows), 10_000);
        for (int i = 0; i < rows.size(); i++) {
            findings.count(at + "/rows/" + i, rows.get(i), 1, 20);
            for (JsonNode cell : rows.get(i)) {
                cell(at + "/rows/" + i, cell);
            }
        }
    }

    private void cell(String at, JsonNode cell) {
        switch (cell.path("type").asText("")) {
            case "raw_text", "raw_number" -> findings.required(at, cell, "text", 10_000);
            case "rich_text" -> RichText.check(at, cell.path("elements"), findings);
            default -> findings.add(at, "a cell must be raw_text or rich_text");
        }
    }

    private void messagesOnly(String at, String type) {
        if (surface != BlockKit.Surface.MESSAGE) {
            findings.add(at, type + " is only for messages");
        }
    }

    private void uniqueActionIds(String at, JsonNode block) {
        Set<String> seen = new HashSet<>();
        for (JsonNode element : BlockTree.interactive(block)) {
            String id = element.path("action_id").asText("");
            if (!id.isEmpty() && !seen.add(id)) {
                findings.add(at, "duplicate action_id: " + id);
            }
        }
    }
}
