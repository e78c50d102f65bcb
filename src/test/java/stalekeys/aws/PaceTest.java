package stalekeys.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Meter meter = new Meter();

    @Test
    void a_burst_of_twice_the_rate_goes_at_once_and_then_the_rate_holds() {
        Pace pace = new Pace(20, meter);
        for (int i = 0; i < 40; i++) {
            pace.take();
        }
        assertThat(meter.now).isZero();
        for (int i = 0; i < 100; i++) {
            pace.take();
        }
        assertThat(meter.now / 1e9).isBetween(4.9, 5.1);
    }

    @Test
    void rest_fills_it_up_again_and_no_further() {
        Pace pace = new Pace(10, meter);
        for (int i = 0; i < 20; i++) {
            pace.take();
        }
        meter.now += Duration.ofHours(1).toNanos();
        long before = meter.now;
        for (int i = 0; i < 20; i++) {
            pace.take();
        }
        assertThat(meter.now).isEqualTo(before);
        pace.take();
        assertThat(meter.now).isGreaterThan(before);
    }

    @Test
    void a_throttled_answer_ends_the_burst_and_costs_a_second_at_most() {
        Pace pace = new Pace(20, meter);
        for (int i = 0; i < 100; i++) {
            pace.throttled();
        }
        pace.take();
        assertThat(meter.now / 1e9).isBetween(1.0, 1.1);
        pace.take();
        assertThat(meter.now / 1e9).isBetween(1.0, 1.15);
    }

    @Test
    void zero_is_no_limit() {
        Pace pace = new Pace(0, meter);
        for (int i = 0; i < 10_000; i++) {
            pace.take();
        }
        assertThat(meter.now).isZero();
    }

    private static final class Meter implements Waits {
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void pause(Duration time) {
            now += time.toNanos();
        }
    }
}
