package stalekeys.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.standin.slack.MovableClock;
import stalekeys.store.Database;

/** The schedule over a database that can't be written to when it is started. */
class DigestScheduleTest {
    private static final Instant SUNDAY = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(SUNDAY);
    private final List<Instant> ran = new CopyOnWriteArrayList<>();

    @Test
    void a_start_that_could_not_write_fails_and_the_next_one_misses_nothing() throws SQLException {
        Timetable mondays = Timetable.of("0 9 * * MON", ZoneOffset.UTC, SUNDAY);
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("keys.db"), Database.Mode.SERVE);
                DigestSchedule schedule = DigestSchedule.of(
                        database.dataSource(),
                        mondays,
                        clock,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        ran::add)) {
            execute(
                    database,
                    "create trigger full before insert on scheduled_tasks begin"
                            + " select raise(abort, 'attempt to write a readonly database'); end");
            assertThatThrownBy(schedule::start).isInstanceOf(RuntimeException.class);

            execute(database, "drop trigger full");
            schedule.start();
            clock.advance(Duration.between(SUNDAY, MONDAY));

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                // The scheduler waits by this clock.
                clock.advance(Duration.ofSeconds(1));
                return ran.equals(List.of(MONDAY));
            });
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
