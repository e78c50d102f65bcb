package stalekeys;

import java.time.Duration;

/**
 * How long the bot rests between two looks.
 *
 * @param connecting between two tries to learn from Slack who we are
 * @param outbox between two passes over the outbox; whoever adds a row that should not wait wakes it
 * @param schedule between two looks whether a digest is due
 */
public record PollIntervals(Duration connecting, Duration outbox, Duration schedule) {
    /** What a server keeps. */
    static PollIntervals usual() {
        return new PollIntervals(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
}
