package stalekeys.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import stalekeys.standin.BotHarness;

/** Block Kit on the page: whatever the bot draws is shown, and whatever can be used arrives at the bot as Slack sends it. */
@Tag("one-jdk")
class PageBlocksTest extends BrowserTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "slack");

    /** Stands where the bot would, and keeps what it is sent. */
    private HttpServer bot;

    private final List<String> received = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listens() throws IOException {
        bot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bot.createContext("/", this::receive);
        bot.start();
        harness.slack.botUrl("http://127.0.0.1:" + bot.getAddress().getPort() + "/slack/events");
    }

    @AfterEach
    void falls_silent() {
        bot.stop(0);
    }

    @Test
    void every_message_the_bot_can_draw_is_shown() throws Exception {
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        int posted = 0;
        for (Path file : golden()) {
            JsonNode rendered = JSON.readTree(Files.readString(file));
            if (rendered.path("blocks").isEmpty() || rendered.has("type")) {
                continue;
            }
            ObjectNode message = JSON.createObjectNode().put("channel", BotHarness.CHANNEL);
            message.set("text", rendered.path("text"));
            message.set("blocks", rendered.path("blocks"));
            asBot("chat.postMessage", message);
            posted++;
        }
        int messages = posted;
        assertThat(messages).isGreaterThan(20);
        soon(() -> assertThat(chromium().all(".message")).hasSize(messages));
        assertThat(read(".unknown")).isEmpty();
        assertThat(read("#messages")).doesNotContain("undefined", "[object", "<!date", "&lt;");
        assertThat(chromium().all("#messages img, #messages script, .ping")).isEmpty();
    }

    @Test
    void every_choice_in_a_message_arrives_as_slack_sends_it() throws Exception {
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        post("""
            [{"type": "section", "block_id": "more", "text": {"type": "mrkdwn", "text": "*A key*"}, "accessory":
              {"type": "overflow", "action_id": "menu", "options": [%1$s, %2$s]}},
             {"type": "actions", "block_id": "all", "elements": [
              {"type": "static_select", "action_id": "select", "placeholder": %3$s, "options": [%1$s, %2$s]},
              {"type": "datepicker", "action_id": "date", "initial_date": "2026-09-25"},
              {"type": "radio_buttons", "action_id": "radio", "options": [%1$s, %2$s]},
              {"type": "checkboxes", "action_id": "boxes", "options": [%1$s, %2$s]},
              {"type": "button", "action_id": "sure", "text": %3$s, "style": "danger", "value": "h1", "confirm":
               {"title": %3$s, "text": %3$s, "confirm": {"type": "plain_text", "text": "Yes"},
                "deny": {"type": "plain_text", "text": "No"}}}]}]
            """.formatted(option("One", "1"), option("Two", "2"), plain("Really")));
        soon(() -> chromium().one("select.overflow option[value='2']").click());
        assertThat(action("menu").at("/selected_option/value").asText()).isEqualTo("2");
        chromium().one("[data-entry='all/select'] option[value='1']").click();
        assertThat(action("select").at("/selected_option/text/text").asText()).isEqualTo("One");
        chromium().one("[data-entry='all/radio'] input[value='2']").click();
        assertThat(action("radio").at("/selected_option/value").asText()).isEqualTo("2");
        chromium().one("[data-entry='all/boxes'] input[value='1']").click();
        chromium().one("[data-entry='all/boxes'] input[value='2']").click();
        soon(() -> assertThat(action("boxes").path("selected_options")).hasSize(2));

        click(By.xpath("//article//button[.='Really']"));
        answers("No");
        seesNoDialog();
        click(By.xpath("//article//button[.='Really']"));
        answers("Yes");
        assertThat(action("sure").path("value").asText()).isEqualTo("h1");
        assertThat(received.stream().map(PageBlocksTest::used).filter("sure"::equals))
                .as("asked twice, wanted once")
                .hasSize(1);
        JsonNode state = payload("sure").at("/state/values/all");
        assertThat(state.at("/date/selected_date").asText()).isEqualTo("2026-09-25");
        assertThat(state.at("/select/selected_option/value").asText()).isEqualTo("1");
        assertThat(namesOfControls("article")).doesNotContain("");
    }

    @Test
    void a_dialog_is_filled_in_and_keeps_what_was_typed_when_it_is_drawn_anew() throws Exception {
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        types("/stale-keys");
        soon(() -> assertThat(received).isNotEmpty());
        ObjectNode open = JSON.createObjectNode().put("trigger_id", field(received.get(0), "trigger_id"));
        open.set("view", modal("Which"));
        String id = asBot("views.open", open).at("/view/id").asText();
        seesDialog("Which", "Why (optional)", "Days", "Keys");
        assertThat(namesOfControls("dialog[open]")).contains("Why (optional)", "Days", "One", "Two");
        fillsIn("Why", "because");
        chromium().one("[data-entry='keys/multi'] input[value='2']").click();
        ObjectNode update = JSON.createObjectNode().put("view_id", id);
        update.set("view", modal("Which now"));
        asBot("views.update", update);
        seesDialog("Which now");
        chromium().one("[data-entry='days/number']").sendKeys("30", Keys.ENTER);
        soon(() -> assertThat(received.get(received.size() - 1)).contains("view_submission"));
        JsonNode values = lastPayload().at("/view/state/values");
        assertThat(values.at("/why/text/value").asText()).isEqualTo("because");
        assertThat(values.at("/days/number/value").asText()).isEqualTo("30");
        assertThat(values.at("/keys/multi/selected_options/0/value").asText()).isEqualTo("2");
        seesNoDialog();
    }

    @Test
    void a_home_is_shown_when_it_is_published_and_can_be_clicked() throws Exception {
        opensAs(BotHarness.ADMIN, "home");
        sees("has published no Home for you");
        soon(() -> assertThat(String.join("", received)).contains("app_home_opened"));
        publish("Your <b>keys</b>");
        sees("Your <b>keys</b>");
        click(By.xpath("//main//button[.='Refresh']"));
        assertThat(action("refresh").path("value").asText()).isEqualTo("r1");
        assertThat(payload("refresh").at("/container/type").asText()).isEqualTo("view");
        publish("Nothing to do");
        sees("Nothing to do");
        goes("security");
        sees("Nothing has been said here yet.");
    }

    @Test
    void replies_stand_in_a_thread_below_what_they_answer() throws Exception {
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        String ts = post("[{\"type\": \"section\", \"text\": " + plain("The digest") + "}]");
        ObjectNode reply =
                JSON.createObjectNode().put("channel", BotHarness.CHANNEL).put("thread_ts", ts);
        asBot("chat.postMessage", reply.put("text", "the details"));
        sees("The digest", "1 reply");
        assertThat(read("#messages")).doesNotContain("the details");
        click(By.cssSelector("#messages summary"));
        sees("the details");
    }

    // ---- the bot's side

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(
                body.startsWith("payload=")
                        ? URLDecoder.decode(body.substring("payload=".length()), StandardCharsets.UTF_8)
                        : body);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private JsonNode action(String actionId) {
        return payload(actionId).at("/actions/0");
    }

    /** The last payload with that action. */
    private JsonNode payload(String actionId) {
        JsonNode[] found = new JsonNode[1];
        soon(() -> {
            JsonNode last = lastPayload();
            assertThat(last.at("/actions/0/action_id").asText()).isEqualTo(actionId);
            found[0] = last;
        });
        return found[0];
    }

    private JsonNode lastPayload() throws IOException {
        return JSON.readTree(received.get(received.size() - 1));
    }

    /** The action id of a click. */
    private static String used(String payload) {
        try {
            return JSON.readTree(payload).at("/actions/0/action_id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(String form, String name) {
        return Stream.of(form.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private String post(String blocks) throws Exception {
        ObjectNode message =
                JSON.createObjectNode().put("channel", BotHarness.CHANNEL).put("text", "A key");
        message.set("blocks", JSON.readTree(blocks));
        return asBot("chat.postMessage", message).path("ts").asText();
    }

    private void publish(String said) throws Exception {
        ObjectNode publish = JSON.createObjectNode().put("user_id", BotHarness.ADMIN);
        publish.set("view", JSON.readTree("""
            {"type": "home", "blocks": [{"type": "header", "text": %s}, {"type": "actions", "elements": [
              {"type": "button", "action_id": "refresh", "value": "r1", "text": %s}]}]}
            """.formatted(plain(said), plain("Refresh"))));
        asBot("views.publish", publish);
    }

    private static JsonNode modal(String said) throws Exception {
        return JSON.readTree("""
            {"type": "modal", "title": %1$s, "submit": %1$s, "blocks": [
             {"type": "section", "block_id": "said", "text": %1$s},
             {"type": "input", "block_id": "why", "optional": true, "label": {"type": "plain_text", "text": "Why"},
              "element": {"type": "plain_text_input", "action_id": "text", "multiline": true}},
             {"type": "input", "block_id": "keys", "label": {"type": "plain_text", "text": "Keys"},
              "element": {"type": "multi_static_select", "action_id": "multi", "options": [%2$s, %3$s]}},
             {"type": "input", "block_id": "days", "label": {"type": "plain_text", "text": "Days"},
              "element": {"type": "number_input", "action_id": "number", "is_decimal_allowed": false}}]}
            """.formatted(plain(said), option("One", "1"), option("Two", "2")));
    }

    private static String plain(String text) {
        return JSON.createObjectNode()
                .put("type", "plain_text")
                .put("text", text)
                .toString();
    }

    private static String option(String text, String value) {
        return "{\"text\": " + plain(text) + ", \"value\": \"" + value + "\"}";
    }

    private static List<Path> golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }
}
