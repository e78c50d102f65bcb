package stalekeys.standin.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is to go wrong, and when. */
final class Faults {
    enum Kind {
        /** Answered with an error, nothing done. */
        ERROR,
        /** The connection is closed before anything is done. */
        DROP,
        /** It is done, and the connection is closed instead of an answer. */
        LOSE
    }

    record Fault(String action, Kind kind, @Nullable ErrorResponse error, AtomicInteger left) {}

    record Limit(double perSecond, int burst) {}

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<Map<String, String>>> before = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<String>> rewrites = new ConcurrentHashMap<>();
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private volatile @Nullable Limit limit;

    void next(String action, int times, Kind kind, @Nullable ErrorResponse error) {
        faults.add(new Fault(action, kind, error, new AtomicInteger(times)));
    }

    void before(String action, Consumer<Map<String, String>> what) {
        before.put(action, what);
    }

    void rewrite(String action, UnaryOperator<String> how) {
        rewrites.put(action, how);
    }

    String rewritten(String action, String answer) {
        UnaryOperator<String> how = rewrites.getOrDefault(action, rewrites.get("*"));
        return how == null ? answer : how.apply(answer);
    }

    void throttle(double perSecond, int burst) {
        buckets.clear();
        limit = new Limit(perSecond, burst);
    }

    void clear() {
        faults.clear();
        before.clear();
        rewrites.clear();
        buckets.clear();
        limit = null;
    }

    void beforeCall(String action, Map<String, String> parameters) {
        Consumer<Map<String, String>> what = before.get(action);
        if (what != null) {
            what.accept(parameters);
        }
    }

    boolean isThrottled(FakeAccount account) {
        Limit now = limit;
        return now != null
                && !buckets.computeIfAbsent(account.id(), any -> new TokenBucket(now.perSecond(), now.burst()))
                        .take();
    }

    Optional<Fault> take(String action) {
        return faults.stream()
                .filter(fault -> fault.action().equals(action) || fault.action().equals("*"))
                .filter(fault -> fault.left().getAndDecrement() > 0)
                .findFirst();
    }
}
