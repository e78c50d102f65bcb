package stalekeys.slack.api;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps look-ups of one method below what Slack allows in a minute. Who has just clicked or typed goes first: their look-up
 * never waits, and what is left is for the look-ups nobody waits for.
 */
public final class LookupRateLimiter {
    private final double perSecond;
    private final int atOnce;
    private final Rests rests;
    private double tokens;
    private long last;
    private boolean begun;

    /** Time that passes while we wait. Handed in, so that tests need not sleep. */
    public interface Rests {
        /** As {@link System#nanoTime}: only differences mean anything. */
        long nanoTime();

        /** Returns after so long; false, and sooner, where the end comes first. */
        boolean rest(Duration time);

        /** Nobody rests any more. */
        default void end() {}

        /** The machine's own time. */
        static Rests real() {
            CountDownLatch ended = new CountDownLatch(1);
            return new Rests() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public boolean rest(Duration time) {
                    try {
                        return !ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                }

                @Override
                public void end() {
                    ended.countDown();
                }
            };
        }
    }

    /**
     * A full bucket.
     *
     * @param perMinute how many go out a minute, after those that may go out at once; together they stay below Slack's limit
     * @param atOnce how many may go out at once after a rest
     */
    LookupRateLimiter(int perMinute, int atOnce, Rests rests) {
        this.perSecond = perMinute / 60.0;
        this.atOnce = atOnce;
        this.rests = rests;
        this.tokens = atOnce;
    }

    /** Somebody waits for it: it goes out at once, and those in turn after it wait the longer. */
    public synchronized void atOnce() {
        fill();
        tokens -= 1;
    }

    /** Returns when the next look-up nobody waits for may go out; false where the end comes first. */
    public boolean inTurn() {
        long nanos = reserve();
        return nanos == 0 || rests.rest(Duration.ofNanos(nanos));
    }

    private synchronized long reserve() {
        fill();
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) (-tokens / perSecond * 1e9);
    }

    private void fill() {
        long now = rests.nanoTime();
        if (begun) {
            tokens = Math.min(atOnce, tokens + (now - last) / 1e9 * perSecond);
        }
        begun = true;
        last = now;
    }
}
