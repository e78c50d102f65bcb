package stalekeys.slack.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.net.Outbound;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.api.SlackJson;

/**
 * One connection of Socket Mode. Not by Slack's own client: it can't log in to a proxy, believes no certificates but
 * Java's, and when it reconnects it puts a connection that is not open yet in place of the one that still brings
 * envelopes, and acknowledges them nowhere.
 */
final class SocketConnection {
    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);
    private static final Duration PONG_WITHIN = Duration.ofSeconds(3);

    /** Slack renews each connection after some hours. */
    private static final Set<String> USUAL = Set.of("warning", "refresh_requested");

    private final Events events;
    private final Wire wire;
    private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> pong = new CompletableFuture<>();
    private volatile boolean leaving;
    private volatile boolean shutting;
    private volatile String leavingBecause = "";

    /** What a connection tells; called on its reading thread, so none of it may take long. */
    interface Events {
        /** Something somebody did; it is to be acknowledged on this connection. */
        void envelope(SocketConnection from, String message);

        /** Slack is about to end this connection, or it has ended. Not told of one that never opened, or that we closed. */
        void needsAnother();
    }

    /** @param url where to, from apps.connections.open; good for one connection */
    SocketConnection(Outbound outbound, String url, Events events) throws URISyntaxException {
        this.events = events;
        this.wire = wire(outbound, new URI(url));
    }

    /**
     * Connects and waits for Slack's hello.
     *
     * @return whether it came in time; if not, this connection is closed
     */
    boolean open(Duration within) {
        try {
            wire.connect();
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

    /** Sends an acknowledgement; what can't be sent any more Slack shows to the person as a failure. */
    void sendSocketModeResponse(String message) {
        try {
            wire.send(message);
        } catch (WebsocketNotConnectedException gone) {
            LOG.warn("Something somebody did in Slack could not be acknowledged: the connection has ended");
        }
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
        if (isLive() && pongs()) {
            return true;
        }
        end();
        return false;
    }

    /** Ends it in good form: what was acknowledged before goes out before. */
    void shut() {
        shutting = true;
        wire.close();
        try {
            ended.get(CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            end();
        } catch (InterruptedException stop) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    private Wire wire(Outbound outbound, URI url) throws URISyntaxException {
        String scheme = url.getScheme();
        String host = url.getHost();
        if (host == null || !("wss".equals(scheme) || "ws".equals(scheme))) {
            throw new URISyntaxException("", "no URL of a WebSocket");
        }
        int port = url.getPort() > 0 ? url.getPort() : "wss".equals(scheme) ? 443 : 80;
        Wire made = new Wire(url);
        // The names of the outside are the proxy's to look up; they may not be known here.
        outbound.sockets(scheme, host, port, SlackApi.CONNECT_WITHIN).ifPresent(made::setSocketFactory);
        return made;
    }

    private boolean pongs() {
        try {
            pong = new CompletableFuture<>();
            wire.sendPing();
            return pong.get(PONG_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | WebsocketNotConnectedException dead) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void take(String message) {
        JsonNode json = SlackJson.read(message);
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

    private void end() {
        boolean neverOpen = greeted.complete(false) || !greeted.getNow(false);
        if (ended.complete(true) && !neverOpen && !shutting) {
            events.needsAnother();
        }
    }

    /** The WebSocket itself. It logs nothing of what it carries. */
    private final class Wire extends WebSocketClient {
        private Wire(URI url) {
            super(url, new Draft_6455(), Map.of(), (int) SlackApi.CONNECT_WITHIN.toMillis());
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            // Slack says hello when it is ready.
        }

        @Override
        public void onMessage(String message) {
            take(message);
        }

        @Override
        public void onWebsocketPong(WebSocket connection, Framedata frame) {
            super.onWebsocketPong(connection, frame);
            pong.complete(true);
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            end();
        }

        @Override
        public void onError(Exception failure) {
            if (!greeted.isDone()) {
                // The proxy's, the network's or TLS's words; the URL with its ticket is not in them.
                LOG.warn("No connection to {}: {}", uri.getHost(), failure.getMessage());
            }
            end();
        }
    }
}
