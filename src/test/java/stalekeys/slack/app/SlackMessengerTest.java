package stalekeys.slack.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.slack.api.ScriptedWebApi;
import stalekeys.slack.api.SlackApi;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.api.Hold;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger.Delivery;
import stalekeys.work.outbox.Messenger.Delivery.State;
import stalekeys.work.people.Owner;

class SlackMessengerTest {
    private static final Instant NOW = Instant.parse("2026-09-21T13:33:00Z");
    private static final String TOKEN = "xoxb-messenger";
    private static final String CHANNEL = "C0TEAM001";
    private static final Message MESSAGE = new Message.NotPosted("#somewhere", "not_in_channel");

    private final MovableClock clock = new MovableClock(NOW);
    private FakeSlack slack;
    private SlackApi api;
    private SlackMessenger messenger;

    @BeforeEach
    void startSlack() {
        slack = FakeSlack.start("secret", TOKEN, clock);
        slack.workspace().person("U0ANA0001", "ana");
        slack.workspace().channel(CHANNEL, "team").withBot();
        api = SlackApi.of(slack.apiUrl(), TOKEN, Duration.ofMillis(500), Duration.ofSeconds(2), clock);
        messenger = new SlackMessenger(api);
    }

    @AfterEach
    void stopSlack() {
        api.close();
        slack.close();
    }

    @Test
    void a_message_to_a_person_opens_the_dm_and_says_where_it_stands() {
        Delivery delivery = messenger.post("U0ANA0001", ask());

        assertThat(delivery.state()).isEqualTo(State.SENT);
        assertThat(delivery.channel()).startsWith("D");
        assertThat(delivery.ts()).isNotBlank();
        assertThat(slack.workspace().messagesIn(delivery.channel())).hasSize(1);
        assertThat(slack.violations()).isEmpty();
    }

