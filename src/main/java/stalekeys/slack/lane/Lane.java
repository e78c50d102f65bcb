package stalekeys.slack.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads for one kind of work, and a small share of them for each person. Whose turn it is goes round, so that what one
 * person asks for a hundred times keeps nobody else waiting. Safe for many threads.
 */
public final class Lane {
    /** Over all people. */
    private static final int MOST_WAITING = 500;

    /**
     * What one person may have here.
     *
     * @param atOnce how many pieces are worked on at the same time
     * @param most how many there may be in all: worked on, waiting for their turn, or begun and waiting for an answer
     * @param untilAnswered whether a piece counts as worked on until its answer is there, also while it needs no thread
     */
    record Share(int atOnce, int most, boolean untilAnswered) {}

    /** What becomes of a piece of work. */
    enum Taken {
        YES,
        /** this person has as many as one may have */
        THEY_HAVE_ENOUGH,
        /** all people together have too many, or this is the end of the process */
        FULL
    }

    private final int threads;
    private final Share share;
    private final ThreadPoolExecutor pool;
    /** Who has something here; who was served last stands last. */
    private final Map<String, Desk> desks = new LinkedHashMap<>();

    private int busy;
    private int waiting;
    private boolean closed;

    Lane(String name, int threads, Share share) {
        this.threads = threads;
        this.share = share;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** What one person has here. */
    private static final class Desk {
        private final String who;
        private final Deque<Supplier<CompletableFuture<?>>> waiting = new ArrayDeque<>();
        /** What is left to do of pieces that were begun. */
        private final Deque<Runnable> rest = new ArrayDeque<>();

        private int onThreads;
        /** Begun, needs no thread now, and still counts as worked on. */
        private int parked;

        private int unanswered;

        Desk(String who) {
            this.who = who;
        }
    }

    /**
     * Begins a piece of work when it is its turn.
     *
     * @param who the person it is for
     * @param work returns what completes when its answer is there
     */
    synchronized Taken begin(String who, Supplier<CompletableFuture<?>> work) {
        if (closed || waiting >= MOST_WAITING) {
            return Taken.FULL;
        }
        Desk reports = desks.computeIfAbsent(who, Desk::new);
        if (reports.unanswered + reports.waiting.size() >= share.most()) {
            return Taken.THEY_HAVE_ENOUGH;
        }
        reports.waiting.add(work);
        waiting++;
        serve();
        return Taken.YES;
    }

    /** What is left to do of a piece that was begun, here or elsewhere: it waits for its turn and is never refused. */
    synchronized void goOn(String who, Runnable rest) {
        desks.computeIfAbsent(who, Desk::new).rest.add(rest);
        serve();
    }

    /** Takes nothing new, and waits so long for what is there to end. */
    synchronized void finish(long nanos) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && (busy > 0 || desks.values().stream().anyMatch(Lane::hasWork))) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        pool.shutdown();
    }

    /** Interrupts what did not end, and waits so long for it; false where it still goes on. */
    boolean cutOff(long nanos) throws InterruptedException {
        pool.shutdownNow();
        return pool.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }

    private static boolean hasWork(Desk reports) {
        return !reports.waiting.isEmpty() || !reports.rest.isEmpty();
    }

    /** Gives each free thread to whoever is next. */
    private void serve() {
        while (busy < threads && !pool.isShutdown()) {
            Desk reports = next();
            if (reports == null) {
                return;
            }
            toTheEnd(reports);
            busy++;
            reports.onThreads++;
            if (reports.rest.isEmpty()) {
                Supplier<CompletableFuture<?>> work = reports.waiting.remove();
                waiting--;
                reports.unanswered++;
                pool.execute(() -> work(reports, work));
            } else {
                Runnable rest = reports.rest.remove();
                pool.execute(() -> goOnNow(reports, rest));
            }
        }
    }

    /** Whoever came while this person was served is next. */
    private void toTheEnd(Desk reports) {
        desks.remove(reports.who);
        desks.put(reports.who, reports);
    }

    /** Null where nobody has anything that may be done now. */
    private @Nullable Desk next() {
        for (Desk reports : desks.values()) {
            boolean goesOn = !reports.rest.isEmpty() && reports.onThreads < share.atOnce();
            if (goesOn || (!reports.waiting.isEmpty() && reports.onThreads + reports.parked < share.atOnce())) {
                return reports;
            }
        }
        return null;
    }

    private void work(Desk reports, Supplier<CompletableFuture<?>> work) {
        CompletableFuture<?> answer = CompletableFuture.completedFuture(null);
        try {
            answer = work.get();
        } finally {
            left(reports, share.untilAnswered() ? 1 : 0);
            answer.whenComplete((any, failure) -> answered(reports)).exceptionally(failed -> null);
        }
    }

    private void goOnNow(Desk reports, Runnable rest) {
        try {
            rest.run();
        } finally {
            left(reports, 0);
        }
    }

    /** The thread is free. */
    private synchronized void left(Desk reports, int parked) {
        busy--;
        reports.onThreads--;
        reports.parked += parked;
        toTheEnd(reports);
        tidy(reports);
    }

    private synchronized void answered(Desk reports) {
        reports.unanswered--;
        reports.parked -= share.untilAnswered() ? 1 : 0;
        tidy(reports);
    }

    private void tidy(Desk reports) {
        if (!hasWork(reports) && reports.onThreads == 0 && reports.unanswered == 0) {
            desks.remove(reports.who);
        }
        serve();
        notifyAll();
    }
}
