package stalekeys.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import stalekeys.work.Check;
import stalekeys.work.CheckResult;

/** Whether the mail server answers as one. Nothing is sent, and nobody logs in. */
public final class MailServerCheck implements Check {
    private static final String WHAT = "STALE_KEYS_SMTP_URL";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SMTP = 587;
    private static final int SMTPS = 465;

    private final URI server;

    /** @param url smtp://user:password@host:port, or smtps */
    public MailServerCheck(String url) {
        this.server = URI.create(url);
    }

    @Override
    public List<CheckResult> look() {
        String shown = server.getHost() + ":" + port();
        try (Socket socket = connected()) {
            String greeting = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return List.of(
                    greeting != null && greeting.startsWith("220")
                            ? CheckResult.ok(
                                    WHAT,
                                    "The mail server " + shown + " answers. Nothing was sent, and the"
                                            + " password was not tried.")
                            : CheckResult.wrong(WHAT, "What answers at " + shown + " is no mail server."));
        } catch (IOException e) {
            return List.of(CheckResult.unreachable(
                    WHAT,
                    "The mail server " + shown + " does not answer ("
                            + e.getClass().getSimpleName() + "). Check host and port."));
        }
    }

    private Socket connected() throws IOException {
        SocketFactory sockets = isEncrypted() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        Socket socket = sockets.createSocket();
        try {
            socket.connect(new InetSocketAddress(server.getHost(), port()), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            if (socket instanceof SSLSocket encrypted) {
                SSLParameters parameters = encrypted.getSSLParameters();
                // Without it any certificate of anybody would do.
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                encrypted.setSSLParameters(parameters);
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private boolean isEncrypted() {
        return "smtps".equals(server.getScheme());
    }

    private int port() {
        if (server.getPort() > 0) {
            return server.getPort();
        }
        return isEncrypted() ? SMTPS : SMTP;
    }
}
