package stalekeys.slack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.bolt.App;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.net.Outbound;
import stalekeys.net.WayOut;
import stalekeys.slack.app.SlackApp;
import stalekeys.slack.lane.Lanes;
import stalekeys.slack.socket.SlackConnection;
import stalekeys.slack.socket.SocketLink;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.socket.SocketFront;
import stalekeys.work.ledger.Meters;

/** Slack where only a proxy leads there, and only the company's own authority vouches for it. */
class SlackThroughProxyTest {
    private static final String BOT_TOKEN = "xoxb-proxied";
    private static final String APP_TOKEN = "xapp-1-proxied";
    private static final String API = "https://slack.example.com/api/";

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-24T10:00:00Z"));
    private final FakeSlack slack = FakeSlack.start("unused", BOT_TOKEN, clock);
    private final SocketFront socket = slack.overSocketMode(APP_TOKEN);
    private WayOut way;

    @BeforeEach
    void build() {
        BotHarness.settle(slack.workspace());
        slack.ackPatience(Duration.ofSeconds(20));
        way = new WayOut(folder)
                .leads("slack.example.com:443", URI.create(slack.apiUrl()).getPort())
                .leads("wss.example.com:443", socket.port());
        socket.reachedAt("wss://wss.example.com");
    }

    @AfterEach
    void close() {
        way.close();
        slack.close();
    }

    @Test
    void the_web_api_is_reached_through_the_proxy_with_the_login() throws Exception {
        try (SlackApi api = SlackApi.of(API, BOT_TOKEN, Meters.NONE, Clock.systemUTC(), way.outbound())) {
            assertThat(api.methods().authTest(r -> r).isOk()).isTrue();
        }
        assertThat(way.proxy.passed()).containsExactly("CONNECT slack.example.com:443");
        assertThat(way.proxy.refused()).isEmpty();
    }

    @Test
    void an_unencrypted_address_is_asked_for_by_its_whole_url() throws Exception {
        way.proxy.knows("slack.example.com:80", URI.create(slack.apiUrl()).getPort());
        try (SlackApi api = SlackApi.of(
                "http://slack.example.com/api/", BOT_TOKEN, Meters.NONE, Clock.systemUTC(), way.outbound())) {
            assertThat(api.methods().authTest(r -> r).isOk()).isTrue();
        }
        assertThat(way.proxy.passed()).containsExactly("POST slack.example.com:80");
    }

    @Test
    void a_wrong_login_is_a_failure_and_is_not_tried_again_and_again() {
        Outbound wrong = way.outbound("http://bot:wrong@127.0.0.1:" + way.proxy.port(), null);
        try (SlackApi api = SlackApi.of(API, BOT_TOKEN, Meters.NONE, Clock.systemUTC(), wrong)) {
            assertThatThrownBy(() -> api.methods().authTest(r -> r))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("wrong");
        }
        assertThat(way.proxy.refused()).hasSizeLessThan(3);
        assertThat(slack.requests()).isEmpty();
    }

    @Test
    void a_host_in_no_proxy_and_this_machine_are_reached_directly() throws Exception {
        try (SlackApi api = SlackApi.of(slack.apiUrl(), BOT_TOKEN, Meters.NONE, Clock.systemUTC(), way.outbound())) {
            assertThat(api.methods().authTest(r -> r).isOk()).isTrue();
        }
        try (SlackApi api = SlackApi.of(
                API,
                BOT_TOKEN,
                Meters.NONE,
                Clock.systemUTC(),
                way.outbound(way.proxyUrl(), ".slack.example.com,slack.example.com"))) {
            // Nobody here knows that name.
            assertThatThrownBy(() -> api.methods().authTest(r -> r)).isInstanceOf(IOException.class);
        }
        assertThat(way.proxy.passed()).isEmpty();
        assertThat(way.proxy.refused()).isEmpty();
    }

    @Test
    void without_the_authority_its_certificate_is_not_believed() {
        try (SlackApi api = SlackApi.of(API, BOT_TOKEN, Meters.NONE, Clock.systemUTC(), way.withoutTheAuthority())) {
            assertThatThrownBy(() -> api.methods().authTest(r -> r))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("PKIX");
        }
        assertThat(slack.requests()).isEmpty();
    }

    @Test
    void socket_mode_goes_the_same_way() {
        try (SlackApi api = SlackApi.of(API, BOT_TOKEN, Meters.NONE, Clock.systemUTC(), way.outbound())) {
            SocketLink link = link(api, way.outbound());
            try {
                assertThat(link.keepUp()).isEqualTo(SlackConnection.State.UP);
                assertThat(slack.user(BotHarness.ADMIN).types("/stale-keys").isOk())
                        .isTrue();
                // The connection answers pings.
                assertThat(link.keepUp()).isEqualTo(SlackConnection.State.UP);
            } finally {
                link.close();
            }
        }
        assertThat(way.proxy.passed()).containsOnly("CONNECT slack.example.com:443", "CONNECT wss.example.com:443");
        assertThat(way.proxy.refused()).isEmpty();
    }

    @Test
    void socket_mode_believes_no_other_certificate_and_passes_no_proxy_by_a_wrong_login() {
        try (SlackApi api = SlackApi.of(slack.apiUrl(), BOT_TOKEN, Meters.NONE, Clock.systemUTC())) {
            SocketLink unbelieving = link(api, way.withoutTheAuthority());
            assertThat(unbelieving.keepUp()).isEqualTo(SlackConnection.State.DOWN);
            unbelieving.close();
            SocketLink stranger = link(api, way.outbound("http://bot:wrong@127.0.0.1:" + way.proxy.port(), null));
            assertThat(stranger.keepUp()).isEqualTo(SlackConnection.State.DOWN);
            stranger.close();
        }
        assertThat(socket.connectionsEver()).isZero();
        assertThat(way.proxy.refused()).containsExactly("407 wss.example.com:443");
    }

    @Test
    void an_unencrypted_web_socket_goes_through_the_proxy_too() {
        way.proxy.knows("wss.example.com:8080", socket.port());
        socket.reachedAt("ws://wss.example.com:8080");
        try (SlackApi api = SlackApi.of(slack.apiUrl(), BOT_TOKEN, Meters.NONE, Clock.systemUTC())) {
            SocketLink link = link(api, way.outbound());
            assertThat(link.keepUp()).isEqualTo(SlackConnection.State.UP);
            link.close();
        }
        assertThat(way.proxy.passed()).containsExactly("CONNECT wss.example.com:8080");
    }

    private SocketLink link(SlackApi api, Outbound outbound) {
        BotIdentity identity = new BotIdentity(api.methods());
        identity.ask();
        App app = SlackApp.create(api.slack(), BOT_TOKEN, identity, new Lanes());
        app.command("/stale-keys", (request, context) -> context.ack("Hello"));
        return new SocketLink(api.slack(), APP_TOKEN, app, clock, Meters.NONE, wait -> {}, outbound);
    }
}
