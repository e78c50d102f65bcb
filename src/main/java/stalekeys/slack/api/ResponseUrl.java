package stalekeys.slack.api;

import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which response URLs are answered to. Slack's are the only ones a real request carries; whoever forged one (with a stolen
 * signing secret) must not get answers sent to a place of their own, or posts sent into the network the bot runs in.
 */
final class ResponseUrl {
    private static final Set<String> SLACKS = Set.of(
            "hooks.slack.com",
            // GovSlack's.
            "hooks.slack-gov.com");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final @Nullable HttpUrl api;

    /** @param apiUrl prefix of the Web API: whoever answers calls there may ask for answers there */
    ResponseUrl(@Nullable String apiUrl) {
        this.api = apiUrl == null ? null : HttpUrl.parse(apiUrl);
    }

    /** Read by the very parser the client sends with, so that both see the same host. */
    boolean isSlacks(@Nullable String responseUrl) {
        HttpUrl url = responseUrl == null ? null : HttpUrl.parse(responseUrl);
        if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
            return false;
        }
        return isTheApis(url) || (url.isHttps() && url.port() == 443 && SLACKS.contains(url.host()));
    }

    private boolean isTheApis(HttpUrl url) {
        if (api == null || !api.host().equals(url.host())) {
            return false;
        }
        // Stand-ins on the same machine may have a port for each part of Slack.
        return LOOPBACK.contains(url.host()) || (api.scheme().equals(url.scheme()) && api.port() == url.port());
    }
}
