package stalekeys.aws.client;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.doctor.CheckResult;

/**
 * What went wrong with a call, in our own words: AWS's message can hold key ids, so it is never passed on.
 *
 * @param sentence for people; says what to do
 * @param mayHaveHappened whether a change may have been carried out all the same
 * @param detail code, status and request id, for the log
 */
public record AwsError(Kind kind, String sentence, boolean mayHaveHappened, String detail) {
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "MissingAuthenticationToken",
            "IncompleteSignature",
            "AuthFailure");
    /** What no error code of AWS's holds, but something else that answers may send: it is shown to people. */
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9.]");

    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    /** What can be done about it. */
    public enum Kind {
        /** a permission is missing */
        DENIED,
        /** what was asked about does not exist (any more) */
        GONE,
        /** nothing will work with these credentials */
        CREDENTIALS,
        /** nobody answers */
        UNREACHABLE,
        /** it may work later */
        BUSY,
        OTHER
    }

    /** {@code action} is the permission the call needs, like {@code iam:ListUsers}. */
    public static AwsError of(RuntimeException thrown, String action) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AssumeRoleFailed before) {
                return before.error();
            }
            if (cause instanceof InvalidResponse nothing) {
                return noAnswer(action, action + ": " + nothing.getMessage());
            }
        }
        if (thrown instanceof AwsServiceException answered) {
            return answered(answered, action);
        }
        if (thrown instanceof ApiCallTimeoutException) {
            return new AwsError(
                    Kind.UNREACHABLE, "AWS did not answer " + action + " in time: try again.", true, "time-out");
        }
        if (thrown instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return new AwsError(Kind.OTHER, "Stopped while waiting for AWS.", true, "interrupted");
        }
        if (thrown instanceof SdkException) {
            return notAnswered(thrown, action);
        }
        return new AwsError(
                Kind.OTHER,
                "AWS answered " + action + " with something this version does not understand.",
                true,
                thrown.getClass().getSimpleName());
    }

    /** As what came of looking at something that needs it. */
    public CheckResult result(String what) {
        return kind == Kind.CREDENTIALS || kind == Kind.DENIED
                ? CheckResult.wrong(what, sentence)
                : CheckResult.unreachable(what, sentence);
    }

    public AwsFailure failure() {
        return new AwsFailure(sentence, mayHaveHappened, new IllegalStateException(detail));
    }

    /** The same where no change was asked for yet. */
    public AwsFailure failureBeforeChange() {
        return new AwsFailure(sentence, false, new IllegalStateException(detail));
    }

    /** The same of a role that lets nobody in: what was to be done there was never asked for, and nothing there will work. */
    public AwsError beforeEntering() {
        return new AwsError(kind == Kind.DENIED ? Kind.CREDENTIALS : kind, sentence, false, detail);
    }

    /** The policy file that allows the action. */
    public static String policyFile(String action) {
        return switch (action) {
            case "iam:UpdateAccessKey" -> "deploy/iam/change.json";
            case "iam:DeleteAccessKey" -> "deploy/iam/delete.json";
            case "iam:SimulatePrincipalPolicy" -> "deploy/iam/doctor.json";
            case "sts:AssumeRole", "organizations:ListAccounts" -> "deploy/iam/accounts.json";
            case "sts:SetSourceIdentity" -> "deploy/iam/accounts-change.json";
            default -> "deploy/iam/audit.json";
        };
    }

    private static AwsError answered(AwsServiceException answer, String action) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null
                ? ""
                : STRANGE.matcher(details.errorCode()).replaceAll("");
        String detail = action + " " + code + " " + answer.statusCode() + " " + answer.requestId();
        if (code.startsWith("NoSuchEntity")) {
            return new AwsError(Kind.GONE, "AWS no longer knows this user or key.", false, detail);
        }
        if (code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation")) {
            return new AwsError(Kind.DENIED, denied(String.valueOf(answer.getMessage()), action), false, detail);
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return new AwsError(
                    Kind.CREDENTIALS,
                    "AWS does not accept the credentials (" + code
                            + "): check AWS_ACCESS_KEY_ID, AWS_PROFILE or the role stale-keys runs with."
                            + elsewhere(),
                    false,
                    detail);
        }
        if (EXPIRED.contains(code)) {
            return new AwsError(
                    Kind.CREDENTIALS,
                    "The AWS credentials have expired: renew them, or run with a role that renews itself.",
                    false,
                    detail);
        }
        if (answer.isThrottlingException()) {
            return new AwsError(
                    Kind.BUSY,
                    "AWS is limiting IAM calls in this account: try again in a minute, or lower STALE_KEYS_RATE.",
                    false,
                    detail);
        }
        if (code.isEmpty() && answer.statusCode() < 500) {
            // AWS refuses nothing without a code.
            return noAnswer(action, detail);
        }
        if (answer.statusCode() >= 500) {
            return new AwsError(
                    Kind.BUSY, "AWS has trouble answering " + action + " right now: try again.", true, detail);
        }
        return new AwsError(Kind.OTHER, "AWS refused " + action + " (" + code + ").", false, detail);
    }

    /** Something answers, but it is not AWS. Whether it passed the call on nobody knows. */
    private static AwsError noAnswer(String action, String detail) {
        return new AwsError(
                Kind.UNREACHABLE,
                "What came back for " + action + " is no answer of AWS's: check " + endpoint(action)
                        + ", and whether a proxy or a login page is in between.",
                true,
                detail);
    }

    /** The setting that says where the action is asked for. */
    private static String endpoint(String action) {
        int colon = action.indexOf(':');
        return "AWS_ENDPOINT_URL_"
                + (colon < 0 ? "IAM" : action.substring(0, colon).toUpperCase(Locale.ROOT));
    }

    private static String denied(String message, String action) {
        if (message.contains("explicit deny")) {
            return "AWS refused " + action + ": a policy of the account or its organization denies it explicitly.";
        }
        return switch (action) {
            // STS says the same whether the role is missing, does not trust us, or wants another external id.
            case "sts:AssumeRole" ->
                "The role can't be assumed: check that it exists there, whom it trusts, and STALE_KEYS_EXTERNAL_ID.";
            case "organizations:ListAccounts" ->
                "AWS refused " + action + ": only the management account, or a delegated administrator's, may ask.";
            default -> "AWS refused " + action + ": the policy in " + policyFile(action) + " allows it.";
        };
    }

    /** Credentials of another part of the world are unknown at us-east-1, which is where we ask without a region. */
    private static String elsewhere() {
        return SdkSystemSetting.AWS_REGION.getStringValue().isPresent()
                ? ""
                : " In AWS GovCloud (US) or China, AWS_REGION is needed: us-gov-west-1, cn-north-1.";
    }

    private static AwsError notAnswered(RuntimeException thrown, String action) {
        String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("credentials") || message.contains("profile")) {
            return CredentialsProblem.none();
        }
        return new AwsError(
                Kind.UNREACHABLE,
                NetworkError.sentence(thrown, action),
                true,
                thrown.getClass().getSimpleName());
    }
}
