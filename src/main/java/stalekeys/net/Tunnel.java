package stalekeys.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A socket that is connected to one server through a proxy, by HTTP's CONNECT. To whom it is told to connect does not
 * matter: the name is the proxy's to look up, ours may not know it.
 *
 * <p>Java's own sockets can do that too, but take the login from one place for the whole process.
 */
final class Tunnel extends Socket {
    private static final int MOST_HEAD = 64 * 1024;
    private static final int LONGEST_WAIT_MILLIS = 30_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d (\\d{3})\\b.*");

    private final ProxyServer proxy;
    private final String target;

    Tunnel(ProxyServer proxy, String host, int port) {
        this.proxy = proxy;
        this.target = (host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]") + ":" + port;
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    @Override
    public void connect(SocketAddress ignored, int timeoutMillis) throws IOException {
        super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeoutMillis);
        int before = getSoTimeout();
        try {
            setSoTimeout(timeoutMillis > 0 ? timeoutMillis : LONGEST_WAIT_MILLIS);
            ask();
            setSoTimeout(before);
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private void ask() throws IOException {
        StringBuilder request = new StringBuilder();
        request.append("CONNECT ").append(target).append(" HTTP/1.1\r\nHost: ").append(target);
        proxy.authorization()
                .ifPresent(login -> request.append("\r\nProxy-Authorization: ").append(login));
        getOutputStream().write(request.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        getOutputStream().flush();
        String head = head(getInputStream());
        int lineEnd = head.indexOf('\n');
        Matcher status = STATUS.matcher((lineEnd < 0 ? head : head.substring(0, lineEnd)).strip());
        if (!status.matches()) {
            throw new IOException("what answers at the proxy " + proxy + " is no HTTP proxy");
        }
        int code = Integer.parseInt(status.group(1));
        if (code == 407) {
            throw new IOException("the proxy " + proxy + " wants a user and password, or others (407)");
        }
        if (code < 200 || code > 299) {
            throw new IOException("the proxy " + proxy + " does not connect to " + target + " (" + code + ")");
        }
    }

    /** Byte by byte: what comes after the head is the server's, which may speak first. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MOST_HEAD) {
            int next;
            try {
                next = in.read();
            } catch (SocketTimeoutException late) {
                throw new SocketTimeoutException("the proxy did not answer in time");
            }
            if (next < 0) {
                break;
            }
            head.append((char) next);
            if (next == '\n' && (endsWith(head, "\r\n\r\n") || endsWith(head, "\n\n"))) {
                return head.toString();
            }
        }
        throw new IOException("the proxy did not answer as an HTTP proxy does");
    }

    private static boolean endsWith(StringBuilder text, String end) {
        return text.length() >= end.length()
                && text.substring(text.length() - end.length()).equals(end);
    }
}
