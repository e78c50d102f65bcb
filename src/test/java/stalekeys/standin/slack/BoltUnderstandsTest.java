package stalekeys.standin.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.view.View;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One conversation with a Bolt app: its signature check, parsers and clients take what the stand-in sends. */
class BoltUnderstandsTest {
    private static final String SECRET = "a-signing-secret-of-tests";

    private FakeSlack fake;
    private Slack slack;
    private App app;
    private HttpServer front;
    private SlackUser ana;

    @BeforeEach
    void start() throws Exception {
        fake = FakeSlack.start(SECRET, "xoxb-bolt", Clock.systemUTC());
        fake.workspace().person("U0ANA", "ana");
        fake.workspace().channel("C0OPS", "ops").withBot().with("U0ANA");
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(fake.apiUrl());
        config.setStatsEnabled(false);
        slack = Slack.getInstance(config);
        app = new App(AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken("xoxb-bolt")
                .signingSecret(SECRET)
                .clientId(null)
                .clientSecret(null)
                .build());
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SlackRequestParser parser = new SlackRequestParser(app.config());
        front.createContext("/slack/events", exchange -> serve(exchange, parser));
        front.start();
        fake.botUrl("http://127.0.0.1:" + front.getAddress().getPort() + "/slack/events");
        ana = fake.user("U0ANA");
    }

    @AfterEach
    void stop() throws Exception {
        app.stop();
        slack.close();
        front.stop(0);
        fake.close();
    }

    @Test
    void a_conversation_from_command_to_dialog() {
        app.command(
                "/stale-keys",
                (req, ctx) -> ctx.ack(res -> res.responseType("ephemeral")
                        .text("one key")
                        .blocks(List.of(Blocks.actions(List.of(BlockElements.button(b ->
                                b.actionId("off").value("h1").text(BlockCompositions.plainText("Deactivate")))))))));
        app.blockAction("off", (req, ctx) -> {
            ctx.client()
                    .viewsOpen(r -> r.triggerId(req.getPayload().getTriggerId())
                            .viewAsString(quoted("{'type':'modal','callback_id':'why','title':{'type':'plain_text',"
                                    + "'text':'Deactivate'},'submit':{'type':'plain_text','text':'Deactivate'},'blocks':["
                                    + "{'type':'input','block_id':'b','label':{'type':'plain_text','text':'Reason'},"
                                    + "'element':{'type':'plain_text_input','action_id':'a'}}]}")));
            ctx.respond(ActionResponse.builder()
                    .replaceOriginal(true)
                    .text("opened")
                    .build());
            return ctx.ack();
        });
        app.viewSubmission("why", (req, ctx) -> {
            String reason = req.getPayload()
                    .getView()
                    .getState()
                    .getValues()
                    .get("b")
                    .get("a")
                    .getValue();
            ctx.client()
                    .chatPostMessage(
                            r -> r.channel(req.getPayload().getUser().getId()).text("off: " + reason));
            return ctx.ack();
        });

        assertThat(ana.types("/stale-keys mine").isOk()).isTrue();
        assertThat(ana.sees()).contains("[Deactivate]");
        assertThat(ana.clicks("Deactivate").isOk()).isTrue();
        assertThat(ana.awaitMessage("opened").isEphemeral()).isTrue();
        assertThat(ana.submits(Map.of("Reason", "it leaked")).isOk()).isTrue();
        assertThat(ana.awaitMessage("off: it leaked").isEphemeral()).isFalse();
        assertThat(ana.modal()).isEmpty();
        assertThat(fake.failedAcks()).isEmpty();
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void a_home_is_shown_when_it_is_opened() {
        app.event(AppHomeOpenedEvent.class, (req, ctx) -> {
            ctx.client()
                    .viewsPublish(r -> r.userId(req.getEvent().getUser())
                            .view(View.builder()
                                    .type("home")
                                    .blocks(List.of(Blocks.header(h -> h.text(BlockCompositions.plainText("Hello")))))
                                    .build()));
            return ctx.ack();
        });
        assertThat(ana.opensHome().isOk()).isTrue();
        assertThat(ana.awaitHome("Hello").userId()).isEqualTo("U0ANA");
    }

    @Test
    void a_request_with_a_false_signature_is_refused() {
        assertThat(fake.raw()
                        .body("command=%2Fstale-keys")
                        .signedWith("other")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    private void serve(HttpExchange exchange, SlackRequestParser parser) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Response response = run(parser.parse(SlackRequestParser.HttpRequest.builder()
                .requestUri(exchange.getRequestURI().getPath())
                .queryString(Map.of())
                .headers(new RequestHeaders(exchange.getRequestHeaders()))
                .requestBody(body)
                .remoteAddress("127.0.0.1")
                .build()));
        byte[] bytes =
                response.getBody() == null ? new byte[0] : response.getBody().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.getStatusCode(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private Response run(Request<?> request) throws IOException {
        try {
            return app.run(request);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static String quoted(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
