package stalekeys.standin.slack.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong on demand. The first matching fault that is not used up counts. */
public final class Faults {
    enum Kind {
        STATUS,
        ERROR,
        BODY,
        HANG,
        DROP,
        LOSE_RESPONSE,
        HANG_AFTER
    }

    record Active(
            String method,
            String channel,
            Kind kind,
            int status,
            int retryAfter,
            String error,
            AtomicInteger left,
            CountDownLatch released,
            CountDownLatch reached) {}

    private final List<Active> active = new ArrayList<>();

    synchronized void add(Active fault) {
        active.add(fault);
    }

    public synchronized void clear() {
        active.forEach(fault -> fault.released().countDown());
        active.clear();
    }

    /** The fault for this request, if any; one use of it is spent. */
    synchronized Optional<Active> take(ApiCall call) {
        for (Active fault : active) {
            boolean matches = (fault.method().equals("*") || fault.method().equals(call.method()))
                    && (fault.channel().isEmpty() || fault.channel().equals(call.arg("channel")));
            if (matches && fault.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                fault.reached().countDown();
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
