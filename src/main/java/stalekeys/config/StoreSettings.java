package stalekeys.config;

/**
 * Where is remembered what happened.
 *
 * @param url a JDBC URL of SQLite or PostgreSQL; a secret, since it may hold a password
 */
public record StoreSettings(Secret url) {
    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    public boolean sqlite() {
        return url.reveal().startsWith(SQLITE);
    }
}
