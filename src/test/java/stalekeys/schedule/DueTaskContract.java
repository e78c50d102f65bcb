package stalekeys.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.store.Database;

/** When a digest runs and for which due time, on whatever database, told by a clock that is moved by hand. */
abstract class DueTaskContract {
    private static final Instant SUNDAY = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-03-09T09:00:00Z");
    private static final Instant THIRD = Instant.parse("2026-03-16T09:00:00Z");
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String MONDAYS = "0 9 * * MON";

    private final SettableClock time = new SettableClock();
    private final List<Instant> ran = new CopyOnWriteArrayList<>();
    private boolean failing;
    private Database database;

    /** The URL of a database that is empty. */
    abstract String url();

    @BeforeEach
    void open() {
        database = Database.open(url(), Database.Mode.MIGRATE);
        time.set(SUNDAY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_run_comes_at_its_due_time_and_once() {
        ManualScheduler process = process("a", MONDAYS);

        at(process, FIRST.minusMillis(1));
        assertThat(ran).isEmpty();
        at(process, FIRST);
        at(process, FIRST.plusSeconds(5));
        at(process, FIRST.plus(Duration.ofDays(1)));
        assertThat(ran).containsExactly(FIRST);

        at(process, SECOND.plusSeconds(4));
        assertThat(ran).containsExactly(FIRST, SECOND);
    }

    @Test
    void a_process_that_was_down_at_the_hour_runs_late_for_the_original_due_time() {
        process("a", MONDAYS);

        time.set(FIRST.plus(Duration.ofHours(30)));
        ManualScheduler late = process("b", MONDAYS);
        late.runAnyDueExecutions();
        late.runAnyDueExecutions();

        assertThat(ran).containsExactly(FIRST);
        at(late, SECOND);
        assertThat(ran).containsExactly(FIRST, SECOND);
    }

    @Test
    void however_many_due_times_were_missed_one_run_comes_for_the_last_of_them() {
        process("a", MONDAYS);

        time.set(THIRD.plus(Duration.ofDays(2)));
        ManualScheduler late = process("b", MONDAYS);
        late.runAnyDueExecutions();
        late.runAnyDueExecutions();

        assertThat(ran).containsExactly(THIRD);
    }

    @Test
    void a_run_that_fails_is_tried_again_in_a_few_minutes_for_the_same_due_time() {
        ManualScheduler process = process("a", MONDAYS);
        failing = true;

        at(process, FIRST);
        at(process, FIRST.plusSeconds(60));
        assertThat(ran).containsExactly(FIRST);
        at(process, FIRST.plus(DueTask.RETRY_AFTER));
        failing = false;
        ManualScheduler restarted = process("b", MONDAYS);
        at(restarted, FIRST.plus(DueTask.RETRY_AFTER.multipliedBy(2)));
        at(restarted, FIRST.plus(DueTask.RETRY_AFTER.multipliedBy(3)));

        assertThat(ran).containsExactly(FIRST, FIRST, FIRST);
        at(restarted, SECOND);
        assertThat(ran).endsWith(SECOND);
    }

    @Test
    void a_run_that_goes_on_failing_gives_way_to_the_next_due_time() {
        ManualScheduler process = process("a", MONDAYS);
        failing = true;

        at(process, FIRST);
        at(process, SECOND.minusSeconds(60));
        failing = false;
        at(process, SECOND);
        at(process, SECOND.plus(Duration.ofHours(1)));

        assertThat(ran).containsExactly(FIRST, FIRST, SECOND);
    }

    @Test
    void a_due_time_that_comes_while_a_late_run_is_under_way_is_not_lost() {
        ManualScheduler process = process("a", MONDAYS);
        time.set(SECOND.minusSeconds(1));
        onRun = () -> time.set(SECOND.plusSeconds(1));
        process.runAnyDueExecutions();
        onRun = () -> {};
        process.runAnyDueExecutions();

        assertThat(ran).containsExactly(FIRST, SECOND);
    }

    @Test
    void of_two_processes_one_runs() {
        ManualScheduler one = process("a", MONDAYS);
        ManualScheduler two = process("b", MONDAYS);

        time.set(FIRST);
        one.runAnyDueExecutions();
        two.runAnyDueExecutions();

        assertThat(ran).containsExactly(FIRST);
    }

    @Test
    void what_a_process_was_running_when_it_was_killed_is_run_by_another_for_the_same_due_time() {
        ManualScheduler survivor = process("b", MONDAYS);
        time.set(FIRST);
        execute("update scheduled_tasks set picked = true, picked_by = 'killed', last_heartbeat = execution_time");

        survivor.runDeadExecutionDetection();
        survivor.runAnyDueExecutions();
        assertThat(ran).isEmpty();
        time.set(FIRST.plusSeconds(31)); // the manual scheduler waits for six heartbeats, not four
        survivor.runDeadExecutionDetection();
        survivor.runAnyDueExecutions();

        assertThat(ran).containsExactly(FIRST);
    }

    @Test
    void a_changed_timetable_counts_from_the_next_start() {
        process("a", MONDAYS);
        ManualScheduler changed = process("b", "0 9 * * TUE");

        at(changed, FIRST.plusSeconds(1));
        assertThat(ran).isEmpty();
        at(changed, FIRST.plus(Duration.ofDays(1)));
        assertThat(ran).containsExactly(FIRST.plus(Duration.ofDays(1)));
    }

    @Test
    void a_retry_that_waits_survives_a_restart() {
        ManualScheduler process = process("a", MONDAYS);
        failing = true;
        at(process, FIRST);
        failing = false;

        time.set(FIRST.plusSeconds(30));
        ManualScheduler restarted = process("b", MONDAYS);
        at(restarted, FIRST.plus(DueTask.RETRY_AFTER));

        assertThat(ran).containsExactly(FIRST, FIRST);
    }

    @Test
    void a_run_that_is_cut_off_by_a_stop_is_tried_again_for_the_same_due_time() {
        process("a", MONDAYS);
        time.set(FIRST);
        CountDownLatch never = new CountDownLatch(1);
        DigestSchedule schedule =
                DigestSchedule.of(database.dataSource(), mondays(), clock(), PAUSE, Duration.ofMillis(50), due -> {
                    ran.add(due);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("interrupted", e);
                    }
                });
        schedule.start();
        await().until(() -> ran.size() == 1);
        schedule.close();

        ManualScheduler restarted = process("b", MONDAYS);
        at(restarted, FIRST.plus(DueTask.RETRY_AFTER));

        assertThat(ran).containsExactly(FIRST, FIRST);
    }

    @Test
    void a_started_schedule_runs_what_is_due_by_itself() {
        process("a", MONDAYS);
        time.set(FIRST.plusSeconds(1));
        try (DigestSchedule schedule =
                DigestSchedule.of(database.dataSource(), mondays(), clock(), PAUSE, Duration.ofSeconds(5), ran::add)) {
            schedule.start();
            await().until(() -> ran.contains(FIRST));
        }
        assertThat(ran).containsExactly(FIRST);
    }

    private Runnable onRun = () -> {};

    /** A process that has just started: what {@link DigestSchedule} builds, moved by hand. */
    private ManualScheduler process(String name, String cron) {
        DueTask task = DueTask.of("digest", Timetable.of(cron, ZoneOffset.UTC, time.now()), clock(), due -> {
            ran.add(due);
            onRun.run();
            if (failing) {
                throw new IllegalStateException("AWS did not answer");
            }
        });
        TestHelper.ManualSchedulerBuilder builder = TestHelper.createManualScheduler(database.dataSource());
        builder.clock(time);
        builder.serializer(new DueTimeSerializer());
        builder.schedulerName(new SchedulerName.Fixed(name));
        builder.heartbeatInterval(Duration.ofSeconds(5));
        builder.missedHeartbeatsLimit(4);
        builder.startTasks(List.of(task));
        return builder.start();
    }

    private void at(ManualScheduler process, Instant then) {
        time.set(then);
        process.runAnyDueExecutions();
    }

    private static Timetable mondays() {
        return Timetable.of(MONDAYS, ZoneOffset.UTC, SUNDAY);
    }

    private Clock clock() {
        InstantSource source = time::now;
        return source.withZone(ZoneOffset.UTC);
    }

    private void execute(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
