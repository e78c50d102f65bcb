package stalekeys.net;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxy a server is reached: {@code HTTP_PROXY} is for unencrypted HTTP, {@code HTTPS_PROXY} for everything
 * else, {@code NO_PROXY} names what is reached directly, and so is always what is near. Looks nothing up.
 */
public final class ProxyRule {
    /** Everything directly. */
    public static final ProxyRule NONE = new ProxyRule(null, null, List.of());

    private static final Set<String> UNENCRYPTED = Set.of("http", "ws");
    private static final Set<String> ENCRYPTED = Set.of("https", "wss");

    private final @Nullable ProxyServer forHttp;
    private final @Nullable ProxyServer forAllElse;
    private final List<NoProxyRule> direct;

    private ProxyRule(@Nullable ProxyServer forHttp, @Nullable ProxyServer forAllElse, List<NoProxyRule> direct) {
        this.forHttp = forHttp;
        this.forAllElse = forAllElse;
        this.direct = direct;
    }

    /**
     * Makes the rule.
     *
     * @param forHttp null where there is none, as forAllElse
     * @param noProxy entries between commas or spaces; null for none
     * @param unreadable told of each entry that is none
     */
    public static ProxyRule of(
            @Nullable ProxyServer forHttp,
            @Nullable ProxyServer forAllElse,
            @Nullable String noProxy,
            Consumer<String> unreadable) {
        Stream<String> entries = noProxy == null
                ? Stream.empty()
                : Arrays.stream(noProxy.split("[,\\s]+", -1)).filter(entry -> !entry.isEmpty());
        List<NoProxyRule> direct = entries.flatMap(entry -> {
                    Optional<NoProxyRule> bypass = NoProxyRule.of(entry);
                    if (bypass.isEmpty()) {
                        unreadable.accept(entry);
                    }
                    return bypass.stream();
                })
                .toList();
        return new ProxyRule(forHttp, forAllElse, direct);
    }

    /** Whether there is any proxy at all. */
    public boolean isEmpty() {
        return forHttp == null && forAllElse == null;
    }

    /** The proxy of encrypted connections, where there is one. */
    public Optional<ProxyServer> usual() {
        return Optional.ofNullable(forAllElse);
    }

    /**
     * The proxy for a server; empty where it is reached directly.
     *
     * @param scheme http, ws, https, wss, smtp, smtps
     * @param port 0 or less for the scheme's own
     */
    public Optional<ProxyServer> proxyFor(String scheme, String host, int port) {
        ProxyServer proxy = UNENCRYPTED.contains(scheme) ? forHttp : forAllElse;
        HostName name = HostName.of(host);
        if (proxy == null
                || name.isNear()
                || NoProxyRule.anyCovers(direct, name, port > 0 ? port : usualPort(scheme))) {
            return Optional.empty();
        }
        return Optional.of(proxy);
    }

    /** The one of our proxies that listens there. */
    public Optional<ProxyServer> at(String host, int port) {
        return Stream.of(Optional.ofNullable(forAllElse), Optional.ofNullable(forHttp))
                .flatMap(Optional::stream)
                .filter(proxy -> proxy.host().equalsIgnoreCase(host) && proxy.port() == port)
                .findFirst();
    }

    private static int usualPort(String scheme) {
        return UNENCRYPTED.contains(scheme) ? 80 : ENCRYPTED.contains(scheme) ? 443 : 0;
    }
}
