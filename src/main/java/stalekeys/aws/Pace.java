package stalekeys.aws;

import java.time.Duration;

/**
 * A token bucket: so many calls a second, and twice as many at once after a rest. IAM's own bucket is shared with the
 * console and everybody's tools, so we keep below it instead of finding out where it ends.
 */
final class Pace {
    private final double perSecond;
    private final Waits waits;
    private double tokens;
    private long last;
    private boolean begun;

    /** {@code perSecond} 0: no limit. */
    Pace(double perSecond, Waits waits) {
        this.perSecond = perSecond;
        this.waits = waits;
        this.tokens = burst(perSecond);
    }

    /** Returns when the next call may go out; those who wait are served in order. */
    void take() {
        if (perSecond <= 0) {
            return;
        }
        long nanos = reserve();
        if (nanos > 0) {
            waits.pause(Duration.ofNanos(nanos));
        }
    }

    /** IAM says its bucket is empty, so ours is too: whoever else calls has used it up. At most a second's worth of debt. */
    synchronized void throttled() {
        if (tokens > -perSecond) {
            tokens = Math.min(tokens, 0) - 1;
        }
    }

    private synchronized long reserve() {
        long now = waits.nanoTime();
        if (begun) {
            tokens = Math.min(burst(perSecond), tokens + (now - last) / 1e9 * perSecond);
        }
        begun = true;
        last = now;
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) (-tokens / perSecond * 1e9);
    }

    private static double burst(double perSecond) {
        return Math.max(1, 2 * perSecond);
    }
}
