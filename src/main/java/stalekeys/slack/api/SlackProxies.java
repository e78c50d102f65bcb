package stalekeys.slack.api;

import java.net.InetSocketAddress;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;
import stalekeys.net.Outbound;

/** Has OkHttp take the way out that is set: for each URL anew, since NO_PROXY may name one of Slack's hosts and not another. */
final class SlackProxies {
    private static final String LOGIN = "Proxy-Authorization";

    private SlackProxies() {}

    static OkHttpClient.Builder through(Outbound outbound, OkHttpClient.Builder http) {
        outbound.trust().ifPresent(trust -> http.sslSocketFactory(trust.sockets(), trust.manager()));
        return http.proxySelector(outbound.selector())
                .proxyAuthenticator((route, refusal) -> loggedIn(outbound, route, refusal));
    }

    /** Null gives up: the proxy has seen the login, or there is none for it. */
    private static @Nullable Request loggedIn(Outbound outbound, @Nullable Route route, Response refusal) {
        if (route == null
                || refusal.request().header(LOGIN) != null
                || !(route.proxy().address() instanceof InetSocketAddress proxy)) {
            return null;
        }
        return outbound.proxies()
                .at(proxy.getHostString(), proxy.getPort())
                .flatMap(server -> server.authorization())
                .map(login ->
                        refusal.request().newBuilder().header(LOGIN, login).build())
                .orElse(null);
    }
}
