package stalekeys.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.SchedulableTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One row in the scheduler's table: its execution time says when to run next, its data which due time that run is for. The
 * two differ while a run that failed waits to be tried again. (db-scheduler's own recurring task knows only the first, and
 * goes on to the next due time when a run is cut off.)
 */
final class DueTask extends AbstractTask<Instant> implements OnStartup {
    static final Duration RETRY_AFTER = Duration.ofMinutes(3);

    private static final String ONLY = "only";

    private final Timetable timetable;
    private final Clock clock;
    private final Consumer<Instant> job;

    private DueTask(String name, Timetable timetable, Clock clock, Consumer<Instant> job) {
        super(
                name,
                Instant.class,
                (run, operations) -> retry(timetable, run, operations),
                // Its process is gone. Once more, at once, for the same due time.
                (run, operations) -> operations.reschedule(run, clock.instant()));
        this.timetable = timetable;
        this.clock = clock;
        this.job = job;
    }

    static DueTask of(String name, Timetable timetable, Clock clock, Consumer<Instant> job) {
        return new DueTask(name, timetable, clock, job);
    }

    /** Enters the next due time, or moves it where the timetable was changed. One that passed meanwhile stays: it is late. */
    @Override
    public void onStartup(SchedulerClient client, com.github.kagkarlsson.scheduler.Clock schedulerClock) {
        Instant now = clock.instant();
        Instant next = timetable.next(now);
        Optional<ScheduledExecution<Object>> known = client.getScheduledExecution(instanceId(ONLY));
        if (known.isEmpty()) {
            client.scheduleIfNotExists(instance(ONLY, next), next);
        } else if (due(known.get()).isAfter(now) && !due(known.get()).equals(next)) {
            try {
                client.reschedule(instanceId(ONLY), next, next);
            } catch (TaskInstanceException e) {
                // Another process has just taken it up; it enters the next one.
            }
        }
    }

    @Override
    public CompletionHandler<Instant> execute(TaskInstance<Instant> instance, ExecutionContext context) {
        Instant due = lastMissed(instance.getData());
        try {
            job.accept(due);
        } catch (RuntimeException e) {
            // The process is being stopped. Without this the retry could not be written, and would wait for a time-out.
            Thread.interrupted();
            throw e;
        }
        Instant next = timetable.next(due);
        return (run, operations) -> operations.reschedule(run, next, next);
    }

    @Override
    public SchedulableInstance<Instant> schedulableInstance(String id) {
        return schedulableInstance(id, timetable.next(clock.instant()));
    }

    @Override
    public SchedulableInstance<Instant> schedulableInstance(String id, Instant due) {
        return new SchedulableTaskInstance<>(instance(id, due), due);
    }

    /** However many due times passed while nothing ran: one run, for the last of them. */
    private Instant lastMissed(Instant entered) {
        return timetable.last(clock.instant()).filter(entered::isBefore).orElse(entered);
    }

    private static Instant due(ScheduledExecution<Object> known) {
        return (Instant) known.getData();
    }

    private static void retry(Timetable timetable, ExecutionComplete run, ExecutionOperations<Instant> operations) {
        Instant again = run.getTimeDone().plus(RETRY_AFTER);
        Instant next = timetable.next(run.getTimeDone());
        operations.reschedule(run, again.isBefore(next) ? again : next);
    }
}
