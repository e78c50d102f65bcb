package stalekeys.work;

/** AWS refused or did not answer. The message is a plain sentence for people, without key ids, and says what to do. */
public final class AwsFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveHappened;

    public AwsFailure(String sentence, boolean mayHaveHappened, Throwable cause) {
        super(sentence, cause);
        this.mayHaveHappened = mayHaveHappened;
    }

    /** True where the request may have been carried out though no answer came. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }
}
