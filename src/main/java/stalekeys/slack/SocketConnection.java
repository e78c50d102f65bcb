package stalekeys.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * One connection of Socket Mode. Slack's client is used for one connection only and never told to reconnect: it would put
 * a connection that is not open yet in place of the one that still brings envelopes, and acknowledge them nowhere.
 */
final class SocketConnection extends SocketModeClientJavaWSImpl {
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

    /** Slack renews each connection after some hours. */
    private static final Set<String> USUAL = Set.of("warning", "refresh_requested");

    private final Events events;
    private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile boolean leaving;
    private volatile String leavingBecause = "";

    /** What a connection tells; called on its reading thread, so none of it may take long. */
    interface Events {
        /** Something somebody did; it is to be acknowledged on this connection. */
        void envelope(SocketConnection from, String message);

        /** Slack is about to end this connection, or it has ended. Not told of one that never came about. */
        void needsAnother();
    }

    /** @param url where to, from apps.connections.open; good for one connection */
    SocketConnection(Slack slack, String appToken, String url, Events events) throws URISyntaxException {
        // No threads of its own: they would look for a message a thousand times a second, and reconnect.
        super(slack, appToken, url, 0, new ConcurrentLinkedMessageQueue(), false, false, 0);
        this.events = events;
        addWebSocketErrorListener(reason -> end());
        addWebSocketCloseListener((code, reason) -> end());
    }

    /**
     * Connects and waits for Slack's hello.
     *
     * @return whether it came in time; if not, this connection is closed
     */
    boolean open(Duration within) {
        connect();
        try {
            if (greeted.get(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (ExecutionException | TimeoutException late) {
            // Closed below.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        shut();
        return false;
    }

    /** Whether it brings envelopes, as far as we were told. */
    boolean isLive() {
        return greeted.getNow(false) && !ended.isDone();
    }

    /** Whether Slack has said that it will end this one soon. */
    boolean isLeaving() {
        return leaving;
    }

    /** Slack's word for it where it is none of those that come with every connection; empty where it is. */
    String leavingBecause() {
        return leavingBecause;
    }

    /** Asks the other end; where that does not answer within three seconds, the connection counts as ended. */
    boolean answers() {
        if (isLive() && verifyConnection()) {
            return true;
        }
        end();
        return false;
    }

    /** Ends it in good form: what was acknowledged before goes out before. */
    void shut() {
        disconnect();
        getMessageProcessorExecutor().shutdownNow();
        try {
            ended.get(CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            end();
        } catch (InterruptedException stop) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void enqueueMessage(String message) {
        JsonNode json = SocketJson.read(message);
        switch (json.path("type").asText()) {
            case "hello" -> greeted.complete(true);
            case "disconnect" -> {
                String reason = json.path("reason").asText();
                leavingBecause = reason.matches("[a-z_]{1,40}") && !USUAL.contains(reason) ? reason : "";
                leaving = true;
                events.needsAnother();
            }
            default -> {
                if (json.path("envelope_id").isTextual()) {
                    events.envelope(this, message);
                }
            }
        }
    }

    /** It logs whole bodies, response URLs and all; what is worth a line is logged by {@link SocketLink}. */
    @Override
    public Logger getLogger() {
        return NOPLogger.NOP_LOGGER;
    }

    private void end() {
        boolean neverOpen = greeted.complete(false) || !greeted.getNow(false);
        if (ended.complete(true) && !neverOpen) {
            events.needsAnother();
        }
    }
}
