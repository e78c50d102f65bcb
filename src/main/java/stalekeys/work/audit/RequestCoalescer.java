package stalekeys.work.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Questions that several people may have at the same time: one that is being asked is not asked again, and its answer is
 * kept for a while. Failures are not kept. Safe for many threads.
 */
final class RequestCoalescer<K, V> {
    private static final int MOST_KEPT = 1_000;

    private final Duration keptFor;
    private final Clock clock;
    private final Executor executor;
    private final LongSupplier world;
    private final Map<K, Question<V>> questions = new HashMap<>();

    /**
     * Nothing is asked yet.
     *
     * @param world another number means that answers of before don't count any more
     */
    RequestCoalescer(Duration keptFor, Clock clock, Executor executor, LongSupplier world) {
        this.keptFor = keptFor;
        this.clock = clock;
        this.executor = executor;
        this.world = world;
    }

    private record Question<V>(CompletableFuture<V> answer, Instant askedAt, long world) {}

    /**
     * The answer, or the one that is on its way.
     *
     * @param anew not one that is kept; one that is on its way will do
     * @param ask run by the executor, unless somebody has asked already
     */
    CompletableFuture<V> get(K key, boolean anew, Supplier<V> ask) {
        Question<V> question;
        synchronized (this) {
            Instant now = clock.instant();
            Question<V> known = questions.get(key);
            if (known != null && known.world() == world.getAsLong()) {
                if (isOnItsWay(known) || (!anew && holds(known, now))) {
                    return known.answer();
                }
            }
            makeRoom(now);
            question = new Question<>(new CompletableFuture<>(), now, world.getAsLong());
            questions.put(key, question);
        }
        CompletableFuture<V> answer = question.answer();
        try {
            executor.execute(() -> {
                try {
                    answer.complete(ask.get());
                } catch (RuntimeException failure) {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(full);
        }
        return answer;
    }

    private static boolean isOnItsWay(Question<?> known) {
        return !known.answer().isDone();
    }

    private boolean holds(Question<V> known, Instant now) {
        return !known.answer().isCompletedExceptionally()
                && now.isBefore(known.askedAt().plus(keptFor));
    }

    private void makeRoom(Instant now) {
        if (questions.size() >= MOST_KEPT) {
            questions.values().removeIf(known -> !isOnItsWay(known) && !holds(known, now));
        }
        if (questions.size() >= MOST_KEPT) {
            questions.clear();
        }
    }
}
