package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import stalekeys.standin.slack.workspace.Json;

/** Signed POSTs. What takes too long is answered late, and judged by whoever sent it. */
public final class HttpDelivery implements Delivery {
    private final HttpClient client;
    private final String secret;
    private final Clock clock;
    private volatile String url = "";

    public HttpDelivery(HttpClient client, String secret, Clock clock) {
        this.client = client;
        this.secret = secret;
        this.clock = clock;
    }

    public void url(String botUrl) {
        url = botUrl;
    }

    public RawRequest raw() {
        if (url.isEmpty()) {
            throw new IllegalStateException("say botUrl first");
        }
        return new RawRequest(client, url, secret, clock.instant());
    }

    @Override
    public Ack command(Map<String, String> fields, Duration patience) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return raw().body(body).send();
    }

    @Override
    public Ack interaction(ObjectNode payload, Duration patience) {
        return command(Map.of("payload", Json.write(payload)), patience);
    }

    @Override
    public Ack event(ObjectNode event, int retry, Duration patience) {
        RawRequest request = raw().json(Json.write(event));
        if (retry > 0) {
            request.header("X-Slack-Retry-Num", Integer.toString(retry)).header("X-Slack-Retry-Reason", "http_error");
        }
        return request.send();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
