package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Json;

/** HTTP in front of the Web API, the response URLs and the uploads; this is where faults strike. */
public final class HttpFront {
    static final String UPLOAD = "upload";

    /** Slack tells a token's scopes with each answer. */
    private volatile String scopes =
            "commands,chat:write,users:read,users:read.email,usergroups:read,im:write,files:write,channels:read,groups:read";

    private record Reply(int status, String contentType, String body, int retryAfter) {}

    private final WebApi api;
    private final ResponseUrls responseUrls;
    private final FileMethods files;
    private final Faults faults;
    private final Clock clock;
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();

    public HttpFront(WebApi api, ResponseUrls responseUrls, FileMethods files, Faults faults, Clock clock) {
        this.api = api;
        this.responseUrls = responseUrls;
        this.files = files;
        this.faults = faults;
        this.clock = clock;
    }

    public void scopes(String commaSeparated) {
        scopes = commaSeparated;
    }

    public List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    public void method(HttpExchange exchange) throws IOException {
        String method = lastPart(exchange);
        ObjectNode args = args(exchange);
        Optional<String> token = token(exchange, args);
        args.remove("token");
        exchange.getResponseHeaders().set("X-OAuth-Scopes", scopes);
        ApiCall call = new ApiCall(method, args, clock.instant());
        serve(exchange, call, () -> {
            ObjectNode answer = api.answer(call, token);
            boolean limited = answer.path("error").asText("").equals(WebApi.RATE_LIMITED);
            return new Reply(limited ? 429 : 200, "application/json", Json.write(answer), limited ? 1 : 0);
        });
    }

    public void responseUrl(HttpExchange exchange) throws IOException {
        String id = lastPart(exchange);
        JsonNode body = Json.parse(text(exchange));
        ObjectNode args = body instanceof ObjectNode object ? object : Json.object();
        ApiCall call = new ApiCall(ResponseUrls.METHOD, args, clock.instant());
        serve(exchange, call, () -> {
            ResponseUrls.Answer answer = responseUrls.use(id, body);
            return new Reply(answer.status(), "application/json", answer.body(), 0);
        });
    }

    public void upload(HttpExchange exchange) throws IOException {
        String id = lastPart(exchange);
        byte[] body = exchange.getRequestBody().readAllBytes();
        String contentType = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        serve(exchange, new ApiCall(UPLOAD, Json.object().put("id", id), clock.instant()), () -> {
            boolean taken = files.upload(id, contentType, body);
            return new Reply(taken ? 200 : 400, "text/plain", taken ? "OK - " + body.length : "", 0);
        });
    }

    private void serve(HttpExchange exchange, ApiCall call, Supplier<Reply> work) throws IOException {
        calls.add(call);
        Optional<Faults.Active> struck = faults.take(call);
        if (struck.isEmpty()) {
            send(exchange, work.get());
            return;
        }
        Faults.Active fault = struck.get();
        switch (fault.kind()) {
            case STATUS ->
                send(
                        exchange,
                        new Reply(
                                fault.status(),
                                "application/json",
                                fault.error().isEmpty() ? "" : "{\"ok\":false,\"error\":\"" + fault.error() + "\"}",
                                fault.retryAfter()));
            case ERROR ->
                send(
                        exchange,
                        new Reply(200, "application/json", Json.write(WebApi.refusal(new ApiError(fault.error()))), 0));
            case BODY -> send(exchange, new Reply(200, "text/html", fault.error(), 0));
            case HANG -> {
                await(fault.released());
                send(exchange, work.get());
            }
            case HANG_AFTER -> {
                Reply reply = work.get();
                await(fault.released());
                send(exchange, reply);
            }
            case DROP -> exchange.close();
            case LOSE_RESPONSE -> lose(exchange, work.get());
        }
    }

    /** The reply is made, and never sent. */
    private static void lose(HttpExchange exchange, Reply reply) {
        if (reply.status() > 0) {
            exchange.close();
        }
    }

    private static void await(CountDownLatch released) {
        try {
            // Bounded, so that a forgotten release cannot hold a thread for ever.
            boolean inTime = released.await(2, TimeUnit.MINUTES);
            if (!inTime) {
                throw new IllegalStateException("a hanging request was never released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType() + "; charset=utf-8");
        if (reply.retryAfter() > 0) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(reply.retryAfter()));
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
        exchange.close();
    }

    private static Optional<String> token(HttpExchange exchange, JsonNode args) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header != null && header.startsWith("Bearer ")) {
            return Optional.of(header.substring("Bearer ".length()));
        }
        return Json.text(args, "token");
    }

    private static ObjectNode args(HttpExchange exchange) throws IOException {
        String contentType = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        ObjectNode args =
                form(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        String body = text(exchange);
        if (contentType.startsWith("application/json")) {
            if (Json.parse(body) instanceof ObjectNode object) {
                args.setAll(object);
            }
        } else {
            args.setAll(form(body));
        }
        // In a form these are JSON within a string.
        for (String nested : List.of("blocks", "view", "files", "metadata", "attachments")) {
            if (args.path(nested).isTextual()) {
                args.set(nested, Json.parse(args.path(nested).asText()));
            }
        }
        return args;
    }

    private static ObjectNode form(String encoded) {
        ObjectNode args = Json.object();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                args.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return args;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String lastPart(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
