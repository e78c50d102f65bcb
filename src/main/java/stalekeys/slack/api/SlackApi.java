package stalekeys.slack.api;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.net.Outbound;
import stalekeys.work.ledger.Meters;

/**
 * Slack's Web API as this bot calls it: one {@link Slack} a process, with time-outs of its own, and never a request sent
 * twice unasked.
 */
public final class SlackApi implements AutoCloseable {
    public static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SlackApi.class);

    private final Slack slack;
    private final MethodsClient methods;
    private final String botToken;
    private final RetryAfterGate retryGate;
    private final LookupRateLimits paces;

    private SlackApi(Slack slack, String botToken, RetryAfterGate retryGate, LookupRateLimits paces) {
        this.slack = slack;
        this.methods = slack.methods(botToken);
        this.botToken = botToken;
        this.retryGate = retryGate;
        this.paces = paces;
    }

    /**
     * Prepares the client; nothing is sent yet.
     *
     * @param apiUrl prefix of the Web API, ends in a slash
     * @param clock by which Slack's {@code Retry-After} is kept to
     */
    public static SlackApi of(String apiUrl, String botToken, Meters meters, Clock clock, Outbound outbound) {
        return of(
                apiUrl,
                botToken,
                meters,
                outbound,
                CONNECT_WITHIN,
                ANSWER_WITHIN,
                clock,
                new LookupRateLimits(LookupRateLimiter.Rests.real()));
    }

    /** The same, reached as Java is set up to. */
    public static SlackApi of(String apiUrl, String botToken, Meters meters, Clock clock) {
        return of(apiUrl, botToken, meters, clock, Outbound.PLAIN);
    }

    public static SlackApi of(
            String apiUrl, String botToken, Duration connectWithin, Duration answerWithin, Clock clock) {
        return of(
                apiUrl,
                botToken,
                Meters.NONE,
                connectWithin,
                answerWithin,
                clock,
                new LookupRateLimits(LookupRateLimiter.Rests.real()));
    }

    public static SlackApi of(
            String apiUrl,
            String botToken,
            Meters meters,
            Duration connectWithin,
            Duration answerWithin,
            Clock clock,
            LookupRateLimits paces) {
        return of(apiUrl, botToken, meters, Outbound.PLAIN, connectWithin, answerWithin, clock, paces);
    }

    private static SlackApi of(
            String apiUrl,
            String botToken,
            Meters meters,
            Outbound outbound,
            Duration connectWithin,
            Duration answerWithin,
            Clock clock,
            LookupRateLimits paces) {
        // Not SlackConfig.DEFAULT, which everybody in the process shares.
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(apiUrl);
        config.setHttpClientReadTimeoutMillis((int) answerWithin.toMillis());
        config.setHttpClientWriteTimeoutMillis((int) answerWithin.toMillis());
        config.setStatsEnabled(false);
        // The listeners it comes with write whole bodies into the log at level debug.
        config.setHttpClientResponseHandlers(List.of());
        // It would read HTTPS_PROXY by itself, and know no exceptions.
        config.setProxyUrl(null);
        RetryAfterGate retryGate = new RetryAfterGate(clock);
        OkHttpClient http = SlackProxies.through(
                        outbound, SlackHttpClient.buildOkHttpClient(config).newBuilder())
                .connectTimeout(connectWithin)
                // Otherwise OkHttp sends a request again by itself when a connection breaks: a message twice.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                // First: a call that is not made is no error of Slack's.
                .addInterceptor(retryGate)
                .addInterceptor(new ErrorMetrics(meters))
                .addInterceptor(SendOutcome.WATCH)
                .addInterceptor(new ResponseValidator(apiUrl))
                .addNetworkInterceptor(SendOutcome.CONNECTED)
                .build();
        return new SlackApi(Slack.getInstance(config, new SlackHttpClient(http)), botToken, retryGate, paces);
    }

    /** For Bolt's AppConfig, so that there is one client in the process. */
    public Slack slack() {
        return slack;
    }

    public MethodsClient methods() {
        return methods;
    }

    /** The process is about to end: what is looked up for nobody who waits is broken off. */
    public void endLookUps() {
        paces.rests().end();
    }

    public RetryAfterGate retryGate() {
        return retryGate;
    }

    public LookupRateLimits paces() {
        return paces;
    }

    /** Calls a method that the client's own types don't tell enough of. */
    public <T extends DirectoryResponses> T call(String method, Map<String, String> arguments, Class<T> type)
            throws IOException, SlackApiException {
        return methods.postFormWithTokenAndParseResponse(
                form -> {
                    arguments.forEach(form::add);
                    return form;
                },
                method,
                botToken,
                type);
    }

    @Override
    public void close() {
        try {
            slack.close();
        } catch (Exception failure) {
            // At the end of the process; there is nothing left to protect.
            LOG.debug("Slack's client did not close cleanly", failure);
        }
    }
}
