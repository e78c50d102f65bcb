package stalekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.net.Outbound;
import stalekeys.net.WayOut;
import stalekeys.work.doctor.CheckResult;

/** A mail server where only a proxy leads there, and only the company's own authority vouches for it. */
class MailThroughProxyTest {
    @TempDir
    private Path folder;

    private final List<String> saidEncrypted = new CopyOnWriteArrayList<>();
    private WayOut way;
    private ServerSocket plain;

    @BeforeEach
    void build() throws IOException {
        way = new WayOut(folder);
        plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "mail server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        plain.close();
        way.close();
    }

    @Test
    void smtps_goes_through_the_proxy_with_the_login() {
        way.leads("mail.example.com:465", plain.getLocalPort());

        assertThat(look("smtps://mail.example.com", way.outbound()).kind()).isEqualTo(CheckResult.Kind.OK);

        assertThat(way.proxy.passed()).containsExactly("CONNECT mail.example.com:465");
        assertThat(way.proxy.refused()).isEmpty();
    }

    @Test
    void starttls_does_too_though_the_server_speaks_first() {
        way.proxy.knows("mail.example.com:587", plain.getLocalPort());

        assertThat(look("smtp://mail.example.com", way.outbound()).kind()).isEqualTo(CheckResult.Kind.OK);

        assertThat(way.proxy.passed()).containsExactly("CONNECT mail.example.com:587");
        assertThat(saidEncrypted).contains("EHLO example.com");
    }

    @Test
    void without_the_authority_nothing_is_said() {
        way.leads("mail.example.com:465", plain.getLocalPort());

        assertThat(look("smtps://mail.example.com", way.withoutTheAuthority()).sentence())
                .contains("look at its certificate");
        assertThat(saidEncrypted).isEmpty();
    }

    @Test
    void a_proxy_that_refuses_is_named_without_its_login_and_not_gone_around() {
        Outbound wrong = way.outbound("http://bot:wrong@127.0.0.1:" + way.proxy.port(), null);

        CheckResult result = look("smtp://mail.example.com", wrong);

        assertThat(result.kind()).isEqualTo(CheckResult.Kind.UNREACHABLE);
        assertThat(result.sentence())
                .contains("the proxy 127.0.0.1:" + way.proxy.port() + " (HTTPS_PROXY")
                .doesNotContain("wrong");
        assertThat(way.proxy.refused()).containsExactly("407 mail.example.com:587");
    }

    @Test
    void a_server_in_no_proxy_is_reached_directly() {
        look("smtp://mail.example.com", way.outbound(way.proxyUrl(), "mail.example.com:587"));

        assertThat(way.proxy.passed()).isEmpty();
        assertThat(way.proxy.refused()).isEmpty();
    }

    private static CheckResult look(String url, Outbound outbound) {
        return new MailServerCheck(url, "bot@example.com", outbound).look().get(0);
    }

    private void serve() {
        while (!plain.isClosed()) {
            try (Socket socket = plain.accept()) {
                converse(socket);
            } catch (IOException over) {
                // The next one, or the end.
            }
        }
    }

    /** What comes in plain is either really so, or TLS has been taken off before. */
    private void converse(Socket arrived) throws IOException {
        Socket socket = arrived;
        boolean secret = false;
        write(socket, "220 mail.example.com");
        BufferedReader in = reader(socket);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (secret) {
                saidEncrypted.add(line);
            }
            if (line.equals("STARTTLS")) {
                write(socket, "220 go on");
                SSLSocket tls =
                        (SSLSocket) way.authority.context().getSocketFactory().createSocket(arrived, null, true);
                tls.setUseClientMode(false);
                socket = tls;
                in = reader(socket);
                secret = true;
            } else {
                write(socket, line.startsWith("EHLO") && !secret ? "250-mail.example.com\r\n250 STARTTLS" : "250 fine");
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void write(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
