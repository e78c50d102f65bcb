package stalekeys.store;

/** The database can't be used. The message is a plain sentence or two for people, without passwords, and says what to do. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFailure(String sentence) {
        super(sentence);
    }
}
