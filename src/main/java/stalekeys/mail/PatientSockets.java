package stalekeys.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * The connection of one conversation. Each read has the time-out of its step, or what is left of the whole: also below TLS,
 * and also for a server that sends its answer in drops.
 */
final class PatientSockets extends SocketFactory {
    private final Patience patience;
    private final long begun = System.nanoTime();
    private Duration step;

    PatientSockets(Patience patience) {
        this.patience = patience;
        this.step = patience.step();
    }

    /** The next answer is that to a mail that was handed over. */
    void handedOver() {
        step = patience.taking();
    }

    /** That one was heard. */
    void answered() {
        step = patience.step();
    }

    @Override
    public Socket createSocket() {
        return new PatientSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("Angus connects by itself, with a time-out");
    }

    private int millis() throws SocketTimeoutException {
        long left = patience.whole().minusNanos(System.nanoTime() - begun).toMillis();
        // A time-out of 0 would be none.
        if (left <= 0) {
            throw new SocketTimeoutException("the conversation took too long");
        }
        return (int) Math.min(step.toMillis(), left);
    }

    private final class PatientSocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    setSoTimeout(millis());
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    setSoTimeout(millis());
                    return super.read(bytes, offset, length);
                }
            };
        }
    }
}
