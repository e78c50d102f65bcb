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
    static final int NEWEST = 3;

    private static final int NONE = -1;

    private Schema() {}

    /**
     * Whether there is something to migrate. Flyway is started only then: it costs a start-up a lot.
     *
     * @throws StoreFailure where the tables are newer than this version
     */
    static boolean behind(Connection connection, Dialect dialect, String shown) throws SQLException {
        int version = version(connection, dialect);
        refuseNewer(version, shown);
        return version < NEWEST;
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    static void mustBeCurrent(Connection connection, Dialect dialect, String shown) throws SQLException {
        int version = version(connection, dialect);
        refuseNewer(version, shown);
        if (version == NONE) {
            throw new NoDatabaseYet(
                    "The database " + shown + " has no tables of stale-keys yet: serve or digest makes them");
        }
        if (version < NEWEST) {
            throw new OldSchema("The database " + shown
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
    private static int version(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
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
