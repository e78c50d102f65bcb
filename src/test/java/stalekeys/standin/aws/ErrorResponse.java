package stalekeys.standin.aws;

/** An answer with which AWS refuses: HTTP status, code and message as IAM and STS word them. */
public final class ErrorResponse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public ErrorResponse(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public static ErrorResponse throttling() {
        return new ErrorResponse(400, "Throttling", "Rate exceeded");
    }

    public static ErrorResponse serviceUnavailable() {
        return new ErrorResponse(503, "ServiceUnavailable", "Service is currently unavailable");
    }

    public static ErrorResponse internalFailure() {
        return new ErrorResponse(
                500, "ServiceFailure", "The request processing has failed because of an unknown error");
    }

    public static ErrorResponse expiredToken() {
        return new ErrorResponse(403, "ExpiredToken", "The security token included in the request is expired");
    }

    public static ErrorResponse invalidClientToken() {
        return new ErrorResponse(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    /** "No more capacity" for a credential report; not among the codes the SDK retries by itself. */
    public static ErrorResponse noReportCapacity() {
        return new ErrorResponse(409, "LimitExceeded", "There is no more capacity to generate a credential report");
    }

    /** Not AWS at all: somebody's page, with this status. */
    public static ErrorResponse page(int status) {
        return new ErrorResponse(status, "", "<html><body>Sign in</body></html>");
    }

    static ErrorResponse missingToken() {
        return new ErrorResponse(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    static ErrorResponse noSuchUser(String name) {
        return new ErrorResponse(404, "NoSuchEntity", "The user with name " + name + " cannot be found.");
    }

    static ErrorResponse noSuchKey(String id) {
        return new ErrorResponse(404, "NoSuchEntity", "The Access Key with id " + id + " cannot be found.");
    }

    static ErrorResponse noSuchPolicy(String arn) {
        return new ErrorResponse(404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
    }

    static ErrorResponse invalid(String what) {
        return new ErrorResponse(400, "ValidationError", "1 validation error detected: " + what);
    }

    static ErrorResponse invalidAction(String action) {
        return new ErrorResponse(
                400, "InvalidAction", "Could not find operation " + action + " for version 2010-05-08");
    }

    static ErrorResponse accessDenied(String callerArn, String action, String resource) {
        return new ErrorResponse(
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
