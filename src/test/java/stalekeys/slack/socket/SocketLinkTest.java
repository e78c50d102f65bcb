package stalekeys.slack.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.slack.api.bolt.App;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.http.CapturedLog;
import stalekeys.slack.api.BotIdentity;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.app.SlackApp;
import stalekeys.slack.lane.Lanes;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.socket.SocketFront;
import stalekeys.work.ledger.Meters;

/** A connection to Slack over Socket Mode, through all that happens to connections. */
class SocketLinkTest {
    private static final String BOT_TOKEN = "xoxb-socket-link";
    private static final String APP_TOKEN = "xapp-1-socket-link";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-24T10:00:00Z"));
    private final FakeSlack slack = FakeSlack.start("unused", BOT_TOKEN, clock);
    private final SocketFront socket = slack.overSocketMode(APP_TOKEN);
    private final SlackApi api = SlackApi.of(slack.apiUrl(), BOT_TOKEN, Meters.NONE, clock);
    private final AtomicInteger calledForCare = new AtomicInteger();
    private volatile Duration careIn = Duration.ZERO;
    private App app;
    private SocketLink link;

    @BeforeEach
    void build() {
        BotHarness.settle(slack.workspace());
        slack.ackPatience(PATIENCE);
        BotIdentity identity = new BotIdentity(api.methods());
        assertEquals(BotIdentity.Asked.KNOWN, identity.ask());
        app = SlackApp.create(api.slack(), BOT_TOKEN, identity, new Lanes());
        app.command("/stale-keys", (request, context) -> context.ack("Hello"));
        link = link(APP_TOKEN);
    }

    @AfterEach
    void close() {
        link.close();
        api.close();
        slack.close();
    }

    @Test
    void it_is_up_once_slack_has_said_hello_and_answers_over_the_connection() {
        assertFalse(link.isUp());

        assertEquals(SlackConnection.State.UP, link.keepUp());

        assertTrue(link.isUp());
        Ack ack = types();
        assertTrue(ack.isOk(), ack.body());
        slack.user(BotHarness.ADMIN).awaitMessage("Hello", PATIENCE);
        assertEquals(SlackConnection.State.UP, link.keepUp());
        assertEquals(1, socket.connectionsEver());
    }

    @Test
    void told_that_a_connection_will_end_it_opens_the_next_one_first_and_is_never_down() {
        link.keepUp();
        socket.announceEnd("warning");
        await(() -> calledForCare.get() > 0);
        assertTrue(link.isUp());

        assertEquals(SlackConnection.State.UP, link.keepUp());

        assertTrue(link.isUp());
        await(() -> socket.connections() == 1);
        assertEquals(2, socket.connectionsEver());
        assertTrue(types().isOk());
    }

    @Test
    void a_broken_connection_is_noticed_at_once_and_replaced() {
        link.keepUp();
        socket.breakOff();
        await(() -> calledForCare.get() > 0);
        assertFalse(link.isUp());

        assertEquals(SlackConnection.State.UP, link.keepUp());

        assertTrue(types().isOk());
    }

    @Test
    void a_connection_that_is_open_and_dead_is_found_out_and_replaced() {
        link.keepUp();
        socket.fallSilent();

        assertEquals(SlackConnection.State.UP, link.keepUp());

        assertEquals(2, socket.connectionsEver());
        assertTrue(types().isOk());
    }

    @Test
    void while_slack_is_away_it_is_down_and_then_up_again() {
        link.keepUp();
        slack.fault("apps.connections.open").times(2).status(503);
        socket.breakOff();
        await(() -> !link.isUp());

        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        clock.advance(Duration.ofSeconds(2));
        assertFalse(link.isUp());
        assertEquals(SlackConnection.State.UP, link.keepUp());
        assertTrue(link.isUp());
    }

    @Test
    void connections_that_break_at_once_are_opened_at_once_and_then_after_1_2_4_up_to_30_seconds() {
        link.keepUp();
        breaksOff();
        assertEquals(SlackConnection.State.UP, link.keepUp());
        for (int wait : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            int before = socket.connectionsEver();
            breaksOff();
            assertWaits(Duration.ofSeconds(wait), before);
        }
    }

    @Test
    void connections_slack_ends_at_once_with_a_word_are_no_other_than_broken_ones() {
        for (String reason : List.of("too_many_websockets", "link_disabled", "warning", "made_up")) {
            link.keepUp();
            clock.advance(ReconnectBackoff.PROVEN);
            int asked = calledForCare.get();
            socket.announceEnd(reason);
            await(() -> calledForCare.get() > asked);
            assertEquals(SlackConnection.State.UP, link.keepUp());
            for (int wait : new int[] {1, 2, 4}) {
                int before = socket.connectionsEver();
                int called = calledForCare.get();
                socket.announceEnd(reason);
                await(() -> calledForCare.get() > called);
                for (int millis : new int[] {0, wait * 1_000 - 1}) {
                    clock.advance(Duration.ofMillis(millis));
                    link.keepUp();
                    assertEquals(before, socket.connectionsEver(), reason);
                }
                clock.advance(Duration.ofMillis(1));
                link.keepUp();
                assertEquals(before + 1, socket.connectionsEver(), reason);
            }
        }
    }

