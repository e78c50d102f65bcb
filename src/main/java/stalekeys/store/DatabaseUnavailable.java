package stalekeys.store;

/** The database server does not answer. */
final class DatabaseUnavailable extends StoreFailure {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String sentence) {
        super(sentence);
    }
}
