package stalekeys.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Runs a job at its due times: once for each, by one process of however many share the database. A run is late if nothing
 * was running at the hour (one run, for the last due time that passed); one that fails, or is cut off, is tried again every
 * few minutes for the same due time until the next comes. The job is told which due time it is for, and makes sure itself
 * that nothing is said twice for it.
 */
public final class DigestSchedule implements AutoCloseable {
    /** A process that died is noticed after four of them. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final DueTask task;
    private final Clock clock;

    private DigestSchedule(Scheduler scheduler, DueTask task, Clock clock) {
        this.scheduler = scheduler;
        this.task = task;
        this.clock = clock;
    }

    /**
     * Builds it; nothing runs before {@link #start()}.
     *
     * @param pause how often the database is asked whether something is due
     * @param patience how long {@link #close()} lets a run under way go on before it interrupts it
     */
    public static DigestSchedule of(
            DataSource dataSource,
            Timetable timetable,
            Clock clock,
            Duration pause,
            Duration patience,
            Consumer<Instant> job) {
        DueTask task = DueTask.of("digest", timetable, clock, job);
        SchedulerBuilder builder = Scheduler.create(dataSource)
                .clock(clock::instant)
                .serializer(new DueTimeSerializer())
                .threads(1)
                .pollingInterval(pause)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(patience)
                .addSchedulerListener(new PollErrorLog());
        return new DigestSchedule(builder.startTasks(task).build(), task, clock);
    }

    /**
     * Begins. May be called again where it failed.
     *
     * @throws RuntimeException where the next due time can't be entered; nothing was started
     */
    public void start() {
        // The scheduler does the same, but would only log that it could not, and run for ever with nothing to do.
        task.onStartup(scheduler, clock::instant);
        scheduler.start();
    }

    /** Stops. A run that had to be interrupted is tried again by the next process. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
