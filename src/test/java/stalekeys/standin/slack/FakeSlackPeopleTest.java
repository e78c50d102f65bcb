package stalekeys.standin.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.click.Signature;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/** What people do in Slack, as a bot sees it. */
class FakeSlackPeopleTest {
    private static final String SECRET = "a-signing-secret-of-tests";
    private static final String CARD =
            ("{'type':'section','text':{'type':'mrkdwn','text':'*ana* &lt;3 `AKIA` <@U0ANA>'},"
                            + "'accessory':{'type':'button','action_id':'ask','value':'h1',"
                            + "'text':{'type':'plain_text','text':'Ask'}}}")
                    .replace('\'', '"');

    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-21T09:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private TinyBot bot;
    private FakeSlack slack;
    private SlackUser ana;

    @BeforeEach
    void start() throws Exception {
        bot = TinyBot.start();
        slack = FakeSlack.start(SECRET, "xoxb-people", clock);
        slack.botUrl(bot.url());
        slack.workspace().person("U0ANA", "ana");
        slack.workspace().channel("C0OPS", "ops").withBot().with("U0ANA");
        ana = slack.user("U0ANA");
    }

    @AfterEach
    void stop() {
        slack.close();
        bot.close();
    }

    @Test
    void a_command_is_signed_and_its_answer_is_seen_by_nobody_else() {
        bot.answers(200, "{\"text\":\"summary\",\"blocks\":[" + CARD + "]}");
        Ack ack = ana.typesIn("C0OPS", "/stale-keys @ana  now");

        assertThat(ack.isOk()).isTrue();
        TinyBot.Received got = bot.last();
        assertThat(got.timestamp()).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(got.signature())
                .isEqualTo(Signature.of(SECRET, got.timestamp(), got.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(got.fields().path("command").asText()).isEqualTo("/stale-keys");
        assertThat(got.fields().path("text").asText()).isEqualTo("<@U0ANA|ana>  now");
        assertThat(ana.sees()).containsExactly("[only you, #ops]", "ana <3 AKIA @ana  [Ask]");
        assertThat(slack.workspace().messagesIn("C0OPS")).isEmpty();
        assertThat(slack.violations()).isEmpty();
    }

    /** The one signature Slack prints in its own documentation. */
    @Test
    void the_signature_is_the_one_of_slacks_documentation() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
                + "96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        assertThat(Signature.of(
                        "8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }

    @Test
    void a_response_url_is_good_for_five_uses_and_thirty_minutes() throws Exception {
        ana.typesIn("C0OPS", "/stale-keys");
        String url = bot.last().fields().path("response_url").asText();
        for (int use = 1; use <= 5; use++) {
            assertThat(post(url, "{\"text\":\"answer " + use + "\"}")).isEqualTo(200);
        }
        assertThat(post(url, "{\"text\":\"one too many\"}")).isEqualTo(404);
        assertThat(ana.ephemerals()).hasSize(5);

        ana.typesIn("C0OPS", "/stale-keys");
        String later = bot.last().fields().path("response_url").asText();
        clock.advance(Duration.ofMinutes(30).plusSeconds(1));
        assertThat(post(later, "{\"text\":\"too late\"}")).isEqualTo(404);
    }

    @Test
    void a_click_in_an_ephemeral_message_can_replace_or_delete_it_through_the_response_url_only() throws Exception {
        bot.answers(200, "{\"text\":\"summary\",\"blocks\":[" + CARD + "]}");
        ana.typesIn("C0OPS", "/stale-keys");
        ana.clicks("Ask");

        JsonNode payload = bot.last().payload();
        assertThat(payload.path("actions").get(0).path("value").asText()).isEqualTo("h1");
        assertThat(payload.path("container").path("is_ephemeral").asBoolean()).isTrue();
        assertThat(payload.has("message")).isFalse();
        String url = payload.path("response_url").asText();
        assertThat(post(url, "{\"replace_original\":true,\"text\":\"asked\"}")).isEqualTo(200);
        assertThat(ana.sees()).containsExactly("[only you, #ops]", "asked");
        assertThat(post(url, "{\"delete_original\":true}")).isEqualTo(200);
        assertThat(ana.sees()).isEmpty();
    }

    @Test
    void an_answer_over_the_limits_is_refused_and_recorded() throws Exception {
        ana.typesIn("C0OPS", "/stale-keys");
        String url = bot.last().fields().path("response_url").asText();
        assertThat(post(url, "{\"text\":\"x\",\"blocks\":[{\"type\":\"nonsense\"}]}"))
                .isEqualTo(400);
        assertThat(slack.violations()).singleElement().asString().contains("unsupported type: nonsense");
        assertThat(ana.sees()).isEmpty();
    }

    @Test
    void a_dialog_shows_errors_is_updated_and_closes() {
        OpenView view = openDialog();
        bot.answers(200, "{\"response_action\":\"errors\",\"errors\":{\"why\":\"say more\"}}");
        ana.submits(Map.of("Reason", "no"));
        assertThat(ana.sees()).contains("Reason: []", "  ! say more");
        JsonNode values = bot.last().payload().path("view").path("state").path("values");
        assertThat(values.path("why").path("reason").path("value").asText()).isEqualTo("no");

        bot.answers(
                200,
                "{\"response_action\":\"update\",\"view\":{\"type\":\"modal\",\"title\":{\"type\":\"plain_text\","
                        + "\"text\":\"Done\"},\"blocks\":[{\"type\":\"divider\"}]}}");
        ana.submits(Map.of("reason", "it leaked"));
        assertThat(ana.awaitModal("Done").id()).isEqualTo(view.id());

        assertThat(ana.closes(ana.modal().orElseThrow())).isEmpty();
        assertThat(ana.modal()).isEmpty();
    }

    @Test
    void an_empty_required_input_never_leaves_the_client() {
        openDialog();
        int before = bot.count();
        assertThat(ana.submits(Map.of()).status()).isZero();
        assertThat(bot.count()).isEqualTo(before);
        assertThat(ana.modal()).isPresent();
    }

    @Test
    void a_bad_acknowledgement_is_an_error_the_person_sees() {
        bot.answers(500, "");
        ana.typesIn("C0OPS", "/stale-keys");
        assertThat(slack.failedAcks())
                .singleElement()
                .satisfies(failed -> assertThat(failed.shown()).isEqualTo("http status 500"));
    }

    @Test
    void events_keep_their_id_when_delivered_again() {
        ana.opensHome();
        JsonNode first = Json.parse(bot.last().body());
        assertThat(first.path("event").path("type").asText()).isEqualTo("app_home_opened");
        slack.redeliverLastEvent();
        assertThat(Json.parse(bot.last().body()).path("event_id")).isEqualTo(first.path("event_id"));
    }

    @Test
    void someone_of_another_company_can_click_in_a_shared_channel() {
        slack.workspace().person("U0OUT", "olga").ofTeam("T0OTHER");
        bot.answers(200, "{\"response_type\":\"in_channel\",\"text\":\"summary\",\"blocks\":[" + CARD + "]}");
        ana.typesIn("C0OPS", "/stale-keys");
        Message shown = slack.awaitPost("C0OPS", message -> true, Duration.ofSeconds(1));
        slack.user("U0OUT").clicks(shown, "Ask");
        JsonNode user = bot.last().payload().path("user");
        assertThat(user.path("team_id").asText()).isEqualTo("T0OTHER");
        assertThat(bot.last().payload().path("message").path("ts").asText()).isEqualTo(shown.ts());

        slack.user("U0OUT").forges(shown, "deactivate", "made-up");
        assertThat(bot.last().payload().path("actions").get(0).path("value").asText())
                .isEqualTo("made-up");
    }

    @Test
    void new_messages_are_those_since_the_last_look() {
        bot.answers(200, "first");
        ana.typesIn("C0OPS", "/stale-keys");
        assertThat(ana.newMessages()).extracting(Message::text).containsExactly("first");
        assertThat(ana.newMessages()).isEmpty();
    }

    @Test
    void joining_is_told_where_the_bot_is() {
        slack.workspace().channel("C0OTHER", "other");
        assertThat(ana.joins("C0OTHER")).isEmpty();
        assertThat(slack.botJoins("C0OTHER").isOk()).isTrue();
        assertThat(Json.parse(bot.last().body()).path("event").path("user").asText())
                .isEqualTo(slack.workspace().botUser());
        assertThat(ana.joins("C0OTHER")).isPresent();
    }

    @Test
    void raw_requests_can_be_badly_signed() {
        slack.raw().body("a=b").signedWith("other").send();
        assertThat(bot.last().signature())
                .isNotEqualTo(Signature.of(SECRET, bot.last().timestamp(), "a=b".getBytes(StandardCharsets.UTF_8)));
        slack.raw().body("a=b").unsigned().send();
        assertThat(bot.last().signature()).isNull();
    }

    private OpenView openDialog() {
        String trigger = slack.workspace().triggers().give("U0ANA", java.util.Optional.empty());
        assertThat(slack.workspace().triggers().look(trigger).userId()).isEqualTo("U0ANA");
        return slack.workspace()
                .views()
                .open(
                        "U0ANA",
                        Json.parse("{\"type\":\"modal\",\"title\":{\"type\":\"plain_text\",\"text\":\"Deactivate\"},"
                                + "\"submit\":{\"type\":\"plain_text\",\"text\":\"Deactivate\"},\"blocks\":["
                                + "{\"type\":\"input\",\"block_id\":\"why\",\"label\":{\"type\":\"plain_text\","
                                + "\"text\":\"Reason\"},\"element\":{\"type\":\"plain_text_input\","
                                + "\"action_id\":\"reason\"}}]}"));
    }

    private int post(String url, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
