package stalekeys.store;

/** The database server does not answer. */
final class DatabaseAway extends StoreFailure {
    private static final long serialVersionUID = 1L;

    DatabaseAway(String sentence) {
        super(sentence);
    }
}
