package stalekeys.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import stalekeys.schedule.Timetable;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.workspace.Workspace;

/** Moves the town's clock as somebody wants it who can't wait for Monday. */
final class ClockControls {
    static final int MOST_DAYS = 31;

    /** The bot looks twice a second for what is due. */
    private static final Duration STOP = Duration.ofMillis(700);

    private static final Duration FOR_A_DIGEST = Duration.ofSeconds(15);
    private static final Duration DAY = Duration.ofDays(1);

    private final BotHarness harness;
    private final Timetable digests;

    ClockControls(BotHarness harness) {
        this.harness = harness;
        this.digests = Timetable.of(
                harness.settings().digest().cron(), harness.settings().digest().zone(), harness.clock.instant());
    }

    /**
     * Lets so many days go by. Stops at each of them and at each digest on the way: after one leap all that was due would
     * come at once, and late.
     */
    synchronized void days(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("between 1 and " + MOST_DAYS + " days can go by at once");
        }
        Instant end = harness.clock.instant().plus(DAY.multipliedBy(days));
        while (harness.clock.instant().isBefore(end)) {
            Instant now = harness.clock.instant();
            Instant stop = Stream.of(now.plus(DAY), nextDigest(), end)
                    .min(Instant::compareTo)
                    .orElseThrow();
            stopAt(stop);
        }
    }

    /** Goes to the next digest. */
    synchronized void untilDigest() {
        Instant digest = nextDigest();
        while (harness.clock.instant().isBefore(digest)) {
            Instant tomorrow = harness.clock.instant().plus(DAY);
            stopAt(tomorrow.isBefore(digest) ? tomorrow : digest);
        }
    }

    /** From now on a second of the town is a second. */
    void runs() {
        Thread ticking = new Thread(
                () -> {
                    Duration second = Duration.ofSeconds(1);
                    while (pause(second)) {
                        harness.clock.advance(second);
                    }
                },
                "sandbox-clock");
        ticking.setDaemon(true);
        ticking.start();
    }

    private Instant nextDigest() {
        return digests.nextRuns(1, harness.clock.instant()).get(0);
    }

    private void stopAt(Instant stop) {
        boolean digest = stop.equals(nextDigest());
        int posts = posts();
        // Advanced and not set: the clock may be running besides.
        harness.clock.advance(Duration.between(harness.clock.instant(), stop));
        if (digest) {
            awaitPost(posts);
        }
        pause(STOP);
    }

    /** Waits for a post more than these; a digest that can't be posted is no reason to stop the clock for good. */
    private void awaitPost(int before) {
        Workspace workspace = harness.slack.workspace();
        long deadline = System.nanoTime() + FOR_A_DIGEST.toNanos();
        while (posts() <= before && System.nanoTime() < deadline) {
            workspace.awaitChange(workspace.revision(), Duration.ofMillis(100));
        }
    }

    private int posts() {
        return harness.slack.workspace().messagesIn(BotHarness.CHANNEL).size();
    }

    /** Whether the time passed undisturbed. */
    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
