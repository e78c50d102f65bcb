package stalekeys.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.http.Client.SECRET;
import static stalekeys.http.Client.exchange;
import static stalekeys.http.Client.signed;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front with Bolt's own servlet behind it. Bolt compares with the system's clock, so these tests do too. */
class FrontServerBeforeBoltTest {
    private static final String AUTH_TEST = "{\"ok\":true,\"url\":\"https://example.com/\",\"team\":\"Example\","
            + "\"user\":\"stale-keys\",\"team_id\":\"T0001\",\"user_id\":\"U0001\",\"bot_id\":\"B0001\"}";

    private static HttpServer slackApi;
    private static FrontServer front;
    private CapturedLog log;

    @BeforeAll
    static void open() throws IOException {
        slackApi = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slackApi.createContext("/api/auth.test", exchange -> {
            byte[] answer = AUTH_TEST.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        slackApi.start();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(
                "http://127.0.0.1:" + slackApi.getAddress().getPort() + "/api/");
        config.setStatsEnabled(false);
        App app = new App(AppConfig.builder()
                .slack(Slack.getInstance(config))
                .clientId(null)
                .clientSecret(null)
                .signingSecret(SECRET)
                .singleTeamBotToken("xoxb-front-before-bolt")
                .build());
        app.command(
                "/stale-keys",
                (request, context) ->
                        context.ack("You said " + request.getPayload().getText()));
        front = FrontServer.forSlack(
                new Listen("127.0.0.1", 0),
                SECRET,
                new SlackAppServlet(app),
                Clock.systemUTC(),
                () -> true,
                took -> {});
        front.start();
    }

    @AfterAll
    static void close() {
        front.stop();
        slackApi.stop(0);
    }

    @BeforeEach
    void listen() {
        log = new CapturedLog();
    }

    @AfterEach
    void endLog() {
        log.close();
    }

    @Test
    void the_url_that_slack_verifies_is_answered_by_bolt() throws IOException {
        String answer = exchange(
                front.port(),
                signed(
                        "{\"token\":\"t\",\"challenge\":\"abc\",\"type\":\"url_verification\"}",
                        Instant.now(),
                        "application/json"));
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("abc");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void a_command_comes_through_and_its_acknowledgement_goes_back() throws IOException {
        String command = "command=%2Fstale-keys&text=user+Zo%C3%AB&team_id=T0001&user_id=U0002&channel_id=C0001";
        assertThat(exchange(front.port(), signed(command, Instant.now())))
                .startsWith("HTTP/1.1 200 ")
                .contains("You said user Zo");
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"canary-name\":",
                "{\"type\":\"canary-name\"}",
                "[\"canary-name\"]",
                "canary-name",
                "payload=canary-name",
                "payload=%7B%22type%22%3A%22canary-name%22%7D",
                "command=%zzcanary-name"
            })
    void what_bolt_would_log_or_choke_on_does_not_reach_it(String body) throws IOException {
        assertThat(exchange(front.port(), signed(body, Instant.now()))).startsWith("HTTP/1.1 400 ");
        nothingIsTold();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"block_actions\",\"x\":\"canary-name\"}",
                "{\"type\":\"block_actions\",\"user\":\"canary-name\"}",
                "{\"type\":\"view_submission\",\"view\":{\"type\":\"modal\",\"state\":\"canary-name\"}}",
                "{\"type\":\"shortcut\",\"team\":[\"canary-name\"]}"
            })
    void what_bolt_throws_at_a_strange_payload_is_not_told_either(String payload) throws IOException {
        String answer = exchange(front.port(), signed("payload=" + URLEncoder.encode(payload, UTF_8), Instant.now()));
        assertThat(answer).matches("(?s)HTTP/1.1 (4|5)\\d\\d .*").doesNotContain("canary");
        nothingIsTold();
    }

    private void nothingIsTold() {
        assertThat(log.lines()).noneMatch(line -> line.contains("canary"));
    }
}
