package stalekeys.jar;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A look into the jar's own SQLite file, for what nothing outside shows; and the one thing that takes days to happen. */
final class Remembered {
    private Remembered() {}

    /** As if the digest's hour had passed while nothing ran. */
    static void theDigestIsOverdue(Path database) {
        Instant due = Instant.now().minus(Duration.ofDays(8));
        try (Connection connection = open(database);
                var update = connection.prepareStatement(
                        "update scheduled_tasks set task_data = ?, execution_time = ? where task_name = 'digest'")) {
            update.setBytes(1, due.toString().getBytes(StandardCharsets.UTF_8));
            update.setLong(2, due.toEpochMilli());
            if (update.executeUpdate() != 1) {
                throw new AssertionError("no digest is planned");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As if the minutes in which a click may be acted on had passed. */
    static void theIntentionIsOld(Path database) {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate("update outbox set not_after = not_after - 600000 where not_after is not null")
                    != 1) {
                throw new AssertionError("no change is under way");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Optional<Boolean> digestPlanned(Path database) {
        return number(database, "select count(*) from scheduled_tasks where task_name = 'digest'") == 1
                ? Optional.of(true)
                : Optional.empty();
    }

    /** There once the scheduler waits for the next due time. */
    static Optional<Boolean> digestDone(Path database) {
        long now = System.currentTimeMillis();
        return number(
                                database,
                                "select count(*) from scheduled_tasks where task_name = 'digest' and not picked"
                                        + " and last_success is not null and execution_time > " + now)
                        == 1
                ? Optional.of(true)
                : Optional.empty();
    }

    /** There once every row of the outbox is settled. */
    static Optional<Boolean> settled(Path database) {
        return number(database, "select count(*) from outbox where state in ('PLANNED', 'SENDING')") == 0
                ? Optional.of(true)
                : Optional.empty();
    }

    static int unknown(Path database) {
        return number(database, "select count(*) from outbox where state = 'UNKNOWN'");
    }

    /** All rows of the tables a person's or the schedule's decision writes. */
    static String everything(Path database) {
        StringBuilder all = new StringBuilder();
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"event", "outbox", "outbox_card", "key_handle", "baseline"}) {
                try (ResultSet rows = statement.executeQuery("select * from " + table + " order by 1, 2")) {
                    while (rows.next()) {
                        all.append(table);
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            all.append('|').append(rows.getString(column));
                        }
                        all.append('\n');
                    }
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return all.toString();
    }

    private static int number(Path database, String query) {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getInt(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection open(Path database) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 30000");
        }
        return connection;
    }
}
