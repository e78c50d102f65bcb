package stalekeys.slack.api;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps to Slack's limits: a method that was answered with 429 is not called again before its time, by nobody; all others
 * are. Slack counts messages by the channel, so one channel's silence is not another's. A call within a silence is answered
 * here, with the 429 Slack would give.
 */
public final class RetryAfterGate implements Interceptor {
    /** Slack counts by the minute: what asks for more is a mistake, and would lock people out. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** Doubled with each refusal in a row, since some answers name no time, or none at all. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(RetryAfterGate.class);

    private static final String BY_CHANNEL = "chat.postMessage";
    private static final String HEADER = "Retry-After";
    private static final int TOO_MANY = 429;
    private static final int MOST_KEPT = 10_000;
    private static final Pattern SECONDS = Pattern.compile("\\d+(?:\\.\\d*)?");
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final Clock clock;
    private final Map<String, Silence> retryGate = new ConcurrentHashMap<>();

    RetryAfterGate(Clock clock) {
        this.clock = clock;
    }

    /** @param refusals how many there were in a row, those that came to one burst counted once */
    private record Silence(Instant until, int refusals) {}

    /** How long this method is not to be called; zero where it may be. Not for methods that Slack counts by the channel. */
    public Duration left(String method) {
        return left(retryGate.get(method), clock.instant());
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        String method = ErrorMetrics.method(request);
        if (method.equals(ErrorMetrics.RESPONSE_URL)) {
            return chain.proceed(request);
        }
        String what = what(method, request);
        Instant sent = clock.instant();
        Duration left = left(retryGate.get(what), sent);
        if (!left.isZero()) {
            return refused(request, left);
        }
        Response response = chain.proceed(request);
        if (response.code() == TOO_MANY || isRefusalIn200(response)) {
            Duration wait = begin(what, response.header(HEADER), sent);
            LOG.warn("Slack wants no {} for {} s", method, wait.toSeconds());
            response.close();
            return refused(request, wait);
        }
        if (response.isSuccessful()) {
            retryGate.remove(what);
        }
        return response;
    }

    private Duration begin(String what, @Nullable String retryAfter, Instant sent) {
        Instant now = clock.instant();
        if (retryGate.size() >= MOST_KEPT) {
            retryGate.clear();
        }
        Silence begun = retryGate.merge(what, new Silence(now.plus(length(retryAfter, 1)), 1), (before, first) -> {
            // Sent before the silence that holds: several at once were refused once.
            boolean sameBurst = sent.isBefore(before.until());
            int refusals = before.refusals() + (sameBurst ? 0 : 1);
            Instant until = now.plus(length(retryAfter, refusals));
            return new Silence(until.isBefore(before.until()) ? before.until() : until, refusals);
        });
        return left(begun, now);
    }

    /** At least the floor, at most the ceiling, whatever the header says. */
    static Duration length(@Nullable String retryAfter, int refusals) {
        Duration floor = SHORTEST.multipliedBy(1L << Math.min(Math.max(refusals, 1) - 1, 10));
        Duration asked = asked(retryAfter);
        Duration wait = asked.compareTo(floor) > 0 ? asked : floor;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** Zero where it is no number of seconds; begun seconds count whole. */
    private static Duration asked(@Nullable String retryAfter) {
        String text = retryAfter == null ? "" : retryAfter.strip();
        if (!SECONDS.matcher(text).matches()) {
            return Duration.ZERO;
        }
        double seconds = Math.ceil(Double.parseDouble(text));
        return seconds >= LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds((long) seconds);
    }

    private static boolean isRefusalIn200(Response response) throws IOException {
        if (!response.isSuccessful()) {
            return false;
        }
        String error = ErrorMetrics.refusal(response);
        return error.equals("ratelimited") || error.equals("rate_limited");
    }

    private static String what(String method, Request request) {
        if (method.equals(BY_CHANNEL) && request.body() instanceof FormBody form) {
            for (int place = 0; place < form.size(); place++) {
                if (form.name(place).equals("channel")) {
                    return method + " " + form.value(place);
                }
            }
        }
        return method;
    }

    private static Duration left(@Nullable Silence silence, Instant now) {
        return silence == null || !now.isBefore(silence.until())
                ? Duration.ZERO
                : Duration.between(now, silence.until());
    }

    private static Response refused(Request request, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(TOO_MANY)
                .message("Too Many Requests")
                .header(HEADER, Long.toString(seconds))
                .body(ResponseBody.create("{\"ok\":false,\"error\":\"ratelimited\"}", JSON))
                .build();
    }
}
