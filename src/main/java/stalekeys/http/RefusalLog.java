package stalekeys.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for the first refusal, then at most one line a minute with counts: whoever can reach the port could otherwise
 * fill the log. The summary is written with the first request or health check after the minute, or when the server stops.
 */
final class RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
    private @Nullable Instant windowEnd;

    RefusalLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void refused(Refusal refusal) {
        tick();
        if (windowEnd != null) {
            counts.merge(refusal, 1, Integer::sum);
            return;
        }
        log.warn("Refused a request ({}): {}", refusal.status, refusal.because);
        windowEnd = clock.instant().plus(WINDOW);
    }

    /** Writes what was counted, if its minute is over. */
    synchronized void tick() {
        if (windowEnd == null || clock.instant().isBefore(windowEnd)) {
            return;
        }
        boolean goesOn = !counts.isEmpty();
        flush();
        // While refusals go on, the next minute is counted as well instead of beginning with a line of its own.
        windowEnd = goesOn ? clock.instant().plus(WINDOW) : null;
    }

    /** Writes what was counted so far. */
    synchronized void flush() {
        if (counts.isEmpty()) {
            return;
        }
        String summary = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey().status + ", " + entry.getKey().because)
                .collect(Collectors.joining("; "));
        log.warn("Refused more requests in the last minute: {}", summary);
        counts.clear();
    }
}
