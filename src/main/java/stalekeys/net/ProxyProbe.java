package stalekeys.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Whether anything listens where a proxy should. Nothing is asked of it. */
public final class ProxyProbe {
    private ProxyProbe() {}

    public static boolean answers(ProxyServer proxy, Duration within) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), (int) within.toMillis());
            return true;
        } catch (IOException notReached) {
            return false;
        }
    }
}
