package stalekeys.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stalekeys.http.CapturedLog;

class PollingLoopTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger passes = new AtomicInteger();

    @Test
    void a_pass_comes_at_once_and_then_after_each_pause() {
        try (PollingLoop work = PollingLoop.of("test", Duration.ofMillis(1), LONG, passes::incrementAndGet)) {
            work.start();
            await().until(() -> passes.get() >= 3);
        }
    }

    @Test
    void waking_it_cuts_the_pause_short() {
        try (PollingLoop work = PollingLoop.of("test", LONG, LONG, passes::incrementAndGet)) {
            work.start();
            await().until(() -> passes.get() == 1);
            work.wake();
            await().until(() -> passes.get() == 2);
        }
    }

    @Test
    void waking_it_within_a_pass_makes_one_more_however_often() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (PollingLoop work = PollingLoop.of("test", LONG, LONG, () -> {
            passes.incrementAndGet();
            inside.countDown();
            awaitQuietly(goOn);
        })) {
            work.start();
            inside.await();
            work.wake();
            work.wake();
            work.wake();
            goOn.countDown();
            await().until(() -> passes.get() == 2);
            work.wake();
            await().until(() -> passes.get() == 3);
        }
    }

    @Test
    void a_pass_that_fails_in_whatever_way_does_not_end_the_work() {
        try (PollingLoop work = PollingLoop.of("test", Duration.ofMillis(1), LONG, () -> {
            int pass = passes.incrementAndGet();
            if (pass == 1) {
                throw new IllegalStateException("the database is away");
            }
            if (pass == 2) {
                throw new AssertionError("worse");
            }
        })) {
            work.start();
            await().until(() -> passes.get() >= 3);
        }
    }

    @Test
    void an_outage_is_told_once_and_its_end_once() {
        try (CapturedLog log = new CapturedLog();
                PollingLoop work = PollingLoop.of("test", LONG, LONG, () -> {
                    int pass = passes.incrementAndGet();
                    // Two outages: of three passes, and of two.
                    if (pass <= 3 || pass == 5 || pass == 6) {
                        throw new IllegalStateException("the database is away");
                    }
                })) {
            work.start();
            for (int pass = 1; pass <= 7; pass++) {
                int until = pass;
                await().until(() -> passes.get() == until);
                work.wake();
            }
            await().until(() -> log.lines().size() >= 4);

            assertThat(log.lines().stream().map(line -> line.lines().findFirst().orElseThrow()))
                    .containsExactly(
                            "ERROR A pass of test failed; it is tried again and again, and told here once it works",
                            "INFO The work of test goes on again, after 3 failed passes",
                            "ERROR A pass of test failed; it is tried again and again, and told here once it works",
                            "INFO The work of test goes on again, after 2 failed passes");
        }
    }

    @Test
    void closing_lets_the_pass_under_way_finish_and_begins_no_other() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        PollingLoop work = PollingLoop.of("test", LONG, LONG, () -> {
            passes.incrementAndGet();
            inside.countDown();
            finished.set(awaitQuietly(goOn));
        });
        work.start();
        inside.await();
        work.wake();
        Thread closing = new Thread(work::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        closing.join();

        assertThat(finished).isTrue();
        assertThat(passes).hasValue(1);
        work.wake();
        assertThat(passes).hasValue(1);
    }

    @Test
    void closing_interrupts_a_pass_that_takes_too_long() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        PollingLoop work = PollingLoop.of("test", LONG, Duration.ofMillis(20), () -> {
            inside.countDown();
            if (!awaitQuietly(new CountDownLatch(1))) {
                interrupted.countDown();
            }
        });
        work.start();
        inside.await();
        work.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
