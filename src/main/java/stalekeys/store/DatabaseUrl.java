package stalekeys.store;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL taken apart. User and password are taken out of it at once and given to the driver beside it, so that no
 * message of the pool's or the driver's can show them.
 *
 * @param plain the URL without user and password
 * @param file the SQLite file; null for PostgreSQL
 * @param driver settings for the driver that the URL does not say itself
 * @param unverified why nobody knows for sure which server answers; empty where that is known, or is this machine
 */
record DatabaseUrl(
        Dialect dialect,
        String plain,
        @Nullable Path file,
        @Nullable String user,
        @Nullable String password,
        Map<String, String> driver,
        String unverified) {
    static final String SETTING = "STALE_KEYS_DATABASE_URL";

    DatabaseUrl {
        driver = Map.copyOf(driver);
    }

    /** @throws InvalidDatabaseUrl where it can't be understood to the last character; nothing of it is in the message */
    static DatabaseUrl parse(String url) {
        if (url.startsWith(SqliteUrl.PREFIX)) {
            return SqliteUrl.parse(url);
        }
        if (url.startsWith(PostgresUrl.PREFIX)) {
            return PostgresUrl.parse(url);
        }
        throw new InvalidDatabaseUrl(SETTING + " must begin with jdbc:sqlite: or jdbc:postgresql:");
    }

    /**
     * Fit to be shown. Of a server's URL only addresses of numbers are: a name in the place of the host may be a password
     * that was put there.
     */
    @Override
    public String toString() {
        return file == null ? PostgresUrl.shown(plain) : plain;
    }
}
