package stalekeys.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.slack.MovableClock;

/** Nobody logs in at the sandbox's page, so it listens to this machine only, and to no other site in its browser. */
class PageServerTest {
    private static final Path FILES = Path.of("src", "test", "resources", "sandbox");
    private static final String TYPED = "{\"as\":\"U0ADMIN01\",\"in\":\"C0SECURITY\",\"text\":\"hello\"}";

    private BotHarness harness;
    private PageServer page;

    @BeforeEach
    void starts() throws IOException {
        MovableClock clock = new MovableClock(Instant.parse("2026-09-25T10:00:00Z"));
        harness = new BotHarness(clock, new FakeAccount("111122223333", clock));
        page = PageServer.start(harness, new ClockControls(harness), 0);
    }

    @AfterEach
    void ends() {
        page.close();
        harness.close();
    }

    @Test
    void it_answers_to_the_names_of_this_machine() throws IOException {
        assertThat(get("/", "127.0.0.1:" + page.port()))
                .startsWith("HTTP/1.1 200")
                .contains("stale-keys sandbox");
        assertThat(get("/app.js", "localhost:" + page.port())).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1", "localhost.evil.example", "0.0.0.0"})
    void a_name_that_was_only_pointed_here_is_refused(String host) throws IOException {
        String withPort = host.contains(":") || host.equals("127.0.0.1") ? host : host + ":" + page.port();
        assertThat(get("/", withPort)).startsWith("HTTP/1.1 403");
        assertThat(get("/screen?as=U0ADMIN01", withPort)).startsWith("HTTP/1.1 403");
        assertThat(post(TYPED, withPort, "application/json", "")).startsWith("HTTP/1.1 403");
        assertThat(said()).isEmpty();
    }

    @Test
    void another_site_in_the_same_browser_can_do_nothing() throws IOException {
        String host = "127.0.0.1:" + page.port();
        assertThat(post(TYPED, host, "application/json", "Origin: http://evil.example\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(post(TYPED, host, "text/plain", "")).startsWith("HTTP/1.1 415");
        assertThat(said()).isEmpty();
        assertThat(post(TYPED, host, "application/json", "Origin: http://" + host + "\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(said()).containsExactly("hello");
    }

    @Test
    void it_listens_on_loopback_only() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress other : others) {
            assertThat(isOpen(other)).as(other.toString()).isFalse();
        }
        assertThat(isOpen(InetAddress.getLoopbackAddress())).isTrue();
    }

    @Test
    void a_port_in_use_is_no_reason_to_give_up() throws IOException {
        try (PageServer second = PageServer.start(harness, new ClockControls(harness), page.port())) {
            assertThat(second.port()).isPositive().isNotEqualTo(page.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../pom.xml", "/golden/slack/ask.json", "/Sandbox.class", "/%2e%2e/x", "//style.css"})
    void it_hands_out_nothing_but_its_own_files(String path) throws IOException {
        assertThat(get(path, "127.0.0.1:" + page.port())).startsWith("HTTP/1.1 404");
    }

    @Test
    void nobody_outside_of_the_cast_can_be_played() throws IOException {
        String host = "127.0.0.1:" + page.port();
        assertThat(get("/screen?as=U0NOBODY1", host)).startsWith("HTTP/1.1 409");
        assertThat(post(TYPED.replace("U0ADMIN01", "U0STRANGE"), host, "application/json", ""))
                .startsWith("HTTP/1.1 409");
        assertThat(post(TYPED.replace("C0SECURITY", "D0GORAN04"), host, "application/json", ""))
                .startsWith("HTTP/1.1 409");
    }

    /** Names come out as text because nothing on the page can make anything else of them. */
    @Test
    void the_page_has_no_way_to_turn_text_into_markup() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "setHTML", "DOMParser")
                            .doesNotContain("document.write", "eval(", "new Function", "javascript:", "onclick=\"")
                            .doesNotContain("https://cdn", "@import"));
        }
    }

    @Test
    void each_of_its_files_is_served() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                assertThat(get("/" + file.getFileName(), "127.0.0.1:" + page.port()))
                        .as(file.toString())
                        .startsWith("HTTP/1.1 200")
                        .contains("default-src 'none'", "nosniff");
            }
        }
    }

    private List<String> said() {
        return harness.slack.workspace().messagesIn(BotHarness.CHANNEL).stream()
                .map(message -> message.text())
                .toList();
    }

    private String get(String path, String host) throws IOException {
        return sent("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private String post(String body, String host, String type, String more) throws IOException {
        return sent("POST /do/type HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + type + "\r\n" + more
                + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }

    /** By hand, since a client library sets the Host header itself. */
    private String sent(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    private boolean isOpen(InetAddress address) {
        try (Socket socket = new Socket(address, page.port())) {
            return socket.isConnected();
        } catch (ConnectException closed) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
