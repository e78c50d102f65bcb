package stalekeys.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final Meter meter = new Meter();

    @Test
    void a_burst_of_twice_the_rate_goes_at_once_and_then_the_rate_holds() {
        RateLimiter limiter = new RateLimiter(20, meter);
        for (int i = 0; i < 40; i++) {
            limiter.take(Priority.AUDIT);
        }
        assertThat(meter.now).isZero();
        for (int i = 0; i < 100; i++) {
            limiter.take(Priority.AUDIT);
        }
        assertThat(meter.now / 1e9).isBetween(4.9, 5.1);
    }

    @Test
    void rest_fills_it_up_again_and_no_further() {
        RateLimiter limiter = new RateLimiter(10, meter);
        for (int i = 0; i < 20; i++) {
            limiter.take(Priority.AUDIT);
        }
        meter.now += Duration.ofHours(1).toNanos();
        long before = meter.now;
        for (int i = 0; i < 20; i++) {
            limiter.take(Priority.AUDIT);
        }
        assertThat(meter.now).isEqualTo(before);
        limiter.take(Priority.AUDIT);
        assertThat(meter.now).isGreaterThan(before);
    }

    @Test
    void a_throttled_answer_ends_the_burst_and_costs_a_second_at_most() {
        RateLimiter limiter = new RateLimiter(20, meter);
        for (int i = 0; i < 100; i++) {
            limiter.throttled();
        }
        limiter.take(Priority.AUDIT);
        assertThat(meter.now / 1e9).isBetween(1.0, 1.1);
        limiter.take(Priority.AUDIT);
        assertThat(meter.now / 1e9).isBetween(1.0, 1.15);
    }

    @Test
    void zero_is_no_limit() {
        RateLimiter limiter = new RateLimiter(0, meter);
        for (int i = 0; i < 10_000; i++) {
            limiter.take(Priority.AUDIT);
        }
        assertThat(meter.now).isZero();
    }

    @Test
    void whoever_has_a_dialog_open_goes_before_all_audits_and_look_ups_that_wait() throws InterruptedException {
        Queue queue = new Queue();
        queue.comes(Priority.AUDIT);
        queue.comes(Priority.AUDIT);
        queue.comes(Priority.LOOK_UP);
        queue.comes(Priority.AUDIT);
        queue.comes(Priority.NOW);
        queue.comes(Priority.NOW);

        assertThat(queue.served(2)).containsExactly(Priority.NOW, Priority.NOW);
        // One who comes while the others still wait is the next one.
        queue.comes(Priority.NOW);
        assertThat(queue.served(1)).containsExactly(Priority.NOW);
        assertThat(queue.served(4))
                .containsExactlyInAnyOrder(Priority.LOOK_UP, Priority.AUDIT, Priority.AUDIT, Priority.AUDIT);
    }

    @Test
    void audits_and_look_ups_take_turns() throws InterruptedException {
        Queue queue = new Queue();
        for (int i = 0; i < 3; i++) {
            queue.comes(Priority.AUDIT);
        }
        for (int i = 0; i < 3; i++) {
            queue.comes(Priority.LOOK_UP);
        }

        assertThat(queue.served(6))
                .containsExactly(
                        Priority.LOOK_UP,
                        Priority.AUDIT,
                        Priority.LOOK_UP,
                        Priority.AUDIT,
                        Priority.LOOK_UP,
                        Priority.AUDIT);
    }

    @Test
    void clicks_without_end_do_not_stop_an_audit_for_good() throws InterruptedException {
        Queue queue = new Queue();
        queue.comes(Priority.AUDIT);
        queue.comes(Priority.AUDIT);
        for (int i = 0; i < 40; i++) {
            queue.comes(Priority.NOW);
        }

        assertThat(queue.served(34)).contains(Priority.AUDIT);
    }

    @Test
    void who_is_interrupted_leaves_the_line_to_the_others() throws InterruptedException {
        Queue queue = new Queue();
        Thread stopped = queue.comes(Priority.NOW);
        queue.comes(Priority.AUDIT);

        stopped.interrupt();
        stopped.join();

        assertThat(queue.served(1)).containsExactly(Priority.AUDIT);
    }

    /** A pace of one call a second, whose burst is used up, with callers who wait until time passes. */
    private static final class Queue implements Sleeper {
        private final RateLimiter limiter = new RateLimiter(1, this);
        private final List<Priority> served = new ArrayList<>();
        private long now;
        private int waiting;
        private int callers;

        Queue() {
            limiter.take(Priority.NOW);
            limiter.take(Priority.NOW);
        }

        /** Returns when the caller stands in the line. */
        synchronized Thread comes(Priority urgency) throws InterruptedException {
            callers++;
            Thread caller = new Thread(() -> {
                limiter.take(urgency);
                left(Thread.currentThread().isInterrupted() ? null : urgency);
            });
            caller.start();
            allWait();
            return caller;
        }

        /** Who is served in so many seconds, in order. */
        synchronized List<Priority> served(int seconds) throws InterruptedException {
            served.clear();
            for (int i = 0; i < seconds; i++) {
                now += Duration.ofSeconds(1).toNanos();
                waiting = 0;
                notifyAll();
                allWait();
            }
            return List.copyOf(served);
        }

        private void allWait() throws InterruptedException {
            while (waiting < callers) {
                wait();
            }
        }

        private synchronized void left(Priority urgency) {
            callers--;
            if (urgency != null) {
                served.add(urgency);
            }
            notifyAll();
        }

        @Override
        public synchronized long nanoTime() {
            return now;
        }

        @Override
        public synchronized void pause(Duration time) {
            long from = now;
            waiting++;
            notifyAll();
            try {
                while (now == from) {
                    wait();
                }
            } catch (InterruptedException stop) {
                waiting--;
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Meter implements Sleeper {
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
