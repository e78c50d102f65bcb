package stalekeys.keys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.keys.SampleScan;
import stalekeys.keys.model.KeyRef;

class KeyHistoryTest {
    private static final KeyRef KEY = SampleScan.ref("ana", 1, 200);
    private static final Instant MONDAY = SampleScan.NOW;

    @Test
    void nothing_happened_to_a_key_without_events() {
        KeyHistory history = KeyHistory.of(List.of());
        assertThat(history.standingAsk(MONDAY)).isEmpty();
        assertThat(history.pending()).isNull();
        assertThat(history.switchedOffByUs()).isFalse();
    }

    @Test
    void an_ask_stands_for_seven_days() {
        KeyHistory history = KeyHistory.of(List.of(asked(1, MONDAY)));
        assertThat(history.standingAsk(MONDAY.plus(Duration.ofDays(7)).minusSeconds(1)))
                .contains(
                        new KeyHistory.Ask("ask:h:1", MONDAY, "U0ADMIN", "because", KeyHistory.Arrival.NOT_CONFIRMED));
        assertThat(history.standingAsk(MONDAY.plus(Duration.ofDays(7)))).isEmpty();
        assertThat(history.asks()).isEqualTo(1);
    }

    @Test
    void an_ask_that_slack_refused_does_not_stand() {
        KeyHistory history =
                KeyHistory.of(List.of(asked(1, MONDAY), event(Event.Kind.ASK_FAILED, MONDAY, "ask:h:1:failed")));
        assertThat(history.standingAsk(MONDAY)).isEmpty();
    }

    @Test
    void whether_an_ask_arrived_is_known_from_its_events() {
        assertThat(arrival(event(Event.Kind.ASK_DELIVERED, MONDAY, "ask:h:1:arrived")))
                .isEqualTo(KeyHistory.Arrival.DELIVERED);
        assertThat(arrival(event(Event.Kind.ASK_POSTED, MONDAY, "ask:h:1:arrived")))
                .isEqualTo(KeyHistory.Arrival.POSTED);
    }

    @Test
    void that_an_earlier_ask_arrived_late_says_nothing_of_the_later_one() {
        Instant later = MONDAY.plus(Duration.ofDays(8));
        KeyHistory history = KeyHistory.of(List.of(
                asked(1, MONDAY),
                asked(2, later),
                event(Event.Kind.ASK_DELIVERED, later.plusSeconds(60), "ask:h:1:arrived")));
        assertThat(history.standingAsk(later.plusSeconds(60)).orElseThrow().arrival())
                .isEqualTo(KeyHistory.Arrival.NOT_CONFIRMED);
    }

    @Test
    void a_change_is_pending_until_it_has_an_outcome() {
        Event requested = event(Event.Kind.DEACTIVATION_REQUESTED, MONDAY, "change:h:1");
        assertThat(KeyHistory.of(List.of(requested)).pending()).isEqualTo(requested);
        Event notDone = event(Event.Kind.CHANGE_NOT_DONE, MONDAY, "change:h:1:not-done");
        KeyHistory after = KeyHistory.of(List.of(requested, notDone));
        assertThat(after.pending()).isNull();
        assertThat(after.lastChange()).isNull();
        assertThat(after.changes()).isEqualTo(1);
    }

    @Test
    void a_key_is_off_by_us_until_it_is_on_again() {
        Event off = event(Event.Kind.DEACTIVATED, MONDAY, "change:h:1:done");
        assertThat(KeyHistory.of(List.of(off)).switchedOffByUs()).isTrue();
        Event on = event(Event.Kind.REACTIVATED, MONDAY, "change:h:2:done");
        assertThat(KeyHistory.of(List.of(off, on)).switchedOffByUs()).isFalse();
        Event failed = event(Event.Kind.CHANGE_NOT_DONE, MONDAY, "change:h:2:not-done");
        assertThat(KeyHistory.of(List.of(off, failed)).switchedOffByUs()).isTrue();
    }

    private static KeyHistory.Arrival arrival(Event after) {
        return KeyHistory.of(List.of(asked(1, MONDAY), after))
                .standingAsk(MONDAY)
                .orElseThrow()
                .arrival();
    }

    private static Event asked(int number, Instant at) {
        return event(Event.Kind.ASKED, at, "ask:h:" + number);
    }

    private static Event event(Event.Kind kind, Instant at, String dedupeKey) {
        return SampleScan.event(kind, KEY, at, dedupeKey);
    }
}
