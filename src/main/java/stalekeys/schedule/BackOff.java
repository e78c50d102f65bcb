package stalekeys.schedule;

import java.time.Duration;

/**
 * Which passes of work that fails again and again are left out: after each failure twice as many as after the one before,
 * until the wait between two tries is long enough. Counts passes, so it needs no clock. For one thread.
 */
final class BackOff {
    /** Waiting any longer would spare nobody anything, and make what is due later once all is well again. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final long most;
    private long next;
    private long left;

    /** @param pause between two passes */
    BackOff(Duration pause) {
        this.most = pause.isZero() ? 0 : Math.max(0, LONGEST_WAIT.dividedBy(pause) - 1);
    }

    /** Whether this pass is to be left out; counts it as left out then. */
    boolean leavesOut() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    void failed() {
        left = next;
        next = Math.min(most, next * 2 + 1);
    }

    void worked() {
        left = 0;
        next = 0;
    }
}
