package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** The server where it connects to Slack, and not Slack to it. */
@Tag("one-jdk")
class SocketModeIT {
    private final StandIns outside = StandIns.seeded().overSocketMode();
    private final FakeKey key = outside.account.user("goran").onlyKey();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void a_conversation_over_two_connections_and_an_end_in_good_form() {
        JarProcess server = outside.serves();
        assertThat(outside.get(server, "/healthz")).isEqualTo(200);
        assertThat(outside.get(server, "/slack/events")).isEqualTo(404);
        SlackUser ada = outside.admin();
        Message card = outside.cardOf(ada, "goran");

        outside.slack.socket().breakOff();
        outside.await(
                "a second connection",
                () -> outside.slack.socket().connectionsEver() == 2
                                && outside.slack.socket().connections() == 1
                        ? Optional.of(true)
                        : Optional.empty());
        ada.clicks(card, "Deactivate", "goran");
        outside.awaitModal(ada, "Reason");
        ada.submits(Map.of("Reason", "Nobody answered"));
        outside.awaitModal(ada, "AWS confirms");
        assertThat(key.status()).isEqualTo("Inactive");

        server.askToEnd();

        assertThat(server.ended().exitCode()).isEqualTo(143);
        assertThat(server.err()).contains("Connected to Slack over Socket Mode").doesNotContain("ERROR", "\tat ");
        assertThat(outside.slack.socket().connections()).isZero();
        assertThat(outside.slack.violations()).isEmpty();
        assertThat(outside.slack.failedAcks()).isEmpty();
    }

    @Test
    void an_app_token_slack_does_not_take_is_said_and_ends_it() {
        outside.with("SLACK_APP_TOKEN", "xapp-1-of-another-app");

        JarProcess server = outside.runs("serve");

        assertThat(server.exitCode()).isEqualTo(3);
        assertThat(server.err())
                .contains("Slack does not accept SLACK_APP_TOKEN", "connections:write")
                .doesNotContain("\tat ");
    }
}
