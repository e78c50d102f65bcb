package stalekeys.work.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Report;
import stalekeys.work.people.Role;

/**
 * The report people look at. It is kept, so that an answer is instant, and taken anew behind the answer when it is older
 * than ten minutes. One audit runs at a time, however many people ask. What lists need of it is kept in the store as well:
 * the first answer after a restart comes from there.
 */
public final class Reports {
    /** A report older than this is taken anew. */
    public static final Duration FRESH_FOR = Duration.ofMinutes(10);

    /** Between two audits that people who are no admins ask for. */
    static final Duration NOT_AGAIN_FOR = Duration.ofMinutes(5);

    /** One from before a restart that is older than this is no answer. */
    private static final Duration ANSWERS_FOR = Duration.ofDays(1);

    /** With more findings than this it is not stored: reading it would cost what it is to save. */
    private static final int MOST_STORED = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Audit audit;
    private final LastAudit lastAudit;
    private final Clock clock;
    private final Executor executor;
    private final Object storing = new Object();
    private @Nullable Report latest;
    /** Counts what is kept: another number means another report, whenever it was taken. */
    private long revision;

    /** Counts what the bot itself did to keys: what was read before is not true any more. */
    private long actions;

    private final Floor lookAgain = new Floor();
    private final Floor lookAtYounger = new Floor();
    private @Nullable Running running;
    private boolean outdated;
    /** Whether the store was looked into: it is only once, when somebody first asks. */
    private boolean looked;
    /** Whether what is kept was taken before this process started, perhaps with other settings. */
    private boolean ofBefore;

    /**
     * An audit under way.
     *
     * @param switchedOff keys switched off since it began: it may have read them before
     * @param progress null until the first users are known
     */
    private record Running(
            int horizonDays,
            CompletableFuture<Report> future,
            Set<KeyRef> switchedOff,
            AtomicReference<@Nullable HowFar> progress) {}

    /** Until when nobody but an admin begins another audit of a kind, and the one that was begun last. */
    private static final class Floor {
        private Instant until = Instant.MIN;
        private @Nullable CompletableFuture<Report> last;
    }

    /**
     * What somebody gets who wants everything read anew.
     *
     * @param look to wait for; null where none is begun for them yet
     * @param kept in its place; null where nothing is kept that can answer
     * @param notBefore from when on one would be; null where there is a look
     */
    public record Asked(
            @Nullable CompletableFuture<Report> look,
            @Nullable Report kept,
            @Nullable Instant notBefore) {
        public static Asked waitFor(CompletableFuture<Report> look) {
            return new Asked(look, null, null);
        }
    }

    /** How far an audit is: users whose keys are known, of all known so far. */
    public record HowFar(int done, int total) {}

