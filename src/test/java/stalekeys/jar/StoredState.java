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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A look into the jar's own database, by its URL, for what nothing outside shows; and the one thing that takes days to
 * happen.
 */
final class StoredState {
    private StoredState() {}

    /** As if the digest's hour had passed while nothing ran. */
    static void theDigestIsOverdue(String database) {
        Instant due = Instant.now().minus(Duration.ofDays(8));
        try (Connection connection = open(database);
                var update = connection.prepareStatement(
                        "update scheduled_tasks set task_data = ?, execution_time = ? where task_name = 'digest'")) {
            update.setBytes(1, due.toString().getBytes(StandardCharsets.UTF_8));
            update.setObject(2, time(database, due));
            if (update.executeUpdate() != 1) {
                throw new AssertionError("no digest is planned");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As if the minutes in which a click may be acted on had passed. */
    static void theIntentionIsOld(String database) {
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

    static Optional<Boolean> digestPlanned(String database) {
        return number(database, "select count(*) from scheduled_tasks where task_name = 'digest'") == 1
                ? Optional.of(true)
                : Optional.empty();
    }

    /** There once the scheduler waits for the next due time. */
    static Optional<Boolean> digestDone(String database) {
        try (Connection connection = open(database);
                var query = connection.prepareStatement(
                        "select count(*) from scheduled_tasks where task_name = 'digest' and not picked"
                                + " and last_success is not null and execution_time > ?")) {
            query.setObject(1, time(database, Instant.now()));
            try (ResultSet answer = query.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1 ? Optional.of(true) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** There once every row of the outbox is settled. */
    static Optional<Boolean> settled(String database) {
        return number(database, "select count(*) from outbox where state in ('PLANNED', 'SENDING')") == 0
                ? Optional.of(true)
                : Optional.empty();
    }

    /**
     * Writes beside the program until the file that takes its changes has this size.
     */
    static Full filled(String database, long bytes) throws SQLException {
        Path log = Path.of(database.substring("jdbc:sqlite:".length()) + "-wal");
        Connection connection = open(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_autocheckpoint = 0");
            statement.execute("create table if not exists filler (content blob)");
            while (log.toFile().length() < bytes) {
                statement.execute("insert into filler values (randomblob(3000))");
            }
        }
        return () -> {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute("pragma wal_checkpoint(truncate)");
            }
        };
    }

    /** What {@code .backup} of SQLite's own command line does. */
    static void backUp(String database, Path copy) {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("backup to '" + copy + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** There is no room any more, until the end of it. */
    interface Full {
        void end() throws SQLException;
    }

    /** There once somebody has asked about a key of each of these users. */
    static Optional<Boolean> asked(String database, List<String> users) {
        String names = users.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String query =
                "select count(distinct user_name) from event where kind = 'ASKED' and user_name in (" + names + ")";
        return number(database, query) == users.size() ? Optional.of(true) : Optional.empty();
    }

    /** How many events there are of a kind. */
    static int events(String database, String kind) {
        return number(database, "select count(*) from event where kind = '" + kind + "'");
    }

    static int unknown(String database) {
        return number(database, "select count(*) from outbox where state = 'UNKNOWN'");
    }

    /** All rows of the tables a person's or the schedule's decision writes. */
    static String everything(String database) {
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

    private static int number(String database, String query) {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getInt(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** SQLite keeps times as milliseconds. */
    private static Object time(String database, Instant at) {
        return isSqlite(database) ? at.toEpochMilli() : at.atOffset(ZoneOffset.UTC);
    }

    private static boolean isSqlite(String database) {
        return database.startsWith("jdbc:sqlite:");
    }

    private static Connection open(String database) throws SQLException {
        Connection connection = DriverManager.getConnection(database);
        if (isSqlite(database)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 30000");
            }
        }
        return connection;
    }
}
