package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import stalekeys.standin.slack.check.BlockKit;

/** Slack's limits, and our own rules for text and buttons, on what is about to be sent. */
final class Limits {
    /** What Slack would act on in mrkdwn, apart from what we make ourselves: mentions of users and channels, and dates. */
    private static final Pattern LIVE = Pattern.compile("<(?!@[UW][A-Z0-9]+>|#[CG][A-Z0-9]+>|!date\\^\\d+\\^)");

    private Limits() {}

    static void message(JsonNode message) {
        assertThat(BlockKit.checkMessage(message)).isEmpty();
        assertThat(message.get("text").asText()).isNotBlank();
        assertThat(LIVE.matcher(message.get("text").asText()).find()).isFalse();
        ours(message.get("blocks"));
    }

    static void modal(JsonNode view) {
        assertThat(BlockKit.checkView(view)).isEmpty();
        ours(view.get("blocks"));
    }

    private static void ours(JsonNode node) {
        switch (node.path("type").asText()) {
            case "mrkdwn" -> {
                assertThat(node.get("verbatim").asBoolean()).isTrue();
                assertThat(LIVE.matcher(node.get("text").asText()).find())
                        .as(node.toString())
                        .isFalse();
            }
            case "plain_text" -> assertThat(node.get("emoji").asBoolean(true)).isFalse();
            case "button" -> {
                assertThat(node.get("accessibility_label").asText()).isNotBlank();
                assertThat(node.get("value").asText()).isNotBlank().doesNotContain("AKIA");
            }
            default -> {}
        }
        node.forEach(Limits::ours);
    }
}