    @Test
    void an_update_replaces_text_and_blocks() {
        Delivery sent = messenger.post("U0ANA0001", ask());
        Card off = ((Message.Ask) ask())
                .card()
                .with(
                        new Card.State(
                                Card.Change.DEACTIVATED, "U0ADM0001", NOW, "moved to a role", null, null, null, null),
                        Set.of(Card.Action.REACTIVATE));

        Delivery updated = messenger.update(sent.channel(), sent.ts(), ask().with(List.of(off)));

        assertThat(updated).isEqualTo(Delivery.sent(sent.channel(), sent.ts()));
        assertThat(slack.workspace().messagesIn(sent.channel()))
                .singleElement()
                .satisfies(message -> assertThat(message.toString()).contains("was deactivated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"is_archived", "restricted_action", "token_revoked", "invalid_blocks", "an_error_of_tomorrow"})
    void what_slack_refuses_is_refused_for_good(String error) {
        slack.fault("chat.postMessage").error(error);

        Delivery delivery = messenger.post(CHANNEL, MESSAGE);

        assertThat(delivery.state()).isEqualTo(State.REFUSED);
        assertThat(delivery.problem()).startsWith(error);
    }

    @Test
    void a_channel_the_bot_is_not_in_refuses_and_says_what_to_do() {
        slack.workspace().channel("C0OTHER01", "other");

        assertThat(messenger.post("C0OTHER01", MESSAGE).problem())
                .isEqualTo("not_in_channel: invite me to the channel first");
    }

    @Test
    void slowed_down_by_slack_it_waits_as_long_as_slack_says() {
        slack.fault("chat.postMessage").rateLimited(30);

        assertThat(messenger.post(CHANNEL, MESSAGE)).isEqualTo(Delivery.notYet(Duration.ofSeconds(30), "ratelimited"));
        assertThat(slack.calls("chat.postMessage")).isEqualTo(1);
    }

    @Test
    void ratelimited_in_a_200_is_worth_another_try_too() {
        slack.fault("chat.postMessage").error("ratelimited");

        assertThat(messenger.post(CHANNEL, MESSAGE).state()).isEqualTo(State.NOT_YET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
    void when_slack_stumbles_nobody_knows(String error) {
        slack.fault("chat.postMessage").error(error);

        assertThat(messenger.post(CHANNEL, MESSAGE).state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void after_a_5xx_nobody_knows_and_nothing_is_sent_again(int status) {
        slack.fault("chat.postMessage").status(status);

        assertThat(messenger.post(CHANNEL, MESSAGE).state()).isEqualTo(State.UNKNOWN);
        assertThat(slack.calls("chat.postMessage")).isEqualTo(1);
    }

    @Test
    void an_answer_that_is_lost_is_not_asked_for_by_sending_again() {
        // The first one, so that the second finds a connection open: that is where OkHttp would send again by itself.
        messenger.post(CHANNEL, MESSAGE);
        slack.fault("chat.postMessage").loseResponse();

        assertThat(messenger.post(CHANNEL, MESSAGE).state()).isEqualTo(State.UNKNOWN);
        assertThat(slack.workspace().messagesIn(CHANNEL)).hasSize(2);
        assertThat(slack.calls("chat.postMessage")).isEqualTo(2);
    }

    @Test
    void a_connection_that_breaks_while_sending_leaves_it_unknown() {
        slack.fault("chat.postMessage").drop();

        assertThat(messenger.post(CHANNEL, MESSAGE).state()).isEqualTo(State.UNKNOWN);
        assertThat(slack.calls("chat.postMessage")).isEqualTo(1);
    }

    @Test
    void an_answer_that_does_not_come_in_time_leaves_it_unknown() {
        Hold hold = slack.fault("chat.postMessage").hangAfterwards();
        try {
            assertThat(messenger.post(CHANNEL, MESSAGE).state()).isEqualTo(State.UNKNOWN);
        } finally {
            hold.release();
        }
    }

    @Test
    void a_refused_connection_surely_sent_nothing() throws Exception {
        int port;
        try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAgain.getLocalPort();
        }

        assertThat(postTo("http://127.0.0.1:" + port + "/api/").state()).isEqualTo(State.NOT_YET);
    }

    @Test
    void a_host_nobody_knows_surely_sent_nothing() throws Exception {
        assertThat(postTo("http://slack.invalid/api/").state()).isEqualTo(State.NOT_YET);
    }

    @Test
    void a_connection_that_is_not_made_in_time_surely_sent_nothing() throws Exception {
        // A listener that accepts nobody: with its queue full, connecting hangs.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket();
                Socket second = new Socket()) {
            fill(full, first);
            fill(full, second);

            Delivery delivery = postTo("http://127.0.0.1:" + full.getLocalPort() + "/api/");

            assertThat(delivery.state()).isEqualTo(State.NOT_YET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>hello</html>", "[]", "{\"ok\":true}", "{}"})
    void a_200_that_is_no_answer_of_slacks_leaves_it_unknown(String body) throws Exception {
        try (ScriptedWebApi server = new ScriptedWebApi(200, Map.of(), form -> body)) {
            assertThat(postTo(server.url()).state()).isEqualTo(State.UNKNOWN);
        }
    }

    @Test
    void a_503_that_asks_for_an_immediate_retry_gets_none() throws Exception {
        try (ScriptedWebApi server = new ScriptedWebApi(503, Map.of("Retry-After", "0"), form -> "")) {
            assertThat(postTo(server.url()).state()).isEqualTo(State.UNKNOWN);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_redirect_is_not_followed_with_the_token_in_hand() throws Exception {
        try (ScriptedWebApi server =
                new ScriptedWebApi(307, Map.of("Location", slack.apiUrl() + "chat.postMessage"), form -> "")) {
            assertThat(postTo(server.url()).state()).isEqualTo(State.REFUSED);
            assertThat(slack.calls("chat.postMessage")).isZero();
        }
    }

    private static void fill(ServerSocket full, Socket socket) {
        try {
            socket.connect(full.getLocalSocketAddress(), 200);
        } catch (IOException queueIsFull) {
            assertThat(queueIsFull).isNotNull();
        }
    }

    private static Delivery postTo(String url) {
        try (SlackApi elsewhere = SlackApi.of(
                url, "xoxb-elsewhere", Duration.ofMillis(500), Duration.ofSeconds(2), new MovableClock(NOW))) {
            return new SlackMessenger(elsewhere).post(CHANNEL, MESSAGE);
        }
    }

    private static Message ask() {
        Account account = new Account("111122223333", "prod");
        AccessKey key = new AccessKey(
                new KeyRef(account.id(), "ana", new KeyId("AKIAIOSFODNN7EXAMPLE"), NOW.minus(Duration.ofDays(412))),
                KeyStatus.ACTIVE,
                LastUse.never(),
                null);
        Card card = new Card(
                ReportBuilder.finding(
                        key,
                        new IamUser(account, "ana", Tags.none(), Leak.none()),
                        new StalenessPolicy(90, 365),
                        new OwnerRule(Map.of(), List.of()),
                        NOW),
                new Owner(Owner.Kind.PERSON, "U0ANA0001", "ana"),
                "handle",
                Card.State.NOTHING,
                Set.of());
        return new Message.Ask(card, "U0ADM0001", List.of(), 90, false);
    }
}
