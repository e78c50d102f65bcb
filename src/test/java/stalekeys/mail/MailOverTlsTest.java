package stalekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.work.doctor.CheckResult;

/** With real TLS, and a key that is made for each test; all of this process trusts it meanwhile. */
class MailOverTlsTest {
    private static final char[] PASSWORD = "throwaway".toCharArray();

    @TempDir
    private Path directory;

    private final List<String> saidEncrypted = new CopyOnWriteArrayList<>();
    private SSLContext before;
    private ServerSocket door;

    @BeforeEach
    void trustTheServer() throws Exception {
        before = SSLContext.getDefault();
        SSLContext.setDefault(context());
        door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void trustAsBefore() throws IOException {
        SSLContext.setDefault(before);
        door.close();
    }

    @Test
    void a_server_with_a_certificate_we_trust_is_spoken_to_after_starttls() {
        serve(false);

        // By another of its names: at localhost nobody asks for encryption.
        assertThat(look("smtp://0.0.0.0:")).isEqualTo(CheckResult.Kind.OK);

        assertThat(saidEncrypted).contains("EHLO example.com");
    }

    @Test
    void a_server_with_a_certificate_we_trust_is_spoken_to_encrypted_from_the_start() {
        serve(true);

        assertThat(look("smtps://localhost:")).isEqualTo(CheckResult.Kind.OK);

        assertThat(saidEncrypted).contains("EHLO example.com");
    }

    private CheckResult.Kind look(String url) {
        return new MailServerCheck(url + door.getLocalPort(), "bot@example.com")
                .look()
                .get(0)
                .kind();
    }

    private void serve(boolean encrypted) {
        Thread thread = new Thread(() -> converse(encrypted), "mail server with TLS");
        thread.setDaemon(true);
        thread.start();
    }

    private void converse(boolean encrypted) {
        try (Socket plain = door.accept()) {
            Socket socket = encrypted ? tls(plain) : plain;
            boolean secret = encrypted;
            write(socket, "220 mail.example.com");
            BufferedReader in = reader(socket);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (secret) {
                    saidEncrypted.add(line);
                }
                if (line.equals("STARTTLS")) {
                    write(socket, "220 go on");
                    socket = tls(plain);
                    in = reader(socket);
                    secret = true;
                } else {
                    write(
                            socket,
                            line.startsWith("EHLO") && !secret ? "250-mail.example.com\r\n250 STARTTLS" : "250 fine");
                }
            }
        } catch (Exception over) {
            // The test sees what was not said.
        }
    }

    private static Socket tls(Socket plain) throws Exception {
        SSLSocket socket =
                (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket(plain, null, true);
        socket.setUseClientMode(false);
        return socket;
    }

    private SSLContext context() throws Exception {
        Path file = directory.resolve("key.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process making = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:0.0.0.0",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertThat(making.waitFor()).isZero();
        KeyStore key = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            key.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", key.getCertificate("mail"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void write(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
