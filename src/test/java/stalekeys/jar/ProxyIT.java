package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.net.WayOut;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.socket.SocketFront;

/** The jar in a network whose only way out is a proxy that wants a login, and that only its own authority vouches for. */
@Tag("one-jdk")
class ProxyIT {
    @TempDir
    private Path folder;

    private final StandIns outside = StandIns.seeded();
    private WayOut way;

    @BeforeEach
    void build() throws IOException {
        way = new WayOut(folder)
                .leads("aws.example.com:443", outside.aws.url().getPort())
                .leads(
                        "slack.example.com:443",
                        URI.create(outside.slack.apiUrl()).getPort());
        Path authority = Files.writeString(folder.resolve("ca.pem"), way.authority.pem());
        outside.with("https_proxy", way.proxyUrl())
                .with("AWS_CA_BUNDLE", authority.toString())
                .with("AWS_ENDPOINT_URL_IAM", "https://aws.example.com")
                .with("AWS_ENDPOINT_URL_STS", "https://aws.example.com")
                .with("SLACK_API_URL", "https://slack.example.com/api/");
    }

    @AfterEach
    void close() {
        way.close();
        outside.close();
    }

    @Test
    void a_report_is_made_through_it() {
        JarProcess report = outside.runs("report");

        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(report.out()).contains("goran");
        assertThat(way.proxy.passed()).isNotEmpty().containsOnly("CONNECT aws.example.com:443");
    }

    @Test
    void a_server_in_socket_mode_is_connected_through_it() {
        outside.overSocketMode();
        SocketFront socket = outside.slack.socket();
        socket.reachedAt("wss://wss.example.com");
        way.leads("wss.example.com:443", socket.port());

        outside.serves();

        assertThat(outside.slack.user(BotHarness.ADMIN).types("/stale-keys").isOk())
                .isTrue();
        assertThat(way.proxy.passed())
                .contains("CONNECT slack.example.com:443", "CONNECT wss.example.com:443")
                .allMatch(passed -> passed.endsWith(".example.com:443"));
    }

    @Test
    void a_proxy_that_wants_another_login_is_said_to_and_nothing_of_the_login_is() {
        outside.with("https_proxy", "http://bot:Secr3t@127.0.0.1:" + way.proxy.port());

        JarProcess report = outside.runs("report");

        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.err()).contains("the proxy wants a user and password").doesNotContain("Secr3t");
    }

    @Test
    void a_proxy_that_is_none_is_a_mistake_in_the_settings() {
        outside.with("https_proxy", "socks5://bot:Secr3t@127.0.0.1:1080");

        JarProcess report = outside.runs("report");

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.err())
                .contains("https_proxy is ***: SOCKS is not supported")
                .doesNotContain("Secr3t");
    }
}
