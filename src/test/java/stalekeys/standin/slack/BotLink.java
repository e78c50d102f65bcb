package stalekeys.standin.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The way from Slack to the bot. */
final class BotLink {
    private final HttpClient client;
    private final String secret;
    private final Clock clock;
    private final List<FailedAck> failed = new CopyOnWriteArrayList<>();
    private volatile String url = "";
    private volatile Duration patience = Duration.ofSeconds(3);

    BotLink(HttpClient client, String secret, Clock clock) {
        this.client = client;
        this.secret = secret;
        this.clock = clock;
    }

    void url(String botUrl) {
        url = botUrl;
    }

    void patience(Duration most) {
        patience = most;
    }

    List<FailedAck> failed() {
        return List.copyOf(failed);
    }

    RawRequest raw() {
        if (url.isEmpty()) {
            throw new IllegalStateException("say botUrl first");
        }
        return new RawRequest(client, url, secret, clock.instant());
    }

    Ack form(String userId, String what, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return judged(userId, what, raw().body(body).send());
    }

    Ack interaction(String userId, String what, ObjectNode payload) {
        return form(userId, what, Map.of("payload", Json.write(payload)));
    }

    Ack event(String userId, String what, ObjectNode envelope, int retry) {
        RawRequest request = raw().json(Json.write(envelope));
        if (retry > 0) {
            request.header("X-Slack-Retry-Num", Integer.toString(retry)).header("X-Slack-Retry-Reason", "http_error");
        }
        return judged(userId, what, request.send());
    }

    /** Slack waits three seconds, and then tells the person that the app did not answer. */
    private Ack judged(String userId, String what, Ack ack) {
        if (ack.took().compareTo(patience) > 0) {
            Ack late = new Ack(0, "operation_timeout", ack.took());
            failed.add(new FailedAck(userId, what, "operation_timeout", late));
            return late;
        }
        if (ack.status() < 200 || ack.status() > 299) {
            String shown = ack.status() == 0 ? "dispatch_failed" : "http status " + ack.status();
            failed.add(new FailedAck(userId, what, shown, ack));
        }
        return ack;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
