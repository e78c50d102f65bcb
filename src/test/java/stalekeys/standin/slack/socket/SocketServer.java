package stalekeys.standin.slack.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import stalekeys.standin.slack.workspace.Json;

/** The WebSocket server under Socket Mode: one ticket a connection, a hello on each. */
final class SocketServer extends WebSocketServer {
    private static final Pattern TICKET = Pattern.compile("/link/\\?ticket=([\\w-]+).*");

    private final String appId;
    private final Predicate<String> isValid;
    private final Consumer<String> onMessage;
    private final Consumer<List<String>> onLost;
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<WebSocket> greeted = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final Set<WebSocket> silent = ConcurrentHashMap.newKeySet();

    /** @param onLost gets the envelopes that were sent over a connection that is gone now */
    SocketServer(String appId, Predicate<String> isValid, Consumer<String> onMessage, Consumer<List<String>> onLost) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        this.appId = appId;
        this.isValid = isValid;
        this.onMessage = onMessage;
        this.onLost = onLost;
        setDaemon(true);
        setReuseAddr(true);
        setTcpNoDelay(true);
    }

    void startWithin(Duration atMost) {
        start();
        try {
            if (!started.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the WebSocket server did not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    List<WebSocket> open() {
        return greeted.stream().filter(WebSocket::isOpen).toList();
    }

    int opened() {
        return opened.get();
    }

    void silence() {
        silent.addAll(greeted);
    }

    /** Over the newest connection; false where there is none. */
    boolean send(String envelopeId, String message) {
        List<WebSocket> all = open();
        if (all.isEmpty()) {
            return false;
        }
        WebSocket newest = all.get(all.size() - 1);
        newest.<List<String>>getAttachment().add(envelopeId);
        newest.send(message);
        return true;
    }

    void end() {
        try {
            stop(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket connection, Draft draft, ClientHandshake request) throws InvalidDataException {
        Matcher path = TICKET.matcher(request.getResourceDescriptor());
        if (!path.matches() || !isValid.test(path.group(1))) {
            throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "no such ticket");
        }
        return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        connection.setAttachment(new CopyOnWriteArrayList<String>());
        ObjectNode hello = Json.object().put("type", "hello").put("num_connections", open().size() + 1);
        hello.putObject("connection_info").put("app_id", appId);
        hello.putObject("debug_info").put("host", "applink-1").put("approximate_connection_time", 18_060);
        opened.incrementAndGet();
        greeted.add(connection);
        connection.send(Json.write(hello));
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
        if (!silent.contains(connection)) {
            onMessage.accept(message);
        }
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata ping) {
        if (!silent.contains(connection)) {
            super.onWebsocketPing(connection, ping);
        }
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
        greeted.remove(connection);
        Optional.ofNullable(connection.<List<String>>getAttachment()).ifPresent(onLost);
    }

    @Override
    public void onError(WebSocket connection, Exception failure) {
        // A connection that broke is closed too.
    }

    @Override
    public void onStart() {
        started.countDown();
    }
}
