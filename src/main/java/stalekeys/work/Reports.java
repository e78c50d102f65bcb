package stalekeys.work;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.Excuse;
import stalekeys.keys.KeyRef;
import stalekeys.keys.Report;

/**
 * The report people look at. It is kept, so that an answer is instant, and taken anew behind the answer when it is older
 * than ten minutes. One audit runs at a time, however many people ask.
 */
public final class Reports {
    /** A report older than this is taken anew. */
    public static final Duration FRESH_FOR = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Audit audit;
    private final Clock clock;
    private final Executor executor;
    private @Nullable Report latest;
    private @Nullable Running running;
    private boolean outdated;

    /**
     * An audit under way.
     *
     * @param switchedOff keys switched off since it began: it may have read them before
     */
    private record Running(int horizonDays, CompletableFuture<Report> future, Set<KeyRef> switchedOff) {}

    public Reports(Audit audit, Clock clock, Executor executor) {
        this.audit = audit;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * The kept report where it can answer; a look behind it is started when it has become old.
     *
     * @param horizonDays how young a key the report must keep, in whole days
     */
    public synchronized Optional<Report> kept(int horizonDays) {
        if (latest == null || latest.horizonDays() > horizonDays) {
            return Optional.empty();
        }
        if (latest.takenAt().isBefore(clock.instant().minus(FRESH_FOR))) {
            start(horizonDays);
        }
        return Optional.of(latest);
    }

    /** The kept report where it can answer, however old. */
    synchronized Optional<Report> latest(int horizonDays) {
        return Optional.ofNullable(latest).filter(report -> report.horizonDays() <= horizonDays);
    }

    /** A report taken from now on, or one that is being taken right now and keeps keys young enough. */
    public synchronized CompletableFuture<Report> refresh(int horizonDays) {
        Running taking = start(horizonDays);
        if (taking.horizonDays() <= horizonDays) {
            return taking.future();
        }
        return taking.future().handle((report, error) -> 0).thenCompose(ignored -> refresh(horizonDays));
    }

    /**
     * The same, waited for.
     *
     * @throws IllegalStateException where no audit could be made, or the wait was interrupted
     */
    Report taken(int horizonDays) {
        try {
            return refresh(horizonDays).get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an audit", stop);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("no audit could be made", failure);
        }
    }

    /** The key was seen switched off: the kept report says so at once. */
    public synchronized void switchedOff(KeyRef key) {
        if (latest != null) {
            latest = latest.withInactive(key);
        }
        if (running != null) {
            running.switchedOff().add(key);
        }
    }

    /** An admin has excused the key: the kept report says so at once. An audit under way asks for excuses when it ends. */
    public synchronized void excused(KeyRef key, Excuse excuse) {
        if (latest != null) {
            latest = latest.excusing(Map.of(key, excuse));
        }
    }

    /** The key was switched on again: what is kept is no longer true, the next answer looks anew. */
    public synchronized void switchedOn() {
        latest = null;
        outdated = true;
    }

    /** Begins an audit unless one is running; whichever runs then. */
    private synchronized Running start(int horizonDays) {
        if (running != null) {
            return running;
        }
        Running starting = new Running(horizonDays, new CompletableFuture<>(), new HashSet<>());
        running = starting;
        outdated = false;
        try {
            executor.execute(() -> take(starting));
        } catch (RejectedExecutionException full) {
            running = null;
            starting.future().completeExceptionally(full);
        }
        return starting;
    }

    private void take(Running taking) {
        try {
            taking.future().complete(keep(taking, audit.run(taking.horizonDays(), false, Audit.Progress.SILENT)));
        } catch (RuntimeException failure) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.info("An audit was stopped");
            } else {
                LOG.error("An audit failed", failure);
            }
            synchronized (this) {
                running = null;
            }
            taking.future().completeExceptionally(failure);
        }
    }

    /** What the bot did while the audit ran is true of its report as well. */
    private synchronized Report keep(Running taking, Report taken) {
        Report report = taken;
        for (KeyRef key : taking.switchedOff()) {
            report = report.withInactive(key);
        }
        if (!outdated) {
            latest = report;
        }
        running = null;
        return report;
    }
}
