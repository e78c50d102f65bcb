package stalekeys.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import stalekeys.work.audit.LastAudit;
import stalekeys.work.ledger.Archive;
import stalekeys.work.ledger.Ledger;

/** An open database. */
public final class Database implements AutoCloseable {
    /** What the database is opened for. */
    public enum Mode {
        /** makes and migrates it; on SQLite, one process at a time */
        SERVE,
        /** makes and migrates it */
        MIGRATE,
        /** neither makes nor migrates it, and refuses one that is missing, older or newer */
        EXISTING_ONLY
    }

    /** A write waits this long for another process's transaction. */
    private static final Duration SQLITE_BUSY = Duration.ofSeconds(30);

    /** A database that is away is noticed this soon. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /**
     * The one process serving a SQLite file is always the same to its ledger, so that what it was sending when it was
     * killed is known as abandoned the moment it starts again.
     */
    private static final String THE_ONE = "serve";

    private final DatabaseUrl url;
    private final HikariDataSource dataSource;
    private final Ledger ledger;
    private final @Nullable FileChannel lock;

    private Database(DatabaseUrl url, HikariDataSource dataSource, Ledger ledger, @Nullable FileChannel lock) {
        this.url = url;
        this.dataSource = dataSource;
        this.ledger = ledger;
        this.lock = lock;
    }

    /**
     * Opens the database.
     *
     * @param url jdbc:sqlite:FILE or jdbc:postgresql:..., user and password inside it
     * @throws StoreFailure where it can't be used; the password is in neither the message nor a cause
     */
    public static Database open(String url, Mode mode) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        FileChannel lock = prepareFile(parsed, mode);
        HikariDataSource pool = null;
        try {
            if (parsed.file() != null) {
                SqliteLibrary.load(parsed.file());
            }
            HikariConfig settings = settings(parsed, mode);
            boolean migrate = look(parsed, settings.getDataSourceProperties(), mode);
            pool = Pool.of(settings, parsed.dialect());
            if (migrate) {
                Schema.migrate(pool);
            }
            String run = RandomToken.bits128();
            String instance = parsed.dialect() == Dialect.SQLITE && mode == Mode.SERVE ? THE_ONE : run;
            return new Database(parsed, pool, JdbiLedger.on(pool, parsed.dialect(), instance, run), lock);
        } catch (SQLException | FlywayException e) {
            close(pool, lock);
            // Without the cause: its text is not ours to vouch for, and what it says is said here.
            String sentence = "The database " + parsed + " can't be opened: " + DatabaseErrorText.of(e);
            throw DatabaseErrorText.isAway(e) ? new DatabaseUnavailable(sentence) : new StoreFailure(sentence);
        } catch (StoreFailure e) {
            close(pool, lock);
            throw e;
        }
    }

    /**
     * Looks at the tables over a connection of its own: what is wrong is known at once, while a pool would go on trying
     * until its time is up.
     *
     * @return whether there is something to migrate
     */
    private static boolean look(DatabaseUrl url, Properties driver, Mode mode) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(driver);
        Pool.hushDriver();
        if (url.user() != null) {
            properties.setProperty("user", url.user());
        }
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        try (Connection first = DriverManager.getConnection(url.plain(), properties)) {
            return switch (mode) {
                case SERVE, MIGRATE -> Schema.behind(first, url.dialect(), url.toString());
                case EXISTING_ONLY -> {
                    Schema.mustBeCurrent(first, url.dialect(), url.toString());
                    yield false;
                }
            };
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    public LastAudit lastAudit() {
        return new JdbiLastAudit(JdbiLedger.jdbi(dataSource));
    }

    /** The part of it that is old, for whoever may remove it. */
    public Archive archive() {
        return new JdbiArchive(JdbiLedger.jdbi(dataSource));
    }

    /** For the scheduler, which keeps its own table. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Whether what is decided can be written down, from now on. */
    public WriteProbe writeProbe() {
        return new WriteProbe(url, dataSource);
    }

    /** Whether the database answers now. */
    public boolean ping() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid((int) CONNECT.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        close(dataSource, lock);
    }

    private static @Nullable FileChannel prepareFile(DatabaseUrl url, Mode mode) {
        if (url.file() == null) {
            return null;
        }
        return switch (mode) {
            case SERVE -> {
                SqliteFile.create(url.file());
                yield SqliteFile.lock(url.file());
            }
            case MIGRATE -> {
                SqliteFile.create(url.file());
                yield null;
            }
            case EXISTING_ONLY -> {
                SqliteFile.mustExist(url.file());
                yield null;
            }
        };
    }

    private static HikariConfig settings(DatabaseUrl url, Mode mode) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(url.plain());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        // The first connection was looked at before; the pool's own check would be a stack trace in the log.
        config.setInitializationFailTimeout(-1);
        switch (url.dialect()) {
            case SQLITE -> {
                config.setConnectionTimeout(SQLITE_BUSY.plus(CONNECT).toMillis());
                config.setMaxLifetime(0);
                config.addDataSourceProperty("journal_mode", "WAL");
                config.addDataSourceProperty("synchronous", "FULL");
                config.addDataSourceProperty("busy_timeout", String.valueOf(SQLITE_BUSY.toMillis()));
                config.addDataSourceProperty("foreign_keys", "true");
                // A transaction that reads first and writes then would otherwise fail, not wait, when another one
                // wrote.
                config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
                if (mode == Mode.EXISTING_ONLY) {
                    config.addDataSourceProperty("open_mode", "2"); // SQLITE_OPEN_READWRITE, without CREATE
                }
            }
            case POSTGRESQL -> {
                config.setConnectionTimeout(CONNECT.toMillis());
                // What the URL says goes before these.
                config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
                config.addDataSourceProperty("socketTimeout", "30");
                config.addDataSourceProperty("tcpKeepAlive", "true");
                config.addDataSourceProperty("ApplicationName", "stale-keys");
                // The details of an error hold values of the row, key ids among them.
                config.addDataSourceProperty("logServerErrorDetail", "false");
                url.driver().forEach(config::addDataSourceProperty);
            }
        }
        return config;
    }

    private static void close(@Nullable HikariDataSource pool, @Nullable FileChannel lock) {
        if (pool != null) {
            pool.close();
        }
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
