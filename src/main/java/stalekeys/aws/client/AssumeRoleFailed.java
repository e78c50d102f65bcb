package stalekeys.aws.client;

/** The role that enters an account could not be assumed: thrown out of whatever call there needed it first. */
public final class AssumeRoleFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AwsError trouble;

    public AssumeRoleFailed(AwsError trouble) {
        super(trouble.sentence());
        this.trouble = trouble;
    }

    AwsError trouble() {
        return trouble;
    }
}
