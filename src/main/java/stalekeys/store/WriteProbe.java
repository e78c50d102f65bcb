package stalekeys.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether the database can be written to, and tells the log when that changes. A connection of before
 * may go on writing to a file that has become read-only, or go on failing once it is writable again, so those are given up.
 */
public final class WriteProbe {
    private static final Logger LOG = LoggerFactory.getLogger(WriteProbe.class);

    /** A row of its own, so that nobody waits for it; it also numbers the looks. */
    private static final String WRITE = "insert into sequence (name, last) values ('write-watch', 1)"
            + " on conflict (name) do update set last = sequence.last + 1";

    /** Needs the right to write, and writes nothing to the disk. */
    private static final String ASK = "update sequence set last = last where name = ''";

    /** Only a real write notices a full disk; an idle bot should not write all the time. */
    private static final int WRITE_EVERY = 5;

    private static final int PATIENCE_SECONDS = 5;

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private volatile boolean well;
    /** What the log was told since it was well last: each reason once, since they may take turns. Used by one at a time. */
    private final Set<String> told = new HashSet<>();

    private int looks;

    WriteProbe(DatabaseUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
    }

    /** Whether the last look found that it can be written to; not before the first one. */
    public boolean isWell() {
        return well;
    }

    /**
     * Looks once.
     *
     * @return whether it can be written to again, and could not at the last look
     */
    public synchronized boolean look() {
        boolean really = !well || looks % WRITE_EVERY == 0;
        looks++;
        String found = file().or(() -> write(really ? WRITE : ASK)).orElse(null);
        well = found == null;
        if (found != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
            if (told.add(found)) {
                LOG.error(
                        "The database {} can't be written to: {}. Until then nothing is sent or changed; then all goes on"
                                + " by itself, also what was due meanwhile",
                        url,
                        found);
            }
            return false;
        }
        if (!told.isEmpty()) {
            // One of them may have been opened for reading alone, since the last look.
            pool.getHikariPoolMXBean().softEvictConnections();
            LOG.info("The database {} can be written to again", url);
            told.clear();
            return true;
        }
        return false;
    }

    private Optional<String> file() {
        return Optional.ofNullable(url.file()).flatMap(SqliteFile::notWritable);
    }

    private Optional<String> write(String statement) {
        try (Connection connection = pool.getConnection()) {
            if (!connection.isValid(PATIENCE_SECONDS)) {
                return Optional.of("it does not answer");
            }
            try (Statement change = connection.createStatement()) {
                change.setQueryTimeout(PATIENCE_SECONDS);
                change.executeUpdate(statement);
            }
            return Optional.empty();
        } catch (SQLException failure) {
            return DatabaseErrorText.isBusy(failure) ? Optional.empty() : Optional.of(DatabaseErrorText.of(failure));
        }
    }
}
