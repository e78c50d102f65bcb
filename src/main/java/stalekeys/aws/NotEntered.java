package stalekeys.aws;

/** The role that enters an account could not be assumed: thrown out of whatever call there needed it first. */
final class NotEntered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    NotEntered(Trouble trouble) {
        super(trouble.sentence());
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
