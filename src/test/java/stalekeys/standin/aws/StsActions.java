package stalekeys.standin.aws;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who am I, and may I become someone else. */
final class StsActions {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/(.+)");
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final StandInAws aws;

    StsActions(StandInAws aws) {
        this.aws = aws;
    }

    String answer(Request request) {
        return switch (request.action()) {
            case "GetCallerIdentity" -> callerIdentity(request);
            case "AssumeRole" -> assumeRole(request);
            default -> throw ErrorResponse.invalidAction(request.action());
        };
    }

    private static String callerIdentity(Request request) {
        Caller caller = request.caller();
        return Xml.text("Arn", caller.arn())
                + Xml.text("UserId", "AIDAEXAMPLE:" + caller.name())
                + Xml.text("Account", caller.account().id());
    }

    private String assumeRole(Request request) {
        String arn = request.required("RoleArn");
        String session = matching(NAME, request.required("RoleSessionName"), "roleSessionName");
        Duration life = life(request);
        Matcher role = ROLE_ARN.matcher(arn);
        FakeAccount target = role.matches() ? aws.account(role.group(1)) : null;
        // STS does not say which of these it is: a role that is missing, that asks for another external id, or a right.
        if (target == null
                || !target.lets(role.group(2), request.optional("ExternalId").orElse(""))
                || !allowed(request, target, "sts:AssumeRole")) {
            throw ErrorResponse.accessDenied(request.caller().arn(), "sts:AssumeRole", arn);
        }
        String sourceIdentity = sourceIdentity(request, target, arn);
        Caller assumed = aws.session(target, role.group(2), session, sourceIdentity);
        return Xml.element(
                        "Credentials",
                        Xml.text("AccessKeyId", assumed.accessKeyId()),
                        Xml.text("SecretAccessKey", assumed.secretAccessKey()),
                        Xml.text("SessionToken", String.valueOf(assumed.sessionToken())),
                        Xml.date("Expiration", aws.endOfSession(assumed, life)))
                + Xml.element(
                        "AssumedRoleUser",
                        Xml.text("AssumedRoleId", "AROAEXAMPLE:" + session),
                        Xml.text("Arn", assumed.arn()))
                + (sourceIdentity.isEmpty() ? "" : Xml.text("SourceIdentity", sourceIdentity));
    }

    /** Once set it stays, through every role that is assumed from there. */
    private static String sourceIdentity(Request request, FakeAccount target, String roleArn) {
        String wanted = request.optional("SourceIdentity").orElse("");
        String before = request.caller().sourceIdentity();
        if (wanted.isEmpty()) {
            return before;
        }
        matching(NAME, wanted, "sourceIdentity");
        if (wanted.startsWith("aws:")
                || !(before.isEmpty() || before.equals(wanted))
                || !allowed(request, target, "sts:SetSourceIdentity")) {
            throw ErrorResponse.accessDenied(request.caller().arn(), "sts:SetSourceIdentity", roleArn);
        }
        return wanted;
    }

    /** The caller's own policy has to allow it, and the trust policy of the role. */
    private static boolean allowed(Request request, FakeAccount target, String action) {
        return request.account().allows(request.caller(), action, null)
                && target.allows(request.caller(), action, null);
    }

    private static Duration life(Request request) {
        int seconds = Integer.parseInt(request.optional("DurationSeconds").orElse("3600"));
        int most = request.caller().isUser() ? 43_200 : 3_600;
        if (seconds < 900 || seconds > most) {
            throw ErrorResponse.invalid("The requested DurationSeconds exceeds the limits: " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private static String matching(Pattern form, String value, String name) {
        if (!form.matcher(value).matches()) {
            throw ErrorResponse.invalid("Value '" + value + "' at '" + name
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    + form.pattern());
        }
        return value;
    }
}
