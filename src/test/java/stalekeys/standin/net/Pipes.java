package stalekeys.standin.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Sockets on loopback, and bytes from one to another. */
final class Pipes {
    private Pipes() {}

    /** Accepts until the door is closed, each connection on a thread of its own. */
    static void serve(ServerSocket door, String name, Consumer<Socket> each) {
        thread(name, () -> {
            while (!door.isClosed()) {
                try {
                    Socket socket = door.accept();
                    socket.setTcpNoDelay(true);
                    thread(name, () -> each.accept(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    static Socket loopback(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Both ways, until both have ended. */
    static void join(Socket one, Socket other) {
        Thread back = thread("back", () -> copy(other, one));
        copy(one, other);
        try {
            back.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        close(one);
        close(other);
    }

    static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception already) {
            // It is over anyway.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
