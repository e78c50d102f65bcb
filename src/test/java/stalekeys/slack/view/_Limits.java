package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Slack's limits, and our own rules for text, on what is about to be sent. */
final class _Limits {
    /** What Slack would act on in mrkdwn, apart from what we make ourselves: mentions of users and channels, and dates. */
    private static final Pattern LIVE = Pattern.compile("<(?!@[UW][A-Z0-9]+>|#[CG][A-Z0-9]+>|!date\\^\\d+\\^)");

    private _Limits() {}

    static void message(JsonNode message) {
        assertThat(message.get("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(4_000);
        assertThat(LIVE.matcher(message.get("text").asText()).find()).isFalse();
        assertThat(message.get("blocks").size()).isBetween(1, 50);
        assertThat(textOf(message.get("blocks"))).isLessThanOrEqualTo(13_000);
        message.get("blocks").forEach(_Limits::block);
    }

    static void modal(JsonNode view) {
        assertThat(view.toString().length()).isLessThan(250_000);
        assertThat(view.get("blocks").size()).isBetween(1, 100);
        for (String part : new String[] {"title", "submit", "close"}) {
            if (view.has(part)) {
                assertThat(view.get(part).get("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(24);
            }
        }
        assertThat(view.path("private_metadata").asText()).hasSizeLessThanOrEqualTo(3_000);
        boolean input = false;
        for (JsonNode block : view.get("blocks")) {
            block(block);
            input |= block.get("type").asText().equals("input");
        }
        assertThat(input).as("an input needs a submit").isEqualTo(view.has("submit"));
    }

    private static void block(JsonNode block) {
        switch (block.get("type").asText()) {
            case "header" -> text(block.get("text"), 150);
            case "section" -> text(block.get("text"), 3_000);
            case "context" -> {
                assertThat(block.get("elements").size()).isBetween(1, 10);
                block.get("elements").forEach(element -> text(element, 3_000));
            }
            case "actions" -> {
                assertThat(block.get("elements").size()).isBetween(1, 25);
                block.get("elements").forEach(_Limits::button);
                assertThat(block.findValuesAsText("action_id")).doesNotHaveDuplicates();
            }
            case "input" -> {
                text(block.get("label"), 2_000);
                text(block.get("hint"), 2_000);
            }
            case "divider" -> {}
            default -> throw new AssertionError("no limits known for " + block);
        }
    }

    private static void button(JsonNode button) {
        text(button.get("text"), 75);
        assertThat(button.get("value").asText()).hasSizeBetween(1, 2_000);
        assertThat(button.get("accessibility_label").asText()).hasSizeBetween(1, 75);
        assertThat(button.get("value").asText()).doesNotContain("AKIA");
    }

    private static void text(JsonNode text, int most) {
        assertThat(text.get("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(most);
        if (text.get("type").asText().equals("mrkdwn")) {
            assertThat(text.get("verbatim").asBoolean()).isTrue();
            assertThat(LIVE.matcher(text.get("text").asText()).find())
                    .as(text.toString())
                    .isFalse();
        } else {
            assertThat(text.get("emoji").asBoolean(true)).isFalse();
        }
    }

    private static int textOf(JsonNode node) {
        return node.findValuesAsText("text").stream().mapToInt(String::length).sum();
    }
}
