package stalekeys.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL server, one for all tests of this JVM, ended with it. */
public final class Postgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable Postgres only;
    private static String failure = "";

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server. Where its binaries can't run the test is skipped, but never in CI. */
    public static synchronized Postgres server() {
        if (only == null && failure.isEmpty()) {
            try {
                only = new Postgres(EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        // Tests make and drop many databases; nothing has to survive a power cut.
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start());
            } catch (IOException | RuntimeException e) {
                failure = "PostgreSQL can't be started here: " + e;
            }
        }
        if (only == null) {
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(failure);
            }
            Assumptions.abort(failure);
        }
        return only;
    }

    /** The URL of a new, empty database. */
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?user=postgres&password=postgres";
    }

    /** Whether the database takes no changes, as one of a server in recovery does; who is connected is thrown out. */
    public void readOnly(String url, boolean readOnly) {
        String name = url.replaceAll(".*/|\\?.*", "");
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " set default_transaction_read_only = " + readOnly);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.getPort();
    }
}
