package stalekeys.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that are connected to one server already, through a proxy where one is given, and with TLS where it is given;
 * whom the certificate names is for the taker to check.
 */
final class ConnectedSockets extends SocketFactory {
    private final @Nullable ProxyServer proxy;
    private final String host;
    private final int port;
    private final @Nullable SSLSocketFactory tls;
    private final Duration within;

    ConnectedSockets(
            @Nullable ProxyServer proxy, String host, int port, @Nullable SSLSocketFactory tls, Duration within) {
        this.proxy = proxy;
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.within = within;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = proxy == null ? new Socket() : new Tunnel(proxy, host, port);
        try {
            socket.connect(
                    proxy == null ? new InetSocketAddress(host, port) : InetSocketAddress.createUnresolved(host, port),
                    (int) within.toMillis());
            return tls == null ? socket : tls.createSocket(socket, host, port, true);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    @Override
    public Socket createSocket(String itsHost, int itsPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String itsHost, int itsPort, InetAddress local, int localPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress itsHost, int itsPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress itsHost, int itsPort, InetAddress local, int localPort) throws IOException {
        return createSocket();
    }
}
