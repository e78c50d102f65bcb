package stalekeys.keys.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stalekeys.keys.model.Account;

class WeekCountTest {
    /** A Monday, the first day of 2029's first week. */
    private static final Instant MONDAY = Instant.parse("2029-01-01T09:00:00Z");

    @Test
    void the_last_count_of_a_week_stands_for_it_across_the_turn_of_the_year() {
        WeekCount friday = count(-3, 5);
        WeekCount sunday = count(-1, 4);
        WeekCount monday = count(0, 3);
        assertThat(WeekCount.weekly(List.of(monday, sunday, friday))).containsExactly(sunday, monday);
    }

    @Test
    void at_most_eight_weeks_are_kept_and_none_is_made_up() {
        List<WeekCount> ten = IntStream.range(0, 10)
                .mapToObj(week -> count(7 * (week - 9), week))
                .toList();
        assertThat(WeekCount.weekly(ten)).isEqualTo(ten.subList(2, 10));
        assertThat(WeekCount.weekly(List.of(count(-70, 1), count(-14, 2), count(0, 3))))
                .containsExactly(count(-14, 2), count(0, 3));
        assertThat(WeekCount.weekly(List.of())).isEmpty();
    }

    @Test
    void what_could_not_be_read_makes_a_count_incomplete() {
        Counts counts = new Counts(1, 2, 3, 4, 5);
        Account account = new Account("111122223333", "");
        assertThat(WeekCount.of(MONDAY, counts, List.of(AccountCoverage.read(account, 1))))
                .isEqualTo(new WeekCount(MONDAY, 3, 2, true));
        assertThat(WeekCount.of(MONDAY, counts, List.of(AccountCoverage.failed(account, "no")))
                        .complete())
                .isFalse();
        assertThat(WeekCount.of(MONDAY, counts, List.of()).complete()).isFalse();
    }

    private static WeekCount count(int days, int stale) {
        return new WeekCount(MONDAY.plus(Duration.ofDays(days)), 0, stale, true);
    }
}
