package stalekeys.standin.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who am I, and may I become someone else. */
final class StsActions {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/(.+)");

    private final StandInAws aws;

    StsActions(StandInAws aws) {
        this.aws = aws;
    }

    String answer(Request request) {
        return switch (request.action()) {
            case "GetCallerIdentity" -> callerIdentity(request);
            case "AssumeRole" -> assumeRole(request);
            default -> throw AwsError.invalidAction(request.action());
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
        String session = request.required("RoleSessionName");
        Matcher role = ROLE_ARN.matcher(arn);
        FakeAccount target = role.matches() ? aws.account(role.group(1)) : null;
        String externalId = target == null ? null : target.externalIdOf(role.group(2));
        if (target == null
                || externalId == null
                || !externalId.equals(request.optional("ExternalId").orElse(""))
                || !request.account().allows(request.caller(), "sts:AssumeRole", null)) {
            throw AwsError.accessDenied(request.caller().arn(), "sts:AssumeRole", arn);
        }
        String sourceIdentity = request.optional("SourceIdentity").orElse("");
        Caller assumed = aws.session(target, role.group(2), session, sourceIdentity);
        return Xml.element(
                        "Credentials",
                        Xml.text("AccessKeyId", assumed.accessKeyId()),
                        Xml.text("SecretAccessKey", assumed.secretAccessKey()),
                        Xml.text("SessionToken", String.valueOf(assumed.sessionToken())),
                        // The SDK renews by the machine's own clock, whatever the test's clock says.
                        Xml.date("Expiration", Instant.now().plus(Duration.ofHours(1))))
                + Xml.element(
                        "AssumedRoleUser",
                        Xml.text("AssumedRoleId", "AROAEXAMPLE:" + session),
                        Xml.text("Arn", assumed.arn()))
                + (sourceIdentity.isEmpty() ? "" : Xml.text("SourceIdentity", sourceIdentity));
    }
}
