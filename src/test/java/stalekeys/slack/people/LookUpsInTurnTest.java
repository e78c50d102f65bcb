package stalekeys.slack.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.keys.model.OwnerHint;
import stalekeys.slack.api.LookupRateLimiter;
import stalekeys.slack.api.LookupRateLimits;
import stalekeys.slack.api.SlackApi;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.ledger.Meters;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Role;

/** Looking many owners up, at Slack's pace, beside people who wait for their answers. */
class LookUpsInTurnTest {
    private static final String TOKEN = "xoxb-in-turn";
    private static final String ADMIN = "U0ADM0001";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-21T13:33:00Z"));
    private final PassingTime time = new PassingTime();
    private FakeSlack slack;
    private SlackApi api;
    private SlackPeople people;

    /** Waiting lets the town's time go by. */
    private final class PassingTime implements LookupRateLimiter.Rests {
        private final Instant start = clock.instant();
        private boolean ended;

        @Override
        public long nanoTime() {
            return Duration.between(start, clock.instant()).toNanos();
        }

        @Override
        public boolean rest(Duration wait) {
            clock.advance(wait.plusNanos(1));
            return !ended;
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    @BeforeEach
    void startSlack() {
        slack = FakeSlack.start("secret", TOKEN, clock);
        slack.workspace().person(ADMIN, "adam");
        for (int number = 0; number < 200; number++) {
            slack.workspace().person("U0OWN0" + number, "owner-" + number);
        }
        api = SlackApi.of(
                slack.apiUrl(),
                TOKEN,
                Meters.NONE,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                clock,
                new LookupRateLimits(time));
        people = new SlackPeople(
                api, slack.workspace()::teamId, new RoleAssignments(List.of(ADMIN), List.of(), false), clock);
    }

    @AfterEach
    void stopSlack() {
        api.close();
        slack.close();
    }

    @ParameterizedTest
    @CsvSource({"users.lookupByEmail, 50", "users.info, 100", "conversations.info, 50"})
    void no_minute_has_more_look_ups_than_slack_allows_though_people_click_meanwhile(String method, int limit) {
        LookupRateLimiter limiter = new LookupRateLimits(time).of(method);
        List<Instant> calls = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            if (number % 20 == 0) {
                limiter.atOnce();
                calls.add(clock.instant());
            }
            assertThat(limiter.inTurn()).isTrue();
            calls.add(clock.instant());
        }
        for (Instant from : calls) {
            Instant until = from.plus(Duration.ofMinutes(1));
            assertThat(calls.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)))
                    .hasSizeLessThan(limit);
        }
    }

    @Test
    void many_owners_are_all_found_and_each_is_asked_for_once() {
        People inTurn = people.inTurn();
        for (int round = 0; round < 2; round++) {
            for (int number = 0; number < 200; number++) {
                assertThat(inTurn.owner(owner(number)).kind()).isEqualTo(Owner.Kind.PERSON);
            }
        }
        assertThat(slack.calls("users.lookupByEmail")).isEqualTo(200);
        assertThat(Duration.between(Instant.parse("2026-09-21T13:33:00Z"), clock.instant()))
                .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(10));
    }

    @Test
    void who_clicks_meanwhile_does_not_wait_for_the_owners() {
        People inTurn = people.inTurn();
        for (int number = 0; number < 100; number++) {
            inTurn.owner(new OwnerHint(OwnerHint.Kind.PERSON, "U0OWN0" + number, OwnerHint.Source.TAG));
        }
        Instant clicked = clock.instant();

        assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);

        assertThat(clock.instant()).isEqualTo(clicked);
    }

    @Test
    void a_silence_of_slacks_is_waited_for_and_then_it_goes_on() {
        slack.fault("users.lookupByEmail").times(2).rateLimited(20);

        assertThat(owners(10)).doesNotContain(Owner.Kind.UNREADABLE);

        assertThat(slack.calls("users.lookupByEmail")).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"429, ''", "503, ''", "500, ''", "0, missing_scope", "0, internal_error"})
    void once_slack_has_stopped_answering_nobody_else_is_asked_for_and_they_are_not_known(int status, String error) {
        if (status == 429) {
            slack.fault("users.lookupByEmail").rateLimited(0);
        } else if (status > 0) {
            slack.fault("users.lookupByEmail").status(status);
        } else {
            slack.fault("users.lookupByEmail").error(error);
        }

        assertThat(owners(50)).containsOnly(Owner.Kind.UNREADABLE);

        assertThat(slack.calls("users.lookupByEmail")).isEqualTo(3);
        slack.clearFaults();
        clock.advance(Duration.ofMinutes(1));
        assertThat(owners(50)).containsOnly(Owner.Kind.PERSON);
    }

    @Test
    void the_end_of_the_process_breaks_it_off_and_makes_nobody_unknown() {
        assertThat(owners(30)).doesNotContain(Owner.Kind.UNREADABLE);
        api.endLookUps();

        assertThatThrownBy(() -> owners(50)).isInstanceOf(CancellationException.class);
    }

    private List<Owner.Kind> owners(int count) {
        People inTurn = people.inTurn();
        return IntStream.range(0, count)
                .mapToObj(number -> inTurn.owner(owner(number)).kind())
                .toList();
    }

    private static OwnerHint owner(int number) {
        return new OwnerHint(OwnerHint.Kind.ADDRESS, "owner-" + number + "@example.com", OwnerHint.Source.TAG);
    }
}
