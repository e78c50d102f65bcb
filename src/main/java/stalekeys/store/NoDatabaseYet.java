package stalekeys.store;

/** There is nothing at the database's place, or a database without our tables: nothing was ever remembered. */
public final class NoDatabaseYet extends StoreFailure {
    private static final long serialVersionUID = 1L;

    NoDatabaseYet(String sentence) {
        super(sentence);
    }
}
