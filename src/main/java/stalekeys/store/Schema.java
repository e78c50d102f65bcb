package stalekeys.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, and how far they are. */
final class Schema {
    /** The number of the newest migration. */
    static final int NEWEST = 1;

    private static final int NONE = -1;

    private Schema() {}

    /** Brings the tables up to date. Flyway is only started where there is something to do: it costs a start-up a lot. */
    static void migrate(DataSource dataSource, Dialect dialect, String shown) throws SQLException {
        int version = version(dataSource, dialect);
        refuseNewer(version, shown);
        if (version < NEWEST) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
    }

    static void mustBeCurrent(DataSource dataSource, Dialect dialect, String shown) throws SQLException {
        int version = version(dataSource, dialect);
        refuseNewer(version, shown);
        if (version == NONE) {
            throw new StoreFailure(
                    "The database " + shown + " has no tables of stale-keys yet: serve or digest makes them");
        }
        if (version < NEWEST) {
            throw new StoreFailure("The database " + shown
                    + " was made by an older stale-keys: serve or digest of this version brings it up to date");
        }
    }

    private static void refuseNewer(int version, String shown) {
        if (version > NEWEST) {
            throw new StoreFailure(
                    "The database " + shown + " was brought up to date by a newer stale-keys: use that one");
        }
    }

    /** The number of the newest migration that was done, {@link #NONE} where there was none. */
    private static int version(DataSource dataSource, Dialect dialect) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (number(statement, dialect.historyTableCount) == 0) {
                return NONE;
            }
            return number(
                    statement,
                    "select coalesce(max(cast(version as integer)), " + NONE + ") from flyway_schema_history"
                            + " where success and version is not null");
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getInt(1) : 0;
        }
    }
}
