package stalekeys.slack.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Answers kept for a while. Only good answers are kept; what Slack did not answer is asked again. */
final class AnswerCache<T> {
    /** Rights are looked up at most this long ago. */
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final int MOST = 20_000;

    private final Clock clock;
    private final ConcurrentHashMap<String, Entry<T>> entries = new ConcurrentHashMap<>();

    AnswerCache(Clock clock) {
        this.clock = clock;
    }

    private record Entry<T>(T value, Instant askedAt) {}

    Optional<T> get(String key) {
        return get(key, KEPT);
    }

    /** @param within how old the answer may be */
    Optional<T> get(String key, Duration within) {
        Entry<T> entry = entries.get(key);
        if (entry == null || !clock.instant().isBefore(entry.askedAt().plus(within))) {
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    /**
     * Keeps an answer.
     *
     * @param askedAt when the question was sent: the answer may be that old already
     */
    void put(String key, T value, Instant askedAt) {
        if (entries.size() >= MOST) {
            entries.clear();
        }
        entries.put(key, new Entry<>(value, askedAt));
    }
}
