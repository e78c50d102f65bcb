package stalekeys.mail;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.net.Outbound;

/**
 * The mail server, and how to speak to it: always encrypted, except on this very machine.
 *
 * @param user null where nobody logs in
 * @param outbound the way there
 */
record MailServer(
        String host,
        int port,
        boolean encryptedFromTheStart,
        @Nullable String user,
        @Nullable String password,
        Outbound outbound) {
    private static final int SMTP = 587;
    private static final int SMTPS = 465;

    /** As it is written, not as some name server says: a relay beside us needs no certificate. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Of each answer. A whole conversation has about ten. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Reads smtp://user:password@host:port, or smtps; user, password and port may be missing. */
    static MailServer at(String url, Outbound outbound) {
        URI uri = URI.create(url);
        boolean encrypted = "smtps".equals(uri.getScheme());
        String login = uri.getUserInfo();
        int colon = login == null ? -1 : login.indexOf(':');
        return new MailServer(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : encrypted ? SMTPS : SMTP,
                encrypted,
                login == null || colon < 0 ? login : login.substring(0, colon),
                login == null || colon < 0 ? null : login.substring(colon + 1),
                outbound);
    }

    /**
     * A conversation that is still to be begun.
     *
     * @param name what we call ourselves; the real name of the machine is nobody's business
     */
    SmtpConversation conversation(String name) {
        Session session = Session.getInstance(properties(name));
        return new SmtpConversation(
                session, new URLName(protocol(), host, port, null, user, password), encryptedFromTheStart);
    }

    /** What Angus calls its settings; those of smtps are called the same with an s. */
    private Properties properties(String name) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol() + ".";
        String patience = String.valueOf(PATIENCE.toMillis());
        properties.setProperty(prefix + "connectiontimeout", patience);
        properties.setProperty(prefix + "timeout", patience);
        properties.setProperty(prefix + "writetimeout", patience);
        properties.setProperty(prefix + "localhost", name);
        properties.setProperty(prefix + "auth", String.valueOf(user != null));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        String startTls = String.valueOf(!encryptedFromTheStart && !THIS_MACHINE.contains(host));
        properties.setProperty(prefix + "starttls.enable", startTls);
        properties.setProperty(prefix + "starttls.required", startTls);
        outbound.trust().ifPresent(trust -> properties.put(prefix + "ssl.socketFactory", trust.sockets()));
        outbound.proxies().proxyFor(protocol(), host, port).ifPresent(proxy -> {
            if (encryptedFromTheStart) {
                properties.setProperty(prefix + "proxy.host", proxy.host());
                properties.setProperty(prefix + "proxy.port", String.valueOf(proxy.port()));
                if (proxy.user() != null && proxy.password() != null) {
                    properties.setProperty(prefix + "proxy.user", proxy.user());
                    properties.setProperty(prefix + "proxy.password", proxy.password());
                }
            } else {
                // Angus itself may swallow the greeting of a server that speaks first; and it would go past a proxy
                // that fails.
                properties.put(prefix + "socketFactory", Outbound.tunnels(proxy, host, port));
                properties.setProperty(prefix + "socketFactory.fallback", "false");
            }
        });
        return properties;
    }

    /** The proxy on the way there, to follow "check host and port"; empty where there is none. */
    String way() {
        return outbound.proxies()
                .proxyFor(protocol(), host, port)
                .map(proxy -> ", and the proxy " + proxy + " (HTTPS_PROXY; NO_PROXY exempts the server from it)")
                .orElse("");
    }

    private String protocol() {
        return encryptedFromTheStart ? "smtps" : "smtp";
    }

    /** Without user and password. A user without a password may be one who wrote it where the host belongs. */
    @Override
    public String toString() {
        return user != null && password == null ? "of STALE_KEYS_SMTP_URL" : host + ":" + port;
    }
}
