package stalekeys.aws.client;

/** The role that enters an account could not be assumed: thrown out of whatever call there needed it first. */
public final class AssumeRoleFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AwsError error;

    public AssumeRoleFailed(AwsError error) {
        super(error.sentence());
        this.error = error;
    }

    AwsError error() {
        return error;
    }
}
