package stalekeys.standin.slack.workspace;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The one lock over the model. Whoever waits for something to appear waits here, woken by each change. */
public final class Monitor {
    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private long version;

    synchronized long version() {
        return version;
    }

    synchronized long changed() {
        version++;
        notifyAll();
        return version;
    }

    synchronized long awaitChange(long since, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (version <= since && left > 0) {
            pause(left);
            left = deadline - System.nanoTime();
        }
        return version;
    }

    /**
     * Waits until {@code look} finds something. It is looked again at every change, and every few milliseconds for what
     * changes outside the workspace: the bot's readiness, its database.
     *
     * @throws AssertionError with {@code otherwise} when it has not been found in time
     */
    public synchronized <T> T await(Duration atMost, Supplier<Optional<T>> look, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("after " + atMost.toMillis() + " ms: " + otherwise.get());
            }
            pause(Math.min(left, LOOK_AGAIN_NANOS));
        }
    }

    @SuppressWarnings("WaitNotInLoop") // Both callers loop.
    private synchronized void pause(long nanos) {
        try {
            wait(nanos / 1_000_000 + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
