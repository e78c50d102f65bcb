package stalekeys.aws.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Does one thing for many accounts at a time, each time with threads of its own: nobody waits behind somebody else's. */
final class BoundedParallel {
    private BoundedParallel() {}

    /**
     * The results, in the order of what they are of.
     *
     * @param most how many at a time
     * @throws IllegalStateException where the caller was interrupted (its flag is set then), or one of them threw
     */
    static <A, T> List<T> map(List<A> all, int most, Function<A, T> what) {
        if (all.size() < 2) {
            return all.stream().map(what).toList();
        }
        ExecutorService threads = threads("account", Math.min(most, all.size()));
        try {
            List<Future<T>> running = new ArrayList<>();
            for (A one : all) {
                running.add(threads.submit(() -> what.apply(one)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before every account was read", stop);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("one of the accounts failed", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** So many daemon threads, named and numbered. */
    static ExecutorService threads(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
