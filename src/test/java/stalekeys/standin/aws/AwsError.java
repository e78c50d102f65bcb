package stalekeys.standin.aws;

/** An answer with which AWS refuses: HTTP status, code and message as IAM and STS word them. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public static AwsError throttling() {
        return new AwsError(400, "Throttling", "Rate exceeded");
    }

    public static AwsError serviceUnavailable() {
        return new AwsError(503, "ServiceUnavailable", "Service is currently unavailable");
    }

    public static AwsError internalFailure() {
        return new AwsError(500, "ServiceFailure", "The request processing has failed because of an unknown error");
    }

    public static AwsError expiredToken() {
        return new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
    }

    public static AwsError invalidClientToken() {
        return new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    /** "No more capacity" for a credential report; not among the codes the SDK retries by itself. */
    public static AwsError noReportCapacity() {
        return new AwsError(409, "LimitExceeded", "There is no more capacity to generate a credential report");
    }

    /** Not AWS at all: somebody's page, with this status. */
    public static AwsError page(int status) {
        return new AwsError(status, "", "<html><body>Sign in</body></html>");
    }

    static AwsError missingToken() {
        return new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    static AwsError noSuchUser(String name) {
        return new AwsError(404, "NoSuchEntity", "The user with name " + name + " cannot be found.");
    }

    static AwsError noSuchKey(String id) {
        return new AwsError(404, "NoSuchEntity", "The Access Key with id " + id + " cannot be found.");
    }

    static AwsError noSuchPolicy(String arn) {
        return new AwsError(404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
    }

    static AwsError invalid(String what) {
        return new AwsError(400, "ValidationError", "1 validation error detected: " + what);
    }

    static AwsError invalidAction(String action) {
        return new AwsError(400, "InvalidAction", "Could not find operation " + action + " for version 2010-05-08");
    }

    static AwsError accessDenied(String callerArn, String action, String resource) {
        return new AwsError(
                403,
                "AccessDenied",
                "User: " + callerArn + " is not authorized to perform: " + action + " on resource: " + resource
                        + " because no identity-based policy allows the " + action + " action");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String type() {
        return status < 500 ? "Sender" : "Receiver";
    }
}
