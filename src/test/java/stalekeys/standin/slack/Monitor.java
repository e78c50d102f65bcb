package stalekeys.standin.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The one lock over the model. Whoever waits for something to appear waits here, woken by each change. */
final class Monitor {
    private long version;

    synchronized long version() {
        return version;
    }

    synchronized long changed() {
        version++;
        notifyAll();
        return version;
    }

    /**
     * Waits until {@code look} finds something.
     *
     * @throws AssertionError with {@code otherwise} when it has not been found in time
     */
    synchronized <T> T await(Duration atMost, Supplier<Optional<T>> look, Supplier<String> otherwise) {
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
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
        }
    }
}
