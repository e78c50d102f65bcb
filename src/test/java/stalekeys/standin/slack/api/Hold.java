package stalekeys.standin.slack.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A hanging request. */
public final class Hold implements AutoCloseable {
    private final Faults.Active fault;

    Hold(Faults.Active fault) {
        this.fault = fault;
    }

    /** Waits until a request hangs here. */
    public void awaitReached(Duration atMost) {
        try {
            if (!fault.reached().await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("nothing called " + fault.method());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Lets those that hang go on, and all later ones pass. */
    public void release() {
        fault.left().set(0);
        fault.released().countDown();
    }

    @Override
    public void close() {
        release();
    }
}
