package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A start that meets an imperfect world. */
class StartIT {
    private final StandIns outside = StandIns.empty();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void a_port_that_is_taken_is_a_mistake_in_the_settings() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            outside.with("PORT", Integer.toString(taken.getLocalPort()));

            JarProcess server = outside.runs("serve");

            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.err())
                    .contains("port " + taken.getLocalPort() + " is in use; set PORT")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void while_slack_is_away_it_is_alive_and_not_ready_and_then_ready_by_itself() {
        outside.slack.fault("auth.test").drop();
        JarProcess server = outside.starts("serve");

        server.awaitErr("Slack can't be reached");
        assertThat(outside.get(server, "/healthz")).isEqualTo(200);
        assertThat(outside.get(server, "/readyz")).isEqualTo(503);

        outside.slack.clearFaults();
        outside.await("readiness", () -> outside.get(server, "/readyz") == 200 ? Optional.of(true) : Optional.empty());
        outside.leadSlackTo(server);
        assertThat(outside.admin().types("/stale-keys").isOk()).isTrue();
    }

    @Test
    void a_token_slack_does_not_know_ends_it_with_a_sentence() {
        outside.with("SLACK_BOT_TOKEN", "xoxb-of-yesterday");

        JarProcess server = outside.runs("serve");

        assertThat(server.exitCode()).isEqualTo(3);
        assertThat(server.err())
                .contains("Slack does not accept SLACK_BOT_TOKEN")
                .doesNotContain("of-yesterday", "\tat ");
    }

    @Test
    void a_database_that_can_not_be_made_ends_it_with_a_sentence() throws IOException {
        Path file = Files.createFile(outside.folder.resolve("not-a-folder"));
        outside.with("STALE_KEYS_DATABASE_URL", "jdbc:sqlite:" + file.resolve("stale-keys.db"));

        JarProcess server = outside.runs("serve");

        assertThat(server.exitCode()).isEqualTo(3);
        assertThat(server.err()).contains("The database file", "can't be made").doesNotContain("\tat ");
    }

    @Test
    void an_aws_that_is_away_does_not_keep_it_from_answering() {
        outside.aws.close();
        outside.serves();

        outside.admin().types("/stale-keys");

        outside.admin().awaitMessage("could not be reached", JarProcess.PATIENCE.multipliedBy(2));
    }
}
