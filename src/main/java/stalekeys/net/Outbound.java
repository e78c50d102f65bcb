package stalekeys.net;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way out of this process, in the forms that client libraries take it in. Where no proxy is set in the environment,
 * Java's own settings hold ({@code -Dhttps.proxyHost} and the like).
 */
public final class Outbound {
    /** As Java is set up. */
    public static final Outbound PLAIN = new Outbound(ProxyRule.NONE, List.of());

    /**
     * Java sends no Basic login to a proxy for an encrypted connection unless this is empty, and reads it once, when the
     * first connection is made.
     */
    private static final String NO_LOGIN_IN_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        if (System.getProperty(NO_LOGIN_IN_TUNNELS) == null) {
            System.setProperty(NO_LOGIN_IN_TUNNELS, "");
        }
    }

    private final ProxyRule proxies;
    private final List<X509Certificate> more;
    private final Logins logins;
    private @Nullable Trust trust;

    /** @param more certificates that are believed besides Java's own */
    public Outbound(ProxyRule proxies, List<X509Certificate> more) {
        this.proxies = proxies;
        this.more = List.copyOf(more);
        this.logins = new Logins(proxies);
    }

    public ProxyRule proxies() {
        return proxies;
    }

    /** How many certificates are believed besides Java's own. */
    public int moreCertificates() {
        return more.size();
    }

    /** Whom TLS believes; empty where that is whom Java believes anyway. */
    public synchronized Optional<Trust> trust() {
        if (more.isEmpty()) {
            return Optional.empty();
        }
        if (trust == null) {
            trust = Trust.inJavasOwnAnd(more);
        }
        return Optional.of(trust);
    }

    /** For clients that ask for each URL. */
    public ProxySelector selector() {
        if (proxies.isEmpty()) {
            ProxySelector javas = ProxySelector.getDefault();
            return javas == null ? new Selector(ProxyRule.NONE) : javas;
        }
        return new Selector(proxies);
    }

    /** Logs in to our proxies, and nowhere else; for clients that ask through Java's own HTTP. Always the same one. */
    public Authenticator logins() {
        return logins;
    }

    /**
     * Connected sockets to one server, with TLS for wss; empty where a library's own do.
     *
     * @param scheme ws or wss
     */
    public Optional<SocketFactory> sockets(String scheme, String host, int port, Duration within) {
        Optional<ProxyServer> proxy = proxies.proxyFor(scheme, host, port);
        if (proxy.isEmpty() && more.isEmpty()) {
            return Optional.empty();
        }
        SSLSocketFactory tls = "wss".equals(scheme) ? tls() : null;
        return Optional.of(new ConnectedSockets(proxy.orElse(null), host, port, tls, within));
    }

    /** Plain sockets to one server through a proxy, for libraries that connect them by themselves. */
    public static SocketFactory tunnels(ProxyServer proxy, String host, int port) {
        return new Tunnels(proxy, host, port);
    }

    private SSLSocketFactory tls() {
        return trust().map(Trust::sockets).orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static final class Tunnels extends SocketFactory {
        private final ProxyServer proxy;
        private final String host;
        private final int port;

        private Tunnels(ProxyServer proxy, String host, int port) {
            this.proxy = proxy;
            this.host = host;
            this.port = port;
        }

        @Override
        public Socket createSocket() {
            return new Tunnel(proxy, host, port);
        }

        @Override
        public Socket createSocket(String itsHost, int itsPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String itsHost, int itsPort, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress itsHost, int itsPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress itsHost, int itsPort, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    /** The rule as Java asks for it. */
    private static final class Selector extends ProxySelector {
        private final ProxyRule rule;

        private Selector(ProxyRule rule) {
            this.rule = rule;
        }

        @Override
        public List<Proxy> select(URI url) {
            String host = url.getHost();
            return List.of(rule.proxyFor(url.getScheme(), host == null ? "" : host, url.getPort())
                    .map(proxy ->
                            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                    .orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI url, SocketAddress proxy, IOException failure) {
            // There is no other one to be tried instead.
        }
    }

    private static final class Logins extends Authenticator {
        private final ProxyRule rule;

        private Logins(ProxyRule rule) {
            this.rule = rule;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            return rule.at(getRequestingHost(), getRequestingPort())
                    .filter(proxy -> proxy.user() != null)
                    .map(proxy -> new PasswordAuthentication(
                            asBytes(proxy.user()), asBytes(proxy.password()).toCharArray()))
                    .orElse(null);
        }

        /** Java writes each character as one byte: UTF-8's bytes, as characters, come out as what they are. */
        private static String asBytes(@Nullable String text) {
            return new String(String.valueOf(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
    }
}
