package stalekeys.aws.client;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * A token bucket: so many calls a second, and twice as many at once after a rest. IAM's own bucket is shared with the
 * console and everybody's tools, so we keep below it instead of finding out where it ends.
 *
 * <p>Those who wait stand in one line, by urgency: what somebody waits for with a dialog open goes before all look-ups and
 * audits, whenever it comes. Within an urgency it is first come, first served. Each counts anew, at least once a second,
 * how long it still has to wait: the rate may change meanwhile, and others may come in before it.
 */
public final class RateLimiter {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Less than this is missing only because doubles are not exact. */
    private static final double NOTHING = 1e-6;

    private final double perSecond;
    private final Sleeper sleeper;
    private final TreeSet<Turn> line = new TreeSet<>();
    /** By urgency, when the next one's turn begins at the earliest, in rounds. */
    private final Map<Priority, Double> nextTurn = new EnumMap<>(Priority.class);
    /** How far the line has come, in rounds. */
    private double round;

    private long came;
    private double tokens;
    private long last;
    private boolean begun;

    /** {@code perSecond} 0: no limit. */
    public RateLimiter(double perSecond, Sleeper sleeper) {
        this.perSecond = perSecond;
        this.sleeper = sleeper;
        this.tokens = burst(perSecond);
    }

    /**
     * A place in the line (weighted fair queueing): it moves only by those who come in before.
     *
     * @param ends by when it is over, in rounds
     */
    private record Turn(double ends, Priority urgency, long number) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byTurn = Double.compare(ends, other.ends);
            int byUrgency = byTurn == 0 ? urgency.compareTo(other.urgency) : byTurn;
            return byUrgency == 0 ? Long.compare(number, other.number) : byUrgency;
        }
    }

    /** Returns when the call may go out, or at once with the thread's interrupt flag set. */
    void take(Priority urgency) {
        if (perSecond <= 0) {
            return;
        }
        Turn turn = queue(urgency);
        for (long nanos = nanosUntil(turn); nanos > 0; nanos = nanosUntil(turn)) {
            sleeper.pause(Duration.ofNanos(nanos));
            if (Thread.currentThread().isInterrupted()) {
                leave(turn);
                return;
            }
        }
    }

    /** IAM says its bucket is empty, so ours is too: whoever else calls has used it up. At most a second's worth of debt. */
    synchronized void throttled() {
        if (tokens > -perSecond) {
            tokens = Math.min(tokens, 0) - 1;
        }
    }

    private synchronized Turn queue(Priority urgency) {
        double ends = Math.max(round, nextTurn.getOrDefault(urgency, 0.0)) + urgency.share();
        nextTurn.put(urgency, ends);
        Turn turn = new Turn(ends, urgency, came++);
        line.add(turn);
        return turn;
    }

    private synchronized void leave(Turn turn) {
        line.remove(turn);
    }

    /** How long until the call may go out, as the line is now; 0 takes it out of the line, with its token. */
    private synchronized long nanosUntil(Turn turn) {
        long now = sleeper.nanoTime();
        if (begun) {
            tokens = Math.min(burst(perSecond), tokens + (now - last) / 1e9 * perSecond);
        }
        begun = true;
        last = now;
        // One token for each of those before, who may be on their way here.
        double missing = line.headSet(turn).size() + 1 - tokens;
        if (missing > NOTHING) {
            return Math.min(LONGEST_PAUSE.toNanos(), (long) Math.ceil(missing / perSecond * 1e9));
        }
        line.remove(turn);
        round = Math.max(round, turn.ends() - turn.urgency().share());
        tokens -= 1;
        return 0;
    }

    private static double burst(double perSecond) {
        return Math.max(1, 2 * perSecond);
    }
}
