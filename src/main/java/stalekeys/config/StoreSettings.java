package stalekeys.config;

/**
 * Where is remembered what happened.
 *
 * @param url a JDBC URL of SQLite or PostgreSQL; a secret, since it may hold a password
 * @param retentionDays how long what is settled is kept, in whole days, at least 90; 0 for good
 */
public record StoreSettings(Secret url, int retentionDays) {
    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    public boolean sqlite() {
        return url.reveal().startsWith(SQLITE);
    }
}
