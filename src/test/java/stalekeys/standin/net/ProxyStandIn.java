package stalekeys.standin.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy on loopback: CONNECT, and plain requests. It alone knows where the names lead that it is asked for, as
 * in a network without a name service for the outside.
 */
public final class ProxyStandIn implements AutoCloseable {
    private final ServerSocket door;
    private final Map<String, Integer> places = new ConcurrentHashMap<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile @Nullable String login;

    private ProxyStandIn(ServerSocket door) {
        this.door = door;
    }

    public static ProxyStandIn start() {
        try {
            ProxyStandIn proxy = new ProxyStandIn(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Pipes.serve(proxy.door, "proxy", proxy::handle);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Where a name and port lead: a port on loopback. */
    public ProxyStandIn knows(String hostAndPort, int port) {
        places.put(hostAndPort, port);
        return this;
    }

    /** Nobody passes without these, from now on. */
    public ProxyStandIn demands(String user, String password) {
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What passed so far: {@code CONNECT host:port}, or {@code POST host:port}. */
    public List<String> passed() {
        return List.copyOf(passed);
    }

    /** What did not, with the status. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() {
        Pipes.close(door);
    }

    private void handle(Socket client) {
        try {
            String head = head(client.getInputStream());
            String[] first = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
            boolean tunnel = first[0].equals("CONNECT");
            URI url = tunnel ? URI.create("any://" + first[1]) : URI.create(first[1]);
            String target = url.getHost() + ":" + (url.getPort() > 0 ? url.getPort() : 80);
            String wanted = login;
            Integer place = places.get(target);
            if (wanted != null && !wanted.equals(header(head, "proxy-authorization"))) {
                refuse(client, target, "407 Who are you", "Proxy-Authenticate: Basic realm=\"here\"\r\n");
                return;
            }
            if (place == null) {
                refuse(client, target, "502 Not known", "");
                return;
            }
            passed.add(first[0] + " " + target);
            Socket server = Pipes.loopback(place);
            if (tunnel) {
                write(client, "HTTP/1.1 200 Go on\r\n\r\n");
            } else {
                write(server, forwarded(head, first, url));
            }
            Pipes.join(client, server);
        } catch (IOException | RuntimeException broken) {
            Pipes.close(client);
        }
    }

    /** One request a connection. */
    private static String forwarded(String head, String[] first, URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder forwarded = new StringBuilder();
        forwarded.append(first[0]).append(' ').append(path);
        if (url.getRawQuery() != null) {
            forwarded.append('?').append(url.getRawQuery());
        }
        forwarded.append(" HTTP/1.1\r\nConnection: close\r\n");
        head.lines().skip(1).filter(line -> !line.isEmpty()).forEach(line -> {
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            if (!name.startsWith("proxy-") && !name.equals("connection")) {
                forwarded.append(line).append("\r\n");
            }
        });
        return forwarded.append("\r\n").toString();
    }

    private void refuse(Socket client, String target, String status, String headers) throws IOException {
        refused.add(status.substring(0, 3) + " " + target);
        write(client, "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        client.shutdownOutput();
        // What it still sends is read, or the answer might be lost with a reset.
        client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        client.close();
    }

    private static @Nullable String header(String head, String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in the head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        to.getOutputStream().flush();
    }
}
