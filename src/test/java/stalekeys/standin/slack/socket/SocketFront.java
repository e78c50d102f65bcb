package stalekeys.standin.slack.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stalekeys.standin.slack.api.Violations;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.click.Delivery;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Json;

/**
 * Socket Mode: gives out addresses of connections, and sends what people do over the newest of those that are open. What
 * can go wrong with a connection is done from here.
 */
public final class SocketFront implements Delivery, AutoCloseable {
    private static final Duration START = Duration.ofSeconds(10);

    /** Slack's most for one app. */
    private static final int MOST_CONNECTIONS = 10;

    private final String appId;
    private final Violations violations;
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final SocketServer server;
    private volatile ObjectNode last = Json.object();
    private volatile String address = "";

    private SocketFront(String appId, Violations violations) {
        this.appId = appId;
        this.violations = violations;
        this.server = new SocketServer(appId, tickets::remove, this::acknowledged, this::lost);
    }

    public static SocketFront start(String appId, Violations violations) {
        SocketFront front = new SocketFront(appId, violations);
        front.server.startWithin(START);
        return front;
    }

    /** apps.connections.open: an address that is good for one connection. */
    public ObjectNode open() {
        if (server.open().size() >= MOST_CONNECTIONS) {
            throw new ApiError("too_many_websockets");
        }
        String ticket = UUID.randomUUID().toString();
        tickets.add(ticket);
        return Json.object()
                .put(
                        "url",
                        (address.isEmpty() ? "ws://127.0.0.1:" + server.getPort() : address) + "/link/?ticket=" + ticket
                                + "&app_id=" + appId);
    }

    /** The port its connections come to. */
    public int port() {
        return server.getPort();
    }

    /** Gives out this address from now on, such as {@code wss://wss.example.com}: something stands before us there. */
    public void reachedAt(String schemeAndHost) {
        address = schemeAndHost;
    }

    /** How many connections are open. */
    public int connections() {
        return server.open().size();
    }

    /** How many there have been in all. */
    public int connectionsEver() {
        return server.opened();
    }

    /** Tells each connection that it will be ended; {@code warning} and {@code refresh_requested} are Slack's reasons. */
    public void announceEnd(String reason) {
        String message = Json.write(Json.object().put("type", "disconnect").put("reason", reason));
        server.open().forEach(each -> each.send(message));
    }

    /** All connections break, without a word. */
    public void breakOff() {
        server.open().forEach(each -> each.closeConnection(1006, "broken off"));
    }

    /** Ends all connections in good form. */
    public void end() {
        server.open().forEach(each -> each.close(1000, "bye"));
    }

    /** The connections of now stay open, and nothing comes back on them any more. */
    public void fallSilent() {
        server.silence();
    }

    /** Sends the last envelope once more, as after a lost acknowledgement. */
    public Ack deliverAgain(Duration patience) {
        return deliver(last, patience);
    }

    @Override
    public Ack command(Map<String, String> fields, Duration patience) {
        ObjectNode payload = Json.object();
        fields.forEach(payload::put);
        return deliver(envelope("slash_commands", payload, true), patience);
    }

    @Override
    public Ack interaction(ObjectNode payload, Duration patience) {
        return deliver(envelope("interactive", payload, true), patience);
    }

    @Override
    public Ack event(ObjectNode event, int retry, Duration patience) {
        ObjectNode envelope = envelope("events_api", event, false).put("retry_attempt", retry);
        return deliver(envelope.put("retry_reason", retry == 0 ? "" : "timeout"), patience);
    }

    @Override
    public void close() {
        server.end();
    }

    private static ObjectNode envelope(String type, ObjectNode payload, boolean acceptsPayload) {
        ObjectNode envelope = Json.object()
                .put("envelope_id", UUID.randomUUID().toString())
                .put("type", type)
                .put("accepts_response_payload", acceptsPayload);
        envelope.set("payload", payload);
        return envelope;
    }

    private Ack deliver(ObjectNode envelope, Duration patience) {
        last = envelope;
        long start = System.nanoTime();
        String id = envelope.path("envelope_id").asText();
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            if (!server.send(id, Json.write(envelope))) {
                return new Ack(0, "the app is not connected", since(start));
            }
            String payload = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Ack(200, payload, since(start));
        } catch (TimeoutException | ExecutionException none) {
            return new Ack(0, "no acknowledgement: " + none, since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ack(0, "interrupted", since(start));
        } finally {
            waiting.remove(id);
        }
    }

    private void acknowledged(String message) {
        JsonNode json = Json.parse(message);
        String id = json.path("envelope_id").asText();
        CompletableFuture<String> answer = waiting.get(id);
        if (answer == null) {
            violations.advise("socket mode", "acknowledges what is not waited for: " + message);
            return;
        }
        JsonNode payload = json.path("payload");
        answer.complete(payload.isMissingNode() ? "" : Json.write(payload));
    }

    private void lost(List<String> envelopeIds) {
        envelopeIds.forEach(id -> {
            CompletableFuture<String> answer = waiting.get(id);
            if (answer != null) {
                answer.completeExceptionally(new IllegalStateException("the connection broke"));
            }
        });
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
