package stalekeys.slack.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.model.OwnerHint;
import stalekeys.slack.app.SlackMessenger;
import stalekeys.slack.people.RoleAssignments;
import stalekeys.slack.people.SlackPeople;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger.Delivery;
import stalekeys.work.outbox.Messenger.Delivery.State;
import stalekeys.work.people.Owner;
import stalekeys.work.people.Role;

/** What Slack's 429s silence, and for how long. */
class RetryAfterGateTest {
    private static final String TOKEN = "xoxb-silences";
    private static final String ADMIN = "U0ADM0001";
    private static final Message MESSAGE = new Message.NotPosted("#somewhere", "not_in_channel");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-21T13:33:00Z"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "30, 1, 30",
                "' 30 ', 1, 30",
                "1.2, 1, 2",
                "0, 1, 1",
                "-5, 1, 1",
                "none, 1, 1",
                "'', 1, 1",
                "soon, 1, 1",
                "'Wed, 21 Oct 2026 07:28:00 GMT', 1, 1",
                "0, 2, 2",
                "0, 3, 4",
                "none, 6, 32",
                "none, 7, 60",
                "0, 1000000, 60",
                "10, 5, 16",
                "61, 1, 60",
                "86400, 1, 60",
                "99999999999999999999999999, 1, 60"
            })
    void the_wait_has_a_floor_that_grows_and_a_ceiling(String header, int refusals, int seconds) {
        assertThat(RetryAfterGate.length(header, refusals)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_limit_on_looking_owners_up_locks_no_admin_out_and_stops_no_message() throws Exception {
        try (FakeSlack slack = FakeSlack.start("secret", TOKEN, clock);
                SlackApi api = api(slack.apiUrl())) {
            slack.workspace().person(ADMIN, "adam");
            slack.workspace().channel("C0TEAM001", "team").withBot();
            slack.fault("users.lookupByEmail").rateLimited(30);
            SlackPeople people = new SlackPeople(
                    api, slack.workspace()::teamId, new RoleAssignments(List.of(ADMIN), List.of(), false), clock);

            assertThat(people.owner(address("ana@example.com")).kind()).isEqualTo(Owner.Kind.UNREADABLE);
            assertThat(people.owner(address("bob@example.com")).kind()).isEqualTo(Owner.Kind.UNREADABLE);

            assertThat(slack.calls("users.lookupByEmail")).isEqualTo(1);
            assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);
            assertThat(people.channel("C0TEAM001").postable()).isTrue();
            assertThat(new SlackMessenger(api).post("C0TEAM001", MESSAGE).state())
                    .isEqualTo(State.SENT);
        }
    }

    @Test
    void one_channels_limit_is_not_anothers() throws Exception {
        try (FakeSlack slack = FakeSlack.start("secret", TOKEN, clock);
                SlackApi api = api(slack.apiUrl())) {
            slack.workspace().channel("C0TEAM001", "team").withBot();
            slack.workspace().channel("C0OTHER01", "other").withBot();
            slack.fault("chat.postMessage").in("C0TEAM001").once().rateLimited(20);
            SlackMessenger messenger = new SlackMessenger(api);

            Delivery first = messenger.post("C0TEAM001", MESSAGE);
            clock.advance(Duration.ofSeconds(5));
            Delivery second = messenger.post("C0TEAM001", MESSAGE);

            assertThat(first).isEqualTo(Delivery.notYet(Duration.ofSeconds(20), "ratelimited"));
            assertThat(second).isEqualTo(Delivery.notYet(Duration.ofSeconds(15), "ratelimited"));
            assertThat(slack.calls("chat.postMessage")).isEqualTo(1);
            assertThat(messenger.post("C0OTHER01", MESSAGE).state()).isEqualTo(State.SENT);
            clock.advance(Duration.ofSeconds(15));
            assertThat(messenger.post("C0TEAM001", MESSAGE).state()).isEqualTo(State.SENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "soon", "999999999999"})
    void whatever_the_header_says_five_minutes_bring_few_attempts_and_then_it_goes_on(String header) throws Exception {
        try (ScriptedWebApi server = new ScriptedWebApi(429, Map.of("Retry-After", header), form -> "");
                SlackApi api = api(server.url())) {
            for (int second = 0; second < 300; second++) {
                call(api, "users.info");
                call(api, "users.info");
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(server.requests()).hasSizeBetween(4, 11);
        }
    }

    @Test
    void an_answer_between_two_refusals_starts_the_floor_anew() throws Exception {
        try (FakeSlack slack = FakeSlack.start("secret", TOKEN, clock);
                SlackApi api = api(slack.apiUrl())) {
            slack.workspace().person(ADMIN, "adam");
            for (int time = 0; time < 5; time++) {
                slack.fault("users.info").once().rateLimited(0);
                call(api, "users.info");
                assertThat(api.retryGate().left("users.info")).isEqualTo(Duration.ofSeconds(1));
                clock.advance(Duration.ofSeconds(1));
                call(api, "users.info");
            }
        }
    }

    @Test
    void ratelimited_in_a_200_is_a_refusal_too() throws Exception {
        try (ScriptedWebApi server =
                        new ScriptedWebApi(200, Map.of(), form -> "{\"ok\":false,\"error\":\"ratelimited\"}");
                SlackApi api = api(server.url())) {
            call(api, "users.info");
            call(api, "users.info");
            assertThat(server.requests()).hasSize(1);
            call(api, "users.lookupByEmail");
            assertThat(server.requests()).hasSize(2);
        }
    }

    private SlackApi api(String url) {
        return SlackApi.of(url, TOKEN, Duration.ofSeconds(2), Duration.ofSeconds(5), clock);
    }

    private static void call(SlackApi api, String method) throws IOException {
        try {
            api.call(method, Map.of("user", ADMIN), DirectoryResponses.OfUser.class);
        } catch (SlackApiException refused) {
            assertThat(refused.getResponse().code()).isEqualTo(429);
        }
    }

    private static OwnerHint address(String address) {
        return new OwnerHint(OwnerHint.Kind.ADDRESS, address, OwnerHint.Source.TAG);
    }
}
