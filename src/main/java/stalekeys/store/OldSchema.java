package stalekeys.store;

/** The tables are those of an older version; whoever may migrate brings them up to date. */
final class OldSchema extends StoreFailure {
    private static final long serialVersionUID = 1L;

    OldSchema(String sentence) {
        super(sentence);
    }
}
