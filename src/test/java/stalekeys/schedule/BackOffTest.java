package stalekeys.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void after_each_failure_twice_as_many_passes_are_left_out_until_half_a_minute_lies_between_two_tries() {
        assertThat(leftOut(new BackOff(Duration.ofSeconds(2)), 7)).containsExactly(0, 1, 3, 7, 14, 14, 14);
    }

    @Test
    void a_pass_that_works_begins_anew() {
        BackOff backOff = new BackOff(Duration.ofSeconds(2));
        leftOut(backOff, 5);
        backOff.failed();
        backOff.worked();

        assertThat(backOff.leavesOut()).isFalse();
        assertThat(leftOut(backOff, 3)).containsExactly(0, 1, 3);
    }

    @Test
    void work_that_is_rare_anyway_leaves_nothing_out() {
        assertThat(leftOut(new BackOff(Duration.ofHours(1)), 5)).containsOnly(0);
    }

    /** How many passes are left out after each failure. */
    private static List<Integer> leftOut(BackOff backOff, int failures) {
        List<Integer> counts = new ArrayList<>();
        for (int failure = 0; failure < failures; failure++) {
            backOff.failed();
            int count = 0;
            while (backOff.leavesOut()) {
                count++;
            }
            counts.add(count);
        }
        return counts;
    }
}
