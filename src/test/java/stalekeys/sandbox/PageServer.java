package stalekeys.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.UploadedFile;

/**
 * The page that works like a small Slack, on loopback: its files, what each person sees as a stream of events, and what they
 * do as JSON. Nobody logs in here, so it answers only those who call it by a name of this machine, and takes deeds only from
 * its own page: another site open in the same browser can neither read nor click.
 */
final class PageServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 64 * 1024;

    /** So often the clock is looked at, and a reader who left is noticed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");
    private static final Set<String> FILES = Set.of(
            "index.html",
            "style.css",
            "icon.svg",
            "app.js",
            "server.js",
            "messages.js",
            "blocks.js",
            "elements.js",
            "text.js",
            "dialog.js",
            "dom.js");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final BotHarness harness;
    private final Screen screen;
    private final UserActions actions;

    private PageServer(HttpServer server, BotHarness harness, ClockControls time) {
        this.server = server;
        this.harness = harness;
        this.screen = new Screen(harness);
        this.actions = new UserActions(harness, time);
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "sandbox-page");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Serves from now on.
     *
     * @param port the one wanted; another free one is taken where it is in use, or where this is 0
     */
    static PageServer start(BotHarness harness, ClockControls time, int port) throws IOException {
        PageServer page = new PageServer(bound(port), harness, time);
        page.server.createContext("/", page.guarded(page::file));
        page.server.createContext("/screen", page.guarded(page::screen));
        page.server.createContext("/do/", page.guarded(page::action));
        page.server.createContext("/files/", page.guarded(page::upload));
        page.server.setExecutor(page.threads);
        page.server.start();
        return page;
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static HttpServer bound(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException inUse) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        }
    }

    private HttpHandler guarded(HttpHandler handler) {
        return exchange -> {
            Headers answer = exchange.getResponseHeaders();
            answer.set("Content-Security-Policy", POLICY);
            answer.set("X-Content-Type-Options", "nosniff");
            answer.set("Referrer-Policy", "no-referrer");
            answer.set("Cache-Control", "no-store");
            try {
                if (isOwn(exchange.getRequestHeaders())) {
                    handler.handle(exchange);
                } else {
                    send(exchange, 403, "text/plain", "The sandbox answers only to its own page.");
                }
            } catch (IllegalArgumentException | AssertionError wrong) {
                // The stand-in says so of what nobody could click.
                send(exchange, 409, "application/json", said(String.valueOf(wrong.getMessage())));
            } finally {
                exchange.close();
            }
        };
    }

    /** A name that points to this machine by somebody else's will (DNS rebinding) is not ours. */
    private boolean isOwn(Headers asked) {
        String host = asked.getFirst("Host");
        String origin = asked.getFirst("Origin");
        return Set.of("127.0.0.1:" + port(), "localhost:" + port()).contains(String.valueOf(host))
                && (origin == null || origin.equals("http://" + host));
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        String name = path.isEmpty() ? "index.html" : path;
        if (!FILES.contains(name)) {
            send(exchange, 404, "text/plain", "There is no such page.");
            return;
        }
        try (InputStream file = PageServer.class.getResourceAsStream("/sandbox/" + name)) {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            send(exchange, 200, type, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Server-sent events: the whole screen anew with each change, and else the time. */
    private void screen(HttpExchange exchange) throws IOException {
        SlackUser who = harness.user(Cast.known(asked(exchange, "as")));
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        long shown = -1;
        while (!threads.isShutdown()) {
            long revision = harness.slack.workspace().awaitChange(shown, LOOK);
            String data = revision == shown ? screen.time().toString() : JSON.writeValueAsString(screen.of(who));
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            shown = revision;
        }
    }

    private void action(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        // A form on another site can't send this type without asking first.
        if (!exchange.getRequestMethod().equals("POST") || !"application/json".equals(type)) {
            send(exchange, 415, "text/plain", "POST JSON.");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        JsonNode told = JSON.readTree(body);
        send(exchange, 200, "application/json", said(actions.does(lastPart(exchange), told)));
    }

    /** A file as plain text, for whoever is in the channel it was shared in. */
    private void upload(HttpExchange exchange) throws IOException {
        String id = lastPart(exchange);
        String who = asked(exchange, "as");
        UploadedFile file = harness.slack.files().stream()
                .filter(each -> each.id().equals(id))
                .filter(each -> harness.slack
                        .workspace()
                        .findChannel(each.channel())
                        .filter(channel -> channel.has(who))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("that file is gone"));
        exchange.getResponseHeaders().set("Content-Disposition", "attachment");
        send(exchange, 200, "text/plain", file.text());
    }

    private static String said(String sentence) {
        return JSON.createObjectNode().put("said", sentence).toString();
    }

    private static String lastPart(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String asked(HttpExchange exchange, String name) {
        URI uri = exchange.getRequestURI();
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new IllegalArgumentException("say " + name);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
