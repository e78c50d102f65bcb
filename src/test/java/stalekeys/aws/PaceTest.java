package stalekeys.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Meter meter = new Meter();

    @Test
    void a_burst_of_twice_the_rate_goes_at_once_and_then_the_rate_holds() {
        Pace pace = new Pace(20, meter);
        for (int i = 0; i < 40; i++) {
            pace.take(Urgency.AUDIT);
        }
        assertThat(meter.now).isZero();
        for (int i = 0; i < 100; i++) {
            pace.take(Urgency.AUDIT);
        }
        assertThat(meter.now / 1e9).isBetween(4.9, 5.1);
    }

    @Test
    void rest_fills_it_up_again_and_no_further() {
        Pace pace = new Pace(10, meter);
        for (int i = 0; i < 20; i++) {
            pace.take(Urgency.AUDIT);
        }
        meter.now += Duration.ofHours(1).toNanos();
        long before = meter.now;
        for (int i = 0; i < 20; i++) {
            pace.take(Urgency.AUDIT);
        }
        assertThat(meter.now).isEqualTo(before);
        pace.take(Urgency.AUDIT);
        assertThat(meter.now).isGreaterThan(before);
    }

    @Test
    void a_throttled_answer_ends_the_burst_and_costs_a_second_at_most() {
        Pace pace = new Pace(20, meter);
        for (int i = 0; i < 100; i++) {
            pace.throttled();
        }
        pace.take(Urgency.AUDIT);
        assertThat(meter.now / 1e9).isBetween(1.0, 1.1);
        pace.take(Urgency.AUDIT);
        assertThat(meter.now / 1e9).isBetween(1.0, 1.15);
    }

    @Test
    void zero_is_no_limit() {
        Pace pace = new Pace(0, meter);
        for (int i = 0; i < 10_000; i++) {
            pace.take(Urgency.AUDIT);
        }
        assertThat(meter.now).isZero();
    }

    @Test
    void whoever_has_a_dialog_open_goes_before_all_audits_and_look_ups_that_wait() throws InterruptedException {
        Queue queue = new Queue();
        queue.comes(Urgency.AUDIT);
        queue.comes(Urgency.AUDIT);
        queue.comes(Urgency.LOOK_UP);
        queue.comes(Urgency.AUDIT);
        queue.comes(Urgency.NOW);
        queue.comes(Urgency.NOW);

        assertThat(queue.served(2)).containsExactly(Urgency.NOW, Urgency.NOW);
        // One who comes while the others still wait is the next one.
        queue.comes(Urgency.NOW);
        assertThat(queue.served(1)).containsExactly(Urgency.NOW);
        assertThat(queue.served(4))
                .containsExactlyInAnyOrder(Urgency.LOOK_UP, Urgency.AUDIT, Urgency.AUDIT, Urgency.AUDIT);
    }

    @Test
    void audits_and_look_ups_take_turns() throws InterruptedException {
        Queue queue = new Queue();
        for (int i = 0; i < 3; i++) {
            queue.comes(Urgency.AUDIT);
        }
        for (int i = 0; i < 3; i++) {
            queue.comes(Urgency.LOOK_UP);
        }

        assertThat(queue.served(6))
                .containsExactly(
                        Urgency.LOOK_UP, Urgency.AUDIT, Urgency.LOOK_UP, Urgency.AUDIT, Urgency.LOOK_UP, Urgency.AUDIT);
    }

    @Test
    void clicks_without_end_do_not_stop_an_audit_for_good() throws InterruptedException {
        Queue queue = new Queue();
        queue.comes(Urgency.AUDIT);
        queue.comes(Urgency.AUDIT);
        for (int i = 0; i < 40; i++) {
            queue.comes(Urgency.NOW);
        }

        assertThat(queue.served(34)).contains(Urgency.AUDIT);
    }

    @Test
    void who_is_interrupted_leaves_the_line_to_the_others() throws InterruptedException {
        Queue queue = new Queue();
        Thread stopped = queue.comes(Urgency.NOW);
        queue.comes(Urgency.AUDIT);

        stopped.interrupt();
        stopped.join();

        assertThat(queue.served(1)).containsExactly(Urgency.AUDIT);
    }

    /** A pace of one call a second, whose burst is used up, with callers who wait until time passes. */
    private static final class Queue implements Waits {
        private final Pace pace = new Pace(1, this);
        private final List<Urgency> served = new ArrayList<>();
        private long now;
        private int waiting;
        private int callers;

        Queue() {
            pace.take(Urgency.NOW);
            pace.take(Urgency.NOW);
        }

        /** Returns when the caller stands in the line. */
        synchronized Thread comes(Urgency urgency) throws InterruptedException {
            callers++;
            Thread caller = new Thread(() -> {
                pace.take(urgency);
                left(Thread.currentThread().isInterrupted() ? null : urgency);
            });
            caller.start();
            allWait();
            return caller;
        }

        /** Who is served in so many seconds, in order. */
        synchronized List<Urgency> served(int seconds) throws InterruptedException {
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

        private synchronized void left(Urgency urgency) {
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
