package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/** Messages and views as lines of plain text, for a terminal and for assertions. */
public final class TextView {
    private static final String RESET = "\u001b[0m";

    private final UnaryOperator<String> nameOf;
    private final boolean coloured;

    private TextView(UnaryOperator<String> nameOf, boolean coloured) {
        this.nameOf = nameOf;
        this.coloured = coloured;
    }

    /**
     * Without colours.
     *
     * @param nameOf gives the name of a U, C or S id
     */
    public static TextView plain(UnaryOperator<String> nameOf) {
        return new TextView(nameOf, false);
    }

    /** With ANSI colours. */
    public static TextView coloured(UnaryOperator<String> nameOf) {
        return new TextView(nameOf, true);
    }

    /** What is shown of the message: its blocks, or the text where it has none. */
    public List<String> message(Message message) {
        List<String> lines = message.blocks().isEmpty()
                ? new ArrayList<>(lines(markup(message.text())))
                : new ArrayList<>(blocks(message.blocks()));
        message.json()
                .path("files")
                .forEach(file -> lines.add(
                        "[file] " + file.path("title").asText(file.path("name").asText())));
        return lines;
    }

    /** A modal or Home, with its title, buttons and what the bot said is wrong. */
    public List<String> view(OpenView view) {
        List<String> lines = new ArrayList<>();
        if (!view.title().isEmpty()) {
            lines.add(paint("1", "== " + view.title() + " =="));
        }
        for (JsonNode block : view.blocks()) {
            lines.addAll(block(block));
            String error = view.errors().get(block.path("block_id").asText(""));
            if (error != null) {
                lines.add(paint("31", "  ! " + error));
            }
        }
        StringJoiner buttons = new StringJoiner(" ");
        for (String each : List.of("submit", "close")) {
            Json.text(view.json().path(each), "text").ifPresent(text -> buttons.add("[" + text + "]"));
        }
        if (buttons.length() > 0) {
            lines.add(paint("36", buttons.toString()));
        }
        return lines;
    }

    public List<String> blocks(JsonNode blocks) {
        List<String> lines = new ArrayList<>();
        blocks.forEach(block -> lines.addAll(block(block)));
        return lines;
    }

    private List<String> block(JsonNode block) {
        return switch (block.path("type").asText("")) {
            case "header" ->
                List.of(paint(
                        "1",
                        "# " + Mrkdwn.unescape(block.path("text").path("text").asText())));
            case "divider" -> List.of(paint("2", "----"));
            case "section" -> section(block);
            case "context" -> lines(paint("2", joined(block.path("elements"), "  ")));
            case "actions", "context_actions" -> lines(joined(block.path("elements"), " "));
            case "input" -> input(block);
            case "image" -> List.of("[image] " + block.path("alt_text").asText());
            case "rich_text" -> richText(block.path("elements"), "");
            case "table" -> table(block.path("rows"));
            case "markdown" -> lines(block.path("text").asText());
            default -> List.of("[" + block.path("type").asText() + "]");
        };
    }

    private List<String> section(JsonNode block) {
        List<String> lines = new ArrayList<>();
        if (block.hasNonNull("text")) {
            lines.addAll(lines(text(block.path("text"))));
        }
        for (JsonNode field : block.path("fields")) {
            lines.add("  " + text(field).replace("\n", ": ").replace(":: ", ": "));
        }
        if (block.hasNonNull("accessory")) {
            String accessory = element(block.path("accessory"));
            if (lines.isEmpty()) {
                lines.add(accessory);
            } else {
                lines.set(0, lines.get(0) + "  " + accessory);
            }
        }
        return lines;
    }

    private List<String> input(JsonNode block) {
        List<String> lines = new ArrayList<>();
        String optional = block.path("optional").asBoolean(false) ? " (optional)" : "";
        lines.add(text(block.path("label")) + optional + ": " + element(block.path("element")));
        if (block.hasNonNull("hint")) {
            lines.add(paint("2", "  " + text(block.path("hint"))));
        }
        return lines;
    }

    private String joined(JsonNode elements, String between) {
        StringJoiner joiner = new StringJoiner(between);
        elements.forEach(element -> joiner.add(element(element)));
        return joiner.toString();
    }

