package stalekeys.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client that writes bytes to a socket, so that it can also write what no decent client would. */
final class Client implements AutoCloseable {
    static final String SECRET = "a signing secret of the tests";

    private final Socket socket;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        // Longer than anything here takes: only a server that never answers runs into it.
        socket.setSoTimeout(20_000);
    }

    /** One request, one connection; everything the server said until it closed. */
    static String exchange(int port, String request) throws IOException {
        try (Client client = new Client(port)) {
            client.send(request);
            return client.answer();
        }
    }

    static String signed(String body, Instant at) {
        return signed(body, at, "application/x-www-form-urlencoded");
    }

    static String signed(String body, Instant at, String contentType) {
        return post(body, contentType, slackHeaders(at.getEpochSecond(), body, SECRET));
    }

    static String post(String body, String contentType, String headers) {
        return "POST /slack/events HTTP/1.1\r\nHost: bot.example.com\r\n" + headers + "Content-Type: " + contentType
                + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    static String slackHeaders(long timestamp, String body, String secret) {
        return "X-Slack-Request-Timestamp: %d\r\nX-Slack-Signature: %s\r\n"
                .formatted(timestamp, sign(timestamp, body, secret));
    }

    static String sign(long timestamp, String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Client send(String text) throws IOException {
        return send(text.getBytes(UTF_8));
    }

    Client send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Everything the server says until it closes. */
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** The status line and headers, without waiting for more. */
    String head() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /** As {@link #answer}, for a server that ends a connection without caring how. */
    String answerOrReset() throws IOException {
        try {
            return answer();
        } catch (SocketException e) {
            return "";
        }
    }

    /** Says that nothing more will come. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Writes a little every now and then until the connection ends. */
    void trickle(String text) {
        try {
            while (true) {
                send(text);
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            // The server has had enough, and so has the test.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
