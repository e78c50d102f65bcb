package stalekeys.standin.aws;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What was asked of the stand-in: every request counts, a throttled one too. */
public final class Calls {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder total = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final List<Change> changes = new CopyOnWriteArrayList<>();

    public long total() {
        return total.sum();
    }

    public long of(String action) {
        return count(action);
    }

    public long of(FakeAccount account, String action) {
        return count(account.id() + " " + action);
    }

    public long throttled() {
        return throttled.sum();
    }

    /** The most requests that were being answered at one time. */
    public int peak() {
        return peak.get();
    }

    /** The changes that took effect, in order. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    public void reset() {
        counts.clear();
        total.reset();
        throttled.reset();
        peak.set(0);
        changes.clear();
    }

    void begin() {
        total.increment();
        int now = running.incrementAndGet();
        peak.accumulateAndGet(now, Math::max);
    }

    void end() {
        running.decrementAndGet();
    }

    void called(FakeAccount account, String action) {
        counts.computeIfAbsent(action, any -> new LongAdder()).increment();
        counts.computeIfAbsent(account.id() + " " + action, any -> new LongAdder())
                .increment();
    }

    void wasThrottled() {
        throttled.increment();
    }

    void changed(Change change) {
        changes.add(change);
    }

    private long count(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }
}