    @Test
    void refused_a_connection_it_asks_at_once_and_then_after_1_2_4_up_to_30_seconds() {
        slack.fault("apps.connections.open").error("too_many_websockets");
        link.keepUp();
        link.keepUp();
        assertEquals(2, slack.calls("apps.connections.open"));
        for (int wait : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            int before = slack.calls("apps.connections.open");
            assertEquals(Duration.ofSeconds(wait), careIn);
            clock.advance(Duration.ofSeconds(wait).minusMillis(1));
            link.keepUp();
            assertEquals(before, slack.calls("apps.connections.open"));
            clock.advance(Duration.ofMillis(1));
            link.keepUp();
            assertEquals(before + 1, slack.calls("apps.connections.open"));
        }
    }

    @Test
    void a_retry_after_of_nothing_is_none() {
        slack.fault("apps.connections.open").rateLimited(0);
        for (int pass = 0; pass < 100; pass++) {
            link.keepUp();
        }
        assertEquals(1, slack.calls("apps.connections.open"));
    }

    @Test
    void a_connection_that_held_is_replaced_at_once_whatever_was_before() {
        link.keepUp();
        breaksOff();
        link.keepUp();
        breaksOff();
        link.keepUp();
        clock.advance(Duration.ofSeconds(1));
        assertEquals(SlackConnection.State.UP, link.keepUp());
        clock.advance(ReconnectBackoff.PROVEN);

        breaksOff();

        assertEquals(SlackConnection.State.UP, link.keepUp());
        breaksOff();
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        assertEquals(Duration.ofSeconds(1), careIn);
    }

    private void breaksOff() {
        int asked = calledForCare.get();
        socket.breakOff();
        await(() -> !link.isUp() && calledForCare.get() > asked);
    }

    /** Down for so long, and up again then. */
    private void assertWaits(Duration wait, int connectionsBefore) {
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        assertEquals(wait, careIn);
        clock.advance(wait.minusMillis(1));
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        assertEquals(connectionsBefore, socket.connectionsEver());
        clock.advance(Duration.ofMillis(1));
        assertEquals(SlackConnection.State.UP, link.keepUp());
    }

    @Test
    void told_to_wait_it_does_not_ask_before() {
        slack.fault("apps.connections.open").once().rateLimited(60);
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        clock.advance(Duration.ofSeconds(59));
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        assertEquals(1, slack.calls("apps.connections.open"));

        clock.advance(Duration.ofSeconds(1));

        assertEquals(SlackConnection.State.UP, link.keepUp());
    }

    @Test
    void an_address_that_leads_nowhere_is_no_connection() {
        socket.close();
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
        assertFalse(link.isUp());
        assertEquals(1, calledForCare.get(), "once more at once");
        link.keepUp();
        link.keepUp();
        assertEquals(2, calledForCare.get());
        assertEquals(Duration.ofSeconds(1), careIn);
    }

    @Test
    void a_token_slack_does_not_take_is_told_from_a_slack_that_is_away() {
        assertEquals(
                SlackConnection.State.REFUSED, link("xapp-1-of-somebody-else").keepUp());
        assertEquals(SlackConnection.State.REFUSED, link(BOT_TOKEN).keepUp());
        slack.fault("apps.connections.open").once().error("missing_scope");
        assertEquals(SlackConnection.State.REFUSED, link.keepUp());
        slack.fault("apps.connections.open").once().error("internal_error");
        assertEquals(SlackConnection.State.DOWN, link.keepUp());
    }

    @Test
    void what_fails_is_not_acknowledged_and_nothing_of_it_is_logged() {
        app.command("/broken", (request, context) -> {
            throw new IllegalStateException("of " + request.getPayload().getText());
        });
        link.keepUp();
        slack.ackPatience(Duration.ofMillis(300));
        try (CapturedLog log = new CapturedLog()) {
            assertFalse(
                    slack.user(BotHarness.ADMIN).types("/broken with-a-secret").isOk());
            assertFalse(
                    slack.user(BotHarness.ADMIN).types("/unknown with-a-secret").isOk());
            await(() -> log.lines().size() >= 2);
            assertFalse(
                    log.lines().toString().contains("with-a-secret"),
                    () -> log.lines().toString());
        }
    }

    @Test
    void what_is_being_acknowledged_at_the_end_still_is() {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        app.command("/slow", (request, context) -> {
            reached.countDown();
            assertTrue(passes(go));
            return context.ack();
        });
        link.keepUp();
        CompletableFuture<Ack> typed =
                CompletableFuture.supplyAsync(() -> slack.user(BotHarness.ADMIN).types("/slow"));
        assertTrue(passes(reached));

        CompletableFuture<Void> closing = CompletableFuture.runAsync(link::close);
        go.countDown();

        Ack ack = typed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertTrue(ack.isOk(), ack.body());
        closing.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertFalse(link.isUp());
        await(() -> socket.connections() == 0);
    }

    private SocketLink link(String appToken) {
        return new SocketLink(api.slack(), appToken, app, clock, Meters.NONE, wait -> {
            calledForCare.incrementAndGet();
            careIn = wait;
        });
    }

    private Ack types() {
        return slack.user(BotHarness.ADMIN).types("/stale-keys");
    }

    private static boolean passes(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void await(BooleanSupplier seen) {
        slack.await("it", () -> seen.getAsBoolean() ? Optional.of(true) : Optional.empty(), PATIENCE);
    }
}