    private String element(JsonNode element) {
        String type = element.path("type").asText("");
        return switch (type) {
            case "plain_text", "mrkdwn" -> text(element);
            case "image" -> "[image] " + element.path("alt_text").asText();
            case "button" -> paint(colourOf(element), "[" + text(element.path("text")) + "]");
            case "plain_text_input", "email_text_input", "url_text_input", "number_input" ->
                "[" + element.path("initial_value").asText(text(element.path("placeholder"))) + "]";
            case "checkboxes", "radio_buttons" -> choices(element, true);
            case "overflow" -> choices(element, false);
            default -> "[" + chosen(element) + " v]";
        };
    }

    private String choices(JsonNode element, boolean marked) {
        StringJoiner joiner = new StringJoiner(" | ", "[", "]");
        for (JsonNode option : element.path("options")) {
            boolean on =
                    option.path("value").equals(element.path("initial_option").path("value"));
            for (JsonNode initial : element.path("initial_options")) {
                on |= option.path("value").equals(initial.path("value"));
            }
            String mark = on ? "(x) " : "( ) ";
            String below = text(option.path("description"));
            joiner.add((marked ? mark : "") + text(option.path("text")) + (below.isEmpty() ? "" : " (" + below + ")"));
        }
        return joiner.toString();
    }

    private String chosen(JsonNode select) {
        if (select.hasNonNull("initial_option")) {
            return text(select.path("initial_option").path("text"));
        }
        for (Map.Entry<String, JsonNode> field : select.properties()) {
            if (field.getKey().startsWith("initial_") && field.getValue().isValueNode()) {
                return nameOf.apply(field.getValue().asText());
            }
        }
        return select.hasNonNull("placeholder")
                ? text(select.path("placeholder"))
                : select.path("type").asText();
    }

    private static String colourOf(JsonNode button) {
        return switch (button.path("style").asText("")) {
            case "danger" -> "31";
            case "primary" -> "32";
            default -> "36";
        };
    }

    private List<String> richText(JsonNode elements, String indent) {
        List<String> lines = new ArrayList<>();
        for (JsonNode element : elements) {
            String type = element.path("type").asText("");
            if (type.equals("rich_text_list")) {
                element.path("elements").forEach(item -> lines.add(indent + "- " + leaves(item)));
            } else {
                String lead = type.equals("rich_text_quote") ? "> " : "";
                lines(leaves(element)).forEach(line -> lines.add(indent + lead + line));
            }
        }
        return lines;
    }

    private String leaves(JsonNode section) {
        StringBuilder line = new StringBuilder();
        for (JsonNode leaf : section.path("elements")) {
            line.append(
                    switch (leaf.path("type").asText("")) {
                        case "user" -> "@" + nameOf.apply(leaf.path("user_id").asText());
                        case "usergroup" ->
                            "@" + nameOf.apply(leaf.path("usergroup_id").asText());
                        case "channel" ->
                            "#" + nameOf.apply(leaf.path("channel_id").asText());
                        case "broadcast" -> "@" + leaf.path("range").asText();
                        case "emoji" -> ":" + leaf.path("name").asText() + ":";
                        case "date" -> leaf.path("fallback").asText();
                        case "link" -> leaf.path("text").asText(leaf.path("url").asText());
                        default ->
                            leaf.path("style").path("bold").asBoolean(false)
                                    ? paint("1", leaf.path("text").asText())
                                    : leaf.path("text").asText();
                    });
        }
        return line.toString();
    }

    private List<String> table(JsonNode rows) {
        List<String> lines = new ArrayList<>();
        for (JsonNode row : rows) {
            StringJoiner cells = new StringJoiner(" | ");
            for (JsonNode cell : row) {
                cells.add(
                        cell.path("type").asText("").equals("rich_text")
                                ? String.join(" ", richText(cell.path("elements"), ""))
                                : cell.path("text").asText());
            }
            lines.add(cells.toString());
        }
        return lines;
    }

    private String text(JsonNode object) {
        String text = object.path("text").asText("");
        return object.path("type").asText("").equals("mrkdwn") ? markup(text) : Mrkdwn.unescape(text);
    }

    private String markup(String text) {
        return Mrkdwn.toText(text, nameOf, bold -> paint("1", bold));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private String paint(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
