package stalekeys.slack.socket;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next connection may be opened: at once after one that held, and where that does not hold either after 1, 2, 4 and
 * so on up to 30 seconds. Used by one thread only.
 */
final class ReconnectBackoff {
    /** A connection that was open so long has proved that connections hold. */
    static final Duration PROVEN = Duration.ofSeconds(30);

    static final Duration LONGEST = Duration.ofSeconds(30);

    private int failures;
    private Instant notBefore = Instant.MIN;

    /** An open connection has ended, or Slack has said that it will end it. */
    void ended(Instant openSince, Instant now) {
        if (!now.isBefore(openSince.plus(PROVEN))) {
            failures = 0;
        }
        failed(now);
    }

    /** No connection came about. */
    void failed(Instant now) {
        notBefore = now.plus(delay(failures));
        failures++;
    }

    /** Slack has said how long to wait; what counts is the longer. */
    void notWithin(Duration wait, Instant now) {
        Instant until = now.plus(wait);
        notBefore = until.isAfter(notBefore) ? until : notBefore;
    }

    Instant notBefore() {
        return notBefore;
    }

    private static Duration delay(int failures) {
        Duration delay = failures == 0 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(failures - 1, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
