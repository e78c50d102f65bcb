package stalekeys.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands between a client and a server on the loopback; cutting it is the server going away, and it can come back. */
public final class Relay implements AutoCloseable {
    private final int target;
    private final int port;
    private final List<Socket> open = new ArrayList<>();
    private ServerSocket server;

    private Relay(int target, ServerSocket server) {
        this.target = target;
        this.port = server.getLocalPort();
        this.server = server;
    }

    public static Relay to(int target) throws IOException {
        Relay relay = new Relay(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        relay.accept();
        return relay;
    }

    public int port() {
        return port;
    }

    public synchronized void cut() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    public synchronized void restore() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accept();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void accept() {
        ServerSocket accepting = server;
        daemon(() -> {
            while (true) {
                Socket near = accepting.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                synchronized (this) {
                    open.add(near);
                    open.add(far);
                }
                daemon(() -> pump(near, far));
                daemon(() -> pump(far, near));
            }
        });
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Cut, or closed by either side.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
