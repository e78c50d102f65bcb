package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.http.CapturedLog;

/** What Slack says to an answer at a response URL. */
class AnswersStoryTest extends Story {
    @BeforeEach
    void one_key() {
        goransKey();
    }

    @Test
    void an_answer_slack_refuses_is_logged_and_its_text_is_sent_alone() {
        harness.start();
        try (CapturedLog log = new CapturedLog()) {
            harness.slack.fault("response_url").times(1).error("invalid_blocks");
            String shown = text(answer(ada(), "/stale-keys", "Stale access keys: 1 key."));
            assertHides(shown, "[Deactivate]");
            assertEquals(2, harness.slack.calls("response_url"));
            assertTrue(
                    log.lines().contains("WARN Slack did not take an answer: invalid_blocks"), log.lines()::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 407, 503})
    void an_answer_that_got_lost_is_logged_in_plain_words_and_not_sent_again(int status) {
        harness.start();
        try (CapturedLog log = new CapturedLog()) {
            harness.slack.fault("response_url").times(1).status(status);
            ada().types("/stale-keys");
            String words = switch (status) {
                case 302 -> "a redirect was not followed";
                case 404 -> "the response_url has expired";
                case 407 -> "a proxy wants credentials";
                default -> "HTTP status 503";
            };
            awaitLine(log, words);
            listFor(ada());
            assertEquals(2, harness.slack.calls("response_url"));
        }
    }

    @Test
    void a_login_page_is_no_answer_and_counts_as_a_failure() throws Exception {
        harness.with("STALE_KEYS_ADMIN_PORT", "0").start();
        try (CapturedLog log = new CapturedLog()) {
            harness.slack.fault("response_url").times(1).body("<html>Sign in</html>");
            ada().types("/stale-keys");
            awaitLine(log, "Slack's answer could not be read");
        }
        assertShows(scrape(), "stale_keys_slack_errors_total{error=\"no_answer\",method=\"response_url\"} 1.0");
    }

    private String scrape() throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + harness.adminPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void awaitLine(CapturedLog log, String words) {
        harness.slack.await(
                words,
                () -> log.lines().stream().anyMatch(line -> line.contains(words))
                        ? Optional.of(true)
                        : Optional.empty(),
                PATIENCE);
    }
}
