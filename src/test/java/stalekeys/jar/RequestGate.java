package stalekeys.jar;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import stalekeys.standin.aws.ErrorResponse;

/** Holds AWS back just before it does what it was asked: until it is opened, or turned away. */
final class RequestGate implements Consumer<Map<String, String>>, AutoCloseable {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private final BooleanSupplier applies;
    private volatile boolean turnedAway;

    private RequestGate(BooleanSupplier applies) {
        this.applies = applies;
    }

    static RequestGate closed() {
        return new RequestGate(() -> true);
    }

    /** Holds back only those calls that come while this is so. */
    static RequestGate closedWhile(BooleanSupplier applies) {
        return new RequestGate(applies);
    }

    @Override
    public void accept(Map<String, String> parameters) {
        if (!applies.getAsBoolean()) {
            return;
        }
        reached.countDown();
        try {
            if (!decided.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a call was held back and forgotten");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (turnedAway) {
            throw ErrorResponse.serviceUnavailable();
        }
    }

    void awaitReached() {
        try {
            if (!reached.await(JarProcess.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "nothing came to the gate within " + Duration.ofMillis(JarProcess.PATIENCE.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What waits here, and what comes later, goes on. */
    void open() {
        decided.countDown();
    }

    /** What waits here is never done. */
    void turnAway() {
        turnedAway = true;
        decided.countDown();
    }

    @Override
    public void close() {
        open();
    }
}