    public Reports(Audit audit, LastAudit lastAudit, Clock clock, Executor executor) {
        this.audit = audit;
        this.lastAudit = lastAudit;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * The kept report where it can answer; a look behind it is started when it has become old.
     *
     * @param horizonDays how young a key the report must keep, in whole days
     */
    public synchronized Optional<Report> kept(int horizonDays) {
        look();
        if (latest == null || latest.horizonDays() > horizonDays) {
            return Optional.empty();
        }
        Report answer = latest;
        if (ofBefore || answer.takenAt().isBefore(clock.instant().minus(FRESH_FOR))) {
            start(horizonDays);
        }
        return Optional.of(answer);
    }

    /** How far the audit that runs is; empty where none does, or it does not know yet. */
    public synchronized Optional<HowFar> howFar() {
        return Optional.ofNullable(running).map(taking -> taking.progress().get());
    }

    /** A kept report, and which one it is of all that were kept. */
    public record Kept(Report report, long revision) {}

    /** The kept report where it can answer, however old. */
    public synchronized Optional<Kept> latest(int horizonDays) {
        look();
        return Optional.ofNullable(latest)
                .filter(report -> report.horizonDays() <= horizonDays)
                .map(report -> new Kept(report, revision));
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
     * The same for a person. Admins always get a new look. Of what others ask for, no audit follows closely on another:
     * between the end of one and the beginning of the next are five minutes, and at least as long as that one took.
     * Otherwise one person could keep the bot reading, and IAM's calls used up, for good.
     *
     * @param horizonDays how young a key the report must keep, in whole days
     */
    public synchronized Asked ask(int horizonDays, Role by) {
        if (by == Role.ADMIN) {
            return Asked.waitFor(refresh(horizonDays));
        }
        look();
        if (running != null && running.horizonDays() <= horizonDays) {
            return Asked.waitFor(running.future());
        }
        Report kept = latest;
        boolean fits = kept == null || kept.horizonDays() <= horizonDays;
        Floor floor = fits ? lookAgain : lookAtYounger;
        CompletableFuture<Report> coming = floor.last;
        if (!fits && coming != null && !coming.isDone()) {
            return Asked.waitFor(coming);
        }
        Instant now = clock.instant();
        if (kept != null && now.isBefore(floor.until)) {
            return new Asked(null, fits ? kept : null, floor.until);
        }
        // One for younger keys has them all: whoever wants still younger ones needs no other.
        CompletableFuture<Report> look = refresh(fits ? horizonDays : 0);
        floor.last = look;
        floor.until = now.plus(NOT_AGAIN_FOR);
        look.whenComplete((report, failure) -> ended(floor, now)).exceptionally(failed -> null);
        return Asked.waitFor(look);
    }

    private synchronized void ended(Floor floor, Instant begun) {
        Instant end = clock.instant();
        Duration took = Duration.between(begun, end);
        floor.until = end.plus(took.compareTo(NOT_AGAIN_FOR) > 0 ? took : NOT_AGAIN_FOR);
    }

    /** Another number means that the bot itself has changed a key, or excused one, since. */
    synchronized long actions() {
        return actions;
    }

    /**
     * The same, waited for.
     *
     * @throws IllegalStateException where no audit could be made, or the wait was interrupted
     */
    public Report taken(int horizonDays) {
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
    public void switchedOff(KeyRef key) {
        synchronized (this) {
            actions++;
            look();
            if (latest != null) {
                keep(latest.withInactive(key));
            }
            if (running != null) {
                running.switchedOff().add(key);
            }
        }
        store();
    }

    /** An admin has excused the key: the kept report says so at once. An audit under way asks for excuses when it ends. */
    public void exempt(KeyRef key, Exemption exemption) {
        synchronized (this) {
            actions++;
            look();
            if (latest != null) {
                keep(latest.excusing(Map.of(key, exemption)));
            }
        }
        store();
    }

    /** The key was switched on again: what is kept is no longer true, the next answer looks anew. */
    public void switchedOn() {
        synchronized (this) {
            actions++;
            looked = true;
            keep(null);
            outdated = true;
        }
        store();
    }

    /** Begins an audit unless one is running; whichever runs then. */
    private synchronized Running start(int horizonDays) {
        if (running != null) {
            return running;
        }
        Running starting =
                new Running(horizonDays, new CompletableFuture<>(), new HashSet<>(), new AtomicReference<>());
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
            Report taken = keep(
                    taking,
                    audit.run(
                            taking.horizonDays(),
                            false,
                            (done, total) -> taking.progress().set(new HowFar(done, total))));
            store();
            taking.future().complete(taken);
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
            keep(report);
            looked = true;
            ofBefore = false;
        }
        running = null;
        return report;
    }

    /** Reads what an earlier run of this process, or another one, has stored. Without it there is an audit to wait for. */
    private void look() {
        if (looked) {
            return;
        }
        looked = true;
        try {
            Instant oldest = clock.instant().minus(ANSWERS_FOR);
            keep(lastAudit
                    .read()
                    .filter(stored -> stored.policy().equals(audit.policy())
                            && !stored.takenAt().isBefore(oldest))
                    .orElse(null));
            ofBefore = latest != null;
        } catch (RuntimeException failure) {
            LOG.warn(
                    "The last audit can't be read from the database ({}); the next one is waited for",
                    failure.getClass().getSimpleName());
        }
    }

    private void keep(@Nullable Report report) {
        latest = report;
        revision++;
    }

    /** Stores what is kept. Whoever is last here stores the newest, in whatever order the changes came. */
    private void store() {
        synchronized (storing) {
            Report kept;
            synchronized (this) {
                kept = latest;
            }
            try {
                if (kept == null || kept.stale().size() > MOST_STORED) {
                    lastAudit.forget();
                } else {
                    lastAudit.keep(kept.forLists());
                }
            } catch (RuntimeException failure) {
                // Not the whole failure: a database's text may quote what it was to store.
                LOG.warn(
                        "The last audit can't be stored ({}); a restarted bot will have to take one",
                        failure.getClass().getSimpleName());
            }
        }
    }
}
