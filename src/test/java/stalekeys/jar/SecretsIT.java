package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** What a running server shows beside its log, which every test of the jar looks through. */
@Tag("one-jdk")
class SecretsIT {
    private static final String GORAN = "U0GORAN04";

    private final StandIns outside = StandIns.seeded();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void no_secret_and_no_whole_key_id_is_in_its_figures_its_threads_or_a_channel() throws Exception {
        JarProcess server = outside.with("STALE_KEYS_ADMIN_PORT", "0").serves();
        SlackUser ada = outside.admin();
        ada.clicks(outside.cardOf(ada, "goran"), "Ask owner to rotate", "goran");
        outside.owner(GORAN).awaitMessage("Please rotate", JarProcess.PATIENCE);
        outside.opensDeactivation(ada, "goran");
        ada.submits(Map.of("Reason", "Nobody answered"));
        outside.awaitModal(ada, "AWS confirms");
        outside.runs("digest");

        String figures = read(server.adminPort());
        assertThat(figures).contains("stale_keys_ready 1.0");
        String threads = server.threads();
        assertThat(threads).contains("\"outbox\"");
        StringBuilder said = new StringBuilder();
        for (Message post : outside.posts()) {
            said.append(outside.text(post));
        }
        assertThat(said).contains("AWS access keys:");

        for (String shown : List.of(figures, threads, said.toString())) {
            outside.holdsNoSecret(shown);
        }
        // The same in the table and the figures: nobody is named there.
        assertThat(figures).doesNotContain("goran", BotHarness.ADMIN, outside.account.id());
    }

    private String read(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return outside.await("the figures", () -> {
            try {
                return Optional.of(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
            } catch (IOException notYet) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }
}
