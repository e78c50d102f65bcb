package stalekeys.store;

/** The database can't be used. The message is a plain sentence or two for people, without passwords, and says what to do. */
public sealed class StoreFailure extends RuntimeException
        permits NoDatabaseYet, OldSchema, DatabaseUnavailable, InvalidDatabaseUrl {
    private static final long serialVersionUID = 1L;

    StoreFailure(String sentence) {
        super(sentence);
    }
}
