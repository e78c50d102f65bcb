package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.socket.SocketFront;
import stalekeys.standin.slack.workspace.Message;

/** Slack over a connection of our own: what happens to the connection is no business of those who use the bot. */
class SocketModeStoryTest extends Story {
    private static final Map<String, String> REASON = Map.of("Reason", "No answer");

    private SocketFront socket;

    @BeforeEach
    void start() {
        goransKey();
        start(Mode.SOCKET_MODE);
        socket = harness.slack.socket();
    }

    @Test
    void nothing_of_slacks_is_served_over_http_but_health_is() throws Exception {
        assertEquals(200, get("/healthz"));
        assertEquals(200, get("/readyz"));
        assertEquals(404, get("/slack/events"));
    }

    @Test
    void it_is_not_ready_while_slack_is_away_and_comes_back_by_itself() throws Exception {
        harness.slack.fault("apps.connections.open").status(503);
        socket.breakOff();
        awaitReady(false);
        assertEquals(503, get("/readyz"));
        assertEquals(200, get("/healthz"));

        harness.slack.clearFaults();
        clock.advance(Duration.ofSeconds(30));

        awaitReady(true);
        assertShows(text(listFor(ada())), "goran");
    }

    @Test
    void a_connection_slack_renews_is_no_interruption() {
        Message list = listFor(ada());
        for (String reason : List.of("warning", "refresh_requested")) {
            // Slack does that after hours.
            clock.advance(Duration.ofMinutes(1));
            int before = socket.connectionsEver();
            socket.announceEnd(reason);
            awaitConnections(before + 1);
            assertTrue(harness.isReady());
            answer(ada(), () -> ada().clicks(list, "Refresh"), "Stale access keys");
        }
    }

    @Test
    void a_connection_slack_closes_is_opened_anew() {
        socket.end();
        awaitConnections(2);
        awaitReady(true);
        assertShows(text(listFor(ada())), "goran");
    }

    @Test
    void what_slack_delivers_again_after_a_reconnect_is_done_once() {
        Message list = listFor(ada());
        answer(ada(), () -> ada().clicks(list, "Ask owner to rotate", "goran"), "has been asked");
        socket.breakOff();
        awaitConnections(2);
        awaitReady(true);
        assertTrue(socket.deliverAgain(PATIENCE).isOk());
        ada().awaitMessage("was already asked", PATIENCE);

        asksToDeactivate(ada(), list, "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        assertTrue(socket.deliverAgain(PATIENCE).isOk());
        ada().awaitModal("already inactive");

        harness.user(GORAN).awaitMessage("was deactivated", PATIENCE);
        assertEquals(2, harness.user(GORAN).directMessages().size());
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @Test
    void what_was_acknowledged_and_is_under_way_at_the_stop_is_finished() throws InterruptedException {
        FakeKey key = account.user("goran").onlyKey();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        harness.aws.before("UpdateAccessKey", parameters -> {
            told.countDown();
            hold(go);
        });
        assertTrue(ada().submits(REASON).isOk());
        assertTrue(told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(harness::stop);
        harness.slack.await(
                "the connection to end",
                () -> socket.connections() == 0 ? Optional.of(true) : Optional.empty(),
                PATIENCE);
        go.countDown();
        stopping.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

        assertEquals("Inactive", key.status());
        harness.start();
        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.DEACTIVATED), kinds());
        harness.user(GORAN).awaitMessage("was deactivated", PATIENCE);
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @Test
    void what_comes_while_it_is_stopped_is_told_to_be_lost_and_does_nothing() {
        Message list = listFor(ada());
        harness.stop();
        assertFalse(ada().clicks(list, "Ask owner to rotate", "goran").isOk());
        harness.slack.forgetFailedAcks();
        harness.start();
        assertEquals(List.of(), kinds());
        assertTrue(harness.user(GORAN).directMessages().isEmpty());
    }

    private void awaitReady(boolean wanted) {
        harness.slack.await(
                "readiness " + wanted,
                () -> harness.isReady() == wanted ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }

    private void awaitConnections(int ever) {
        harness.slack.await(
                "connection number " + ever,
                () -> socket.connectionsEver() >= ever && socket.connections() == 1
                        ? Optional.of(true)
                        : Optional.empty(),
                PATIENCE);
    }

    private int get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + harness.port() + path))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
