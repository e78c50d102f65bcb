package stalekeys.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy, and how to log in there.
 *
 * @param host a name or an address; one of IPv6 without brackets
 * @param user null where nobody logs in
 * @param password empty where there is a user without one; null where there is no user
 */
public record ProxyServer(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    /** What a URL without a port means, as most programs read these variables. */
    private static final int DEFAULT_PORT = 80;

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern SCHEME = Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://(.*)");
    private static final Pattern PLACE = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/?#\\[\\]@]+)(?::(\\d{1,5}))?/?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    /**
     * Reads what such a variable holds: {@code http://user:password@host:port}, of which all but the host may be missing.
     * User and password are percent-decoded; a per cent sign that begins no such code stands for itself.
     *
     * @throws IllegalArgumentException where it is no such URL; the message says what would be right, and nothing of it
     */
    public static ProxyServer at(String text) {
        Matcher scheme = SCHEME.matcher(text);
        String rest = text;
        if (scheme.matches()) {
            if (!scheme.group(1).equalsIgnoreCase("http")) {
                throw new IllegalArgumentException(
                        scheme.group(1).toLowerCase(Locale.ROOT).startsWith("socks")
                                ? "SOCKS is not supported; give the URL of an HTTP proxy, such as"
                                        + " http://proxy.example.com:3128"
                                : "the proxy itself is spoken to over plain HTTP, also for https targets: give"
                                        + " http://user:password@host:port");
            }
            rest = scheme.group(2);
        }
        int at = rest.lastIndexOf('@');
        Matcher place = PLACE.matcher(rest.substring(at + 1));
        int port = DEFAULT_PORT;
        if (place.matches() && place.group(2) != null) {
            port = Integer.parseInt(place.group(2));
        }
        if (!place.matches() || port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "http://user:password@host:port, with user and password percent-encoded; all but the host may be"
                            + " left out");
        }
        String host = place.group(1);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        if (at <= 0) {
            return new ProxyServer(host, port, null, null);
        }
        String login = rest.substring(0, at);
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        String password = decoded(colon < 0 ? "" : login.substring(colon + 1));
        if (CONTROL.matcher(user + password).find()) {
            throw new IllegalArgumentException("user and password have no control characters in them, also encoded");
        }
        return new ProxyServer(host, port, user, password);
    }

    /** The value of the header Proxy-Authorization; empty where nobody logs in. */
    public Optional<String> authorization() {
        return user == null
                ? Optional.empty()
                : Optional.of("Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Host and port, and nothing of the login. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
