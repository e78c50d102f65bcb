package stalekeys.store;

/** The database's URL can't be used as it is written. */
public final class InvalidDatabaseUrl extends StoreFailure {
    private static final long serialVersionUID = 1L;

    /** @param sentence without any part of the URL, which may be a secret in the wrong place */
    InvalidDatabaseUrl(String sentence) {
        super(sentence);
    }
}
