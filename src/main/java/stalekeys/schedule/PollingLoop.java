package stalekeys.schedule;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one pass after another on a thread of its own, with a pause between them that {@link #wake()} cuts short. While
 * passes fail they become rarer; the log hears of it once, and once more when it is over.
 */
public final class PollingLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollingLoop.class);

    private final String name;
    private final Duration pause;
    private final Duration patience;
    private final Runnable work;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    /** Used by the work's own thread alone, as is the next. */
    private final BackOff backOff;

    /** How many passes in a row have failed until now. */
    private int failures;

    private PollingLoop(
            String name,
            Duration pause,
            Duration patience,
            Runnable work,
            ScheduledExecutorService thread,
            BackOff backOff) {
        this.name = name;
        this.pause = pause;
        this.patience = patience;
        this.work = work;
        this.thread = thread;
        this.backOff = backOff;
    }

    /**
     * Builds it; nothing runs before {@link #start()}.
     *
     * @param name names the thread, and the work in the log
     * @param patience how long {@link #close()} lets a pass under way go on before it interrupts it
     */
    public static PollingLoop of(String name, Duration pause, Duration patience, Runnable work) {
        return new PollingLoop(name, pause, patience, work, executor(name), new BackOff(pause));
    }

    private static ScheduledExecutorService executor(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, pass -> new Thread(pass, name));
        // Who is to be woken later does not hold up the end.
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** Begins with a pass at once. */
    public void start() {
        // A pass never fails, so the future never has anything to tell.
        Future<?> unused = thread.scheduleWithFixedDelay(this::steadyPass, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for a pass at once, or right after the one under way. May be called by anyone at any time, also after the end. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    // Before the pass: who wakes from now on may have something this pass does not see.
                    woken.set(false);
                    pass();
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("No pass of {} any more: it is closed", name);
            }
        }
    }

    /** The same after so long; the passes in between come as ever. */
    public void wakeIn(Duration wait) {
        if (wait.isZero()) {
            wake();
            return;
        }
        try {
            // A little late rather than a little early: then it would be for nothing.
            Future<?> unused = thread.schedule(this::wake, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("No pass of {} any more: it is closed", name);
        }
    }

    /** Begins no new pass and waits for the one under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A pass of {} is interrupted: it did not end within {} s", name, patience.toSeconds());
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void steadyPass() {
        if (!backOff.leavesOut()) {
            pass();
        }
    }

    private void pass() {
        if (thread.isShutdown()) {
            return;
        }
        try {
            work.run();
            backOff.worked();
            if (failures > 0) {
                LOG.info("The work of {} goes on again, after {} failed passes", name, failures);
            }
            failures = 0;
        } catch (CancellationException announced) {
            LOG.debug("A pass of {} was broken off: {}", name, announced.getMessage());
        } catch (Throwable failure) {
            // Whatever it is: an executor would end the work for good, and in silence.
            if (failures == 0) {
                LOG.error(
                        "A pass of {} failed; it is tried again and again, and told here once it works", name, failure);
            } else {
                LOG.debug(
                        "A pass of {} failed again ({})",
                        name,
                        failure.getClass().getName());
            }
            failures++;
            backOff.failed();
        }
    }
}
