package stalekeys.net;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import stalekeys.standin.net.OwnAuthority;
import stalekeys.standin.net.ProxyStandIn;

/** A network whose only way out is a proxy that wants a login, to servers only the company's own authority vouches for. */
public final class WayOut implements AutoCloseable {
    private static final String USER = "bot@example.com";
    private static final String PASSWORD = "p:ss %wörd";

    public final ProxyStandIn proxy = ProxyStandIn.start().demands(USER, PASSWORD);
    public final OwnAuthority authority;

    public WayOut(Path folder) {
        this.authority = OwnAuthority.in(folder);
    }

    /** The server of this name is a plain one on loopback, with TLS before it. */
    public WayOut leads(String hostAndPort, int plainPort) {
        proxy.knows(hostAndPort, authority.before(plainPort));
        return this;
    }

    /** What people set: the login in it is percent-encoded. */
    public String proxyUrl() {
        return "http://bot%40example.com:p%3Ass%20%25w%C3%B6rd@127.0.0.1:" + proxy.port();
    }

    public Outbound outbound() {
        return outbound(proxyUrl(), null);
    }

    /** To the same servers with another proxy, or with exceptions. */
    public Outbound outbound(String proxyUrl, String noProxy) {
        ProxyServer server = ProxyServer.at(proxyUrl);
        return new Outbound(
                ProxyRule.of(server, server, noProxy, wrong -> {
                    throw new AssertionError(wrong);
                }),
                CaBundle.read(authority.pem().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Through the proxy, believing whom Java believes. */
    public Outbound withoutTheAuthority() {
        return new Outbound(outbound().proxies(), List.of());
    }

    @Override
    public void close() {
        proxy.close();
        authority.close();
    }
}
