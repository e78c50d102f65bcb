package stalekeys.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets to one server, through a proxy where one is given: plain and not connected yet, as libraries ask for them that
 * connect by themselves and put TLS on top where they want it. For those that look for TLS's factory alone it is one.
 */
final class TunnelSockets extends SSLSocketFactory {
    private final @Nullable ProxyServer proxy;
    private final String host;
    private final int port;
    private final SSLSocketFactory tls;

    TunnelSockets(@Nullable ProxyServer proxy, String host, int port, SSLSocketFactory tls) {
        this.proxy = proxy;
        this.host = host;
        this.port = port;
        this.tls = tls;
    }

    @Override
    public Socket createSocket() {
        return proxy == null ? new Socket() : new Tunnel(proxy, host, port);
    }

    @Override
    public Socket createSocket(Socket below, String itsHost, int itsPort, boolean autoClose) throws IOException {
        return tls.createSocket(below, itsHost, itsPort, autoClose);
    }

    @Override
    public Socket createSocket(String itsHost, int itsPort) {
        throw connectsByItself();
    }

    @Override
    public Socket createSocket(String itsHost, int itsPort, InetAddress local, int localPort) {
        throw connectsByItself();
    }

    @Override
    public Socket createSocket(InetAddress itsHost, int itsPort) {
        throw connectsByItself();
    }

    @Override
    public Socket createSocket(InetAddress itsHost, int itsPort, InetAddress local, int localPort) {
        throw connectsByItself();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    private static UnsupportedOperationException connectsByItself() {
        return new UnsupportedOperationException("these sockets are connected by whoever asks for them");
    }
}
