package stalekeys.keys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.keys.EventScript.ANA;
import static stalekeys.keys.EventScript.asked;
import static stalekeys.keys.EventScript.day;
import static stalekeys.keys.EventScript.nothing;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stalekeys.keys.EventScript;
import stalekeys.keys.lifecycle.Event.Kind;

class AskCountsTest {
    @Test
    void keys_are_counted_by_where_they_stand() {
        AskCounts asking = at(
                20,
                asked(0),
                asked(0).reminded(7),
                asked(10).postponed(18, 7),
                asked(10).postponed(12, 3),
                asked(0).then(5, Kind.ROTATED),
                asked(0).switchedOff(6),
                asked(0).notMine(1, ANA),
                asked(0).exempt(1, 90));

        assertThat(asking).isEqualTo(new AskCounts(8, 3, 1, 2, new AskCounts.Time(2, 5, 6)));
    }

    @Test
    void only_an_ask_that_arrived_counts_and_only_for_90_days() {
        assertThat(at(20, nothing().ask(0, "U0ADMIN", ANA), nothing()).asked()).isZero();
        assertThat(at(90, asked(0)).asked()).isEqualTo(1);
        assertThat(at(90.1, asked(0)).asked()).isZero();
    }

    @Test
    void the_time_runs_from_the_first_delivered_ask_in_whole_days() {
        EventScript again = asked(0).ask(8).then(9.9, Kind.ROTATED);

        assertThat(at(20, again).time()).isEqualTo(new AskCounts.Time(1, 9, 9));
    }

    @Test
    void a_key_that_was_switched_on_again_or_is_asked_about_anew_is_not_done() {
        assertThat(at(20, asked(0).switchedOff(5).switchedOn(6)).done()).isZero();
        assertThat(at(60, asked(0).then(5, Kind.ROTATED).ask(50)).done()).isZero();
    }

    @Test
    void what_was_switched_off_without_a_click_is_done_but_nobody_rotated_it() {
        AskCounts asking = at(40, asked(0).then(30, Kind.DEACTIVATED));

        assertThat(asking.done()).isEqualTo(1);
        assertThat(asking.time()).isNull();
    }

    @Test
    void median_and_90th_percentile_are_days_that_some_key_took() {
        EventScript[] keys = IntStream.rangeClosed(1, 20)
                .mapToObj(days -> asked(0).then(days, Kind.ROTATED))
                .toArray(EventScript[]::new);

        assertThat(at(40, keys).time()).isEqualTo(new AskCounts.Time(20, 10, 18));
    }

    private static AskCounts at(double today, EventScript... keys) {
        List<List<Event>> events = Stream.of(keys).map(EventScript::events).toList();
        return AskCounts.of(events, day(today));
    }
}
