package stalekeys.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The connections. Why there is none is said in our own words: whoever asked logs it, with all of its causes. */
final class Pool extends HikariDataSource {
    /** Held, since Java forgets how a logger was set that nobody holds. What it warns of has the URL in it. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final Dialect dialect;

    private Pool(HikariConfig settings, Dialect dialect) {
        super(settings);
        this.dialect = dialect;
    }

    static Pool of(HikariConfig settings, Dialect dialect) {
        hushDriver();
        return new Pool(settings, dialect);
    }

    /** What is wrong with a connection is in the exception; the driver's log goes past ours, to standard error. */
    static void hushDriver() {
        DRIVER.setLevel(Level.OFF);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLException e) {
            if (dialect == Dialect.SQLITE) {
                throw e;
            }
            throw new NoConnection(DatabaseErrorText.of(e), e.getSQLState());
        }
    }

    /** Says why in a sentence, and has no cause. */
    static final class NoConnection extends SQLException {
        private static final long serialVersionUID = 1L;

        NoConnection(String reason, @Nullable String state) {
            super(reason, state);
        }
    }
}
