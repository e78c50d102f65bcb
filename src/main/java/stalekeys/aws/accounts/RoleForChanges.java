package stalekeys.aws.accounts;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Credentials;
import stalekeys.aws.client.AccountAccess;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.client.Priority;
import stalekeys.aws.client.RateLimiter;
import stalekeys.aws.iam.ChangeSession;
import stalekeys.aws.iam.Iam;
import stalekeys.work.accounts.AwsFailure;

/**
 * Assumes the role for changes, anew for each change: the source identity says who wanted it, and stands in CloudTrail
 * with everything that is done so.
 */
final class RoleForChanges implements ChangeSession {
    /** The least AWS gives. A change takes seconds. */
    private static final Duration SESSION = Duration.ofMinutes(15);

    /** AWS allows 2 to 64 of these characters, and keeps names that begin with {@code aws:} to itself; a colon is none. */
    private static final Pattern NOT_IN_A_SOURCE_IDENTITY = Pattern.compile("[^\\w+=,.@-]");

    private static final int LONGEST = 64;

    private final AwsClients clients;
    private final String roleArn;
    private final @Nullable String externalId;
    private final RateLimiter limiter;
    private final Duration deadline;

    RoleForChanges(
            AwsClients clients, String roleArn, @Nullable String externalId, RateLimiter limiter, Duration deadline) {
        this.clients = clients;
        this.roleArn = roleArn;
        this.externalId = externalId;
        this.limiter = limiter;
        this.deadline = deadline;
    }

    @Override
    public Iam onBehalfOf(String actor) throws AwsFailure {
        Credentials session;
        try {
            session = clients.sts()
                    .assumeRole(b -> b.roleArn(roleArn)
                            .roleSessionName(AssumedRole.SESSION)
                            .externalId(externalId)
                            .sourceIdentity(sourceIdentity(actor))
                            .durationSeconds((int) SESSION.toSeconds()))
                    .credentials();
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, "sts:AssumeRole");
            throw error.kind() == AwsError.Kind.DENIED
                    ? new AwsFailure(
                            "AWS does not let stale-keys assume the role for changes in this account. Check"
                                    + " STALE_KEYS_CHANGE_ROLE and STALE_KEYS_EXTERNAL_ID, and that the role trusts"
                                    + " stale-keys and allows sts:SetSourceIdentity. Nothing was changed.",
                            false,
                            new IllegalStateException(error.detail()))
                    : error.failureBeforeChange();
        }
        AwsSessionCredentials credentials =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        return new Iam(
                clients,
                new AccountAccess(StaticCredentialsProvider.create(credentials), limiter, Priority.NOW),
                deadline);
    }

    /** A Slack user id as it is; whatever else acts ("cli:ana") with the characters AWS does not allow replaced. */
    static String sourceIdentity(String actor) {
        String allowed = NOT_IN_A_SOURCE_IDENTITY.matcher(actor).replaceAll("-");
        String cut = allowed.substring(0, Math.min(LONGEST, allowed.length()));
        return cut.length() < 2 ? AssumedRole.SESSION : cut;
    }
}
