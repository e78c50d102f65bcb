package stalekeys.work.accounts;

/** AWS refused or did not answer. The message is a plain sentence for people, without key ids, and says what to do. */
public final class AwsFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final boolean mayHaveHappened;

    public AwsFailure(String sentence, boolean mayHaveHappened, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
        this.mayHaveHappened = mayHaveHappened;
    }

    /** The message: never null, made for people. */
    public String sentence() {
        return sentence;
    }

    /** True where the request may have been carried out though no answer came. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }
}
