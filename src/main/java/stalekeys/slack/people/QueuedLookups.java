package stalekeys.slack.people;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.api.LookupRateLimiter;
import stalekeys.slack.api.LookupRateLimits;
import stalekeys.slack.api.RetryAfterGate;

/**
 * How the look-ups of one run go out for which nobody waits: one after another, below Slack's limits, through Slack's
 * silences, and no more once Slack has stopped answering. What is not looked up then is not known; the next run tries again.
 */
final class QueuedLookups {
    private static final Logger LOG = LoggerFactory.getLogger(QueuedLookups.class);

    private static final String ENDED = "the end came before all were looked up";
    private static final int MOST_UNANSWERED = 3;
    private static final int MANY = 40;
    private static final Duration MOST_SILENCE = Duration.ofMinutes(5);

    private final RetryAfterGate retryGate;
    private final LookupRateLimits paces;
    private final Map<String, Run> runs = new HashMap<>();

    QueuedLookups(RetryAfterGate retryGate, LookupRateLimits paces) {
        this.retryGate = retryGate;
        this.paces = paces;
    }

    /** How one method fared so far. */
    private static final class Run {
        private int calls;
        private int unanswered;
        private Duration silent = Duration.ZERO;
        private boolean over;
    }

    /**
     * Returns when the next call of this method may go out; false where none goes out any more in this run.
     *
     * @throws CancellationException where the end of the process comes first: that somebody is not known would be no result
     */
    synchronized boolean mayCall(String method) {
        Run run = runs.computeIfAbsent(method, first -> new Run());
        if (run.over) {
            return false;
        }
        run.calls++;
        if (run.calls == MANY) {
            LOG.info("Slack allows few look-ups a minute ({}): many owners take a while", method);
        }
        LookupRateLimiter limiter = paces.of(method);
        run.over = !outlasts(run, method);
        if (!run.over && limiter != null && !limiter.inTurn()) {
            throw new CancellationException(ENDED);
        }
        return !run.over;
    }

    synchronized void answered(String method) {
        runs.computeIfAbsent(method, first -> new Run()).unanswered = 0;
    }

    synchronized void unanswered(String method) {
        Run run = runs.computeIfAbsent(method, first -> new Run());
        run.unanswered++;
        if (run.unanswered >= MOST_UNANSWERED && !run.over) {
            run.over = true;
            LOG.warn("Slack does not answer {} just now: whoever is left is not looked up this time", method);
        }
    }

    /** Whether Slack's silence, if there is one, came to its end. */
    private boolean outlasts(Run run, String method) {
        Duration left = retryGate.left(method);
        if (left.isZero()) {
            return true;
        }
        run.silent = run.silent.plus(left);
        if (run.silent.compareTo(MOST_SILENCE) > 0) {
            return false;
        }
        if (!paces.rests().rest(left)) {
            throw new CancellationException(ENDED);
        }
        return retryGate.left(method).isZero();
    }
}
