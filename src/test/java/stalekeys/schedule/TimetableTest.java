package stalekeys.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void every_monday_at_nine_in_berlin_follows_the_clocks_of_berlin() {
        Timetable timetable = Timetable.of(" 0 9 * * MON ", BERLIN, MONDAY);

        assertThat(timetable.nextRuns(5, MONDAY))
                .isEqualTo(List.of(
                        Instant.parse("2026-03-09T08:00:00Z"),
                        Instant.parse("2026-03-16T08:00:00Z"),
                        Instant.parse("2026-03-23T08:00:00Z"),
                        Instant.parse("2026-03-30T07:00:00Z"),
                        Instant.parse("2026-04-06T07:00:00Z")));
    }

    @Test
    void an_hour_the_clocks_skip_is_left_out_and_one_they_repeat_comes_once() {
        Timetable timetable = Timetable.of("30 2 * * *", BERLIN, MONDAY);

        assertThat(timetable.nextRuns(2, Instant.parse("2026-03-27T12:00:00Z")))
                .containsExactly(Instant.parse("2026-03-28T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(timetable.nextRuns(2, Instant.parse("2026-10-24T12:00:00Z")))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0 9 * * 0,2026-03-08", "0 9 * * 7,2026-03-08", "0 9 15 * MON,2026-03-09", "0 9 3 * MON,2026-03-03"})
    void sunday_is_0_and_7_and_a_day_of_the_month_or_of_the_week_is_enough(String cron, String day) {
        assertThat(Timetable.of(cron, ZoneOffset.UTC, MONDAY).nextRuns(1, MONDAY))
                .containsExactly(Instant.parse(day + "T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "@daily", "0 9 * *", "0 0 9 * * MON", "61 9 * * *", "0 9 * * SOMEDAY", "a b c d e"})
    void what_is_no_schedule_of_five_fields_is_refused_with_a_sentence(String cron) {
        assertThatThrownBy(() -> Timetable.of(cron, ZoneOffset.UTC, MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it is not a schedule of five fields");
    }

    @Test
    void a_day_that_never_comes_is_refused() {
        assertThatThrownBy(() -> Timetable.of("0 0 30 2 *", ZoneOffset.UTC, MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it does not come true within the next eight years");
    }

    @Test
    void the_29th_of_february_comes_though_not_every_year() {
        Timetable timetable = Timetable.of("0 9 29 2 *", ZoneOffset.UTC, MONDAY);

        assertThat(timetable.nextRuns(1, MONDAY)).containsExactly(Instant.parse("2028-02-29T09:00:00Z"));
        assertThat(Timetable.of("0 9 29 2 *", ZoneOffset.UTC, Instant.parse("2096-03-01T00:00:00Z"))
                        .nextRuns(1, Instant.parse("2096-03-01T00:00:00Z")))
                .containsExactly(Instant.parse("2104-02-29T09:00:00Z"));
        assertThat(timetable.last(MONDAY)).contains(Instant.parse("2024-02-29T09:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "0 9 * * MON,2026-03-02T09:00:00Z",
        "1 9 * * MON,2026-02-23T09:01:00Z",
        "* * * * *,2026-03-02T09:00:00Z",
        "30 8 * * *,2026-03-02T08:30:00Z",
        "0 9 1 3 *,2026-03-01T09:00:00Z",
        "0 9 5 3 *,2025-03-05T09:00:00Z"
    })
    void the_last_due_time_that_passed_is_found_however_long_ago(String cron, Instant last) {
        assertThat(Timetable.of(cron, ZoneOffset.UTC, MONDAY).last(MONDAY)).contains(last);
    }
}
