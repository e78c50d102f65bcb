package stalekeys.standin.slack.click;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One POST to the bot, rightly signed unless told otherwise. */
public final class RawRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final String url;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = new byte[0];
    private String contentType = "application/x-www-form-urlencoded";
    private String secret;
    private String timestamp;
    private String method = "POST";
    private boolean signed = true;

    RawRequest(HttpClient client, String url, String secret, Instant now) {
        this.client = client;
        this.url = url;
        this.secret = secret;
        this.timestamp = Long.toString(now.getEpochSecond());
    }

    public RawRequest method(String verb) {
        method = verb;
        return this;
    }

    public RawRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawRequest body(byte[] bytes) {
        body = bytes.clone();
        return this;
    }

    public RawRequest json(String text) {
        contentType = "application/json";
        return body(text);
    }

    public RawRequest contentType(String value) {
        contentType = value;
        return this;
    }

    public RawRequest signedWith(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    public RawRequest signedAt(Instant time) {
        return timestamp(Long.toString(time.getEpochSecond()));
    }

    /** The timestamp header as it is, and signed so. */
    public RawRequest timestamp(String text) {
        timestamp = text;
        return this;
    }

    public RawRequest unsigned() {
        signed = false;
        return this;
    }

    /** A header of one's own; it takes the place of one made here. */
    public RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Ack send() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", contentType);
        all.put("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        if (signed) {
            all.put("X-Slack-Request-Timestamp", timestamp);
            all.put("X-Slack-Signature", Signature.of(secret, timestamp, body));
        }
        headers.forEach((name, value) -> {
            all.keySet().removeIf(name::equalsIgnoreCase);
            all.put(name, value);
        });
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofByteArray(body));
        all.forEach(request::header);
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Ack(response.statusCode(), response.body(), since(start));
        } catch (IOException e) {
            return new Ack(0, "no answer: " + e, since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ack(0, "interrupted", since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
