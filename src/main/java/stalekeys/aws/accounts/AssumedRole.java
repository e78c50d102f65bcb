package stalekeys.aws.accounts;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import stalekeys.aws.client.AssumeRoleFailed;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.AwsError;

/**
 * Credentials of a role in another account. It is assumed when they are first needed, and again shortly before they end;
 * an hour at a time, because AWS allows no more where our own credentials are a role's.
 */
public final class AssumedRole implements AwsCredentialsProvider, AutoCloseable {
    /** What the other account's CloudTrail calls us. */
    static final String SESSION = "stale-keys";

    private final AwsClients clients;
    private final String roleArn;
    private final @Nullable String externalId;
    private @Nullable StsAssumeRoleCredentialsProvider provider;

    public AssumedRole(AwsClients clients, String roleArn, @Nullable String externalId) {
        this.clients = clients;
        this.roleArn = roleArn;
        this.externalId = externalId;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider().resolveCredentials();
        } catch (RuntimeException e) {
            throw new AssumeRoleFailed(AwsError.of(e, "sts:AssumeRole").beforeEntering());
        }
    }

    private synchronized StsAssumeRoleCredentialsProvider provider() {
        if (provider == null) {
            provider = StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(clients.sts())
                    .refreshRequest(
                            b -> b.roleArn(roleArn).roleSessionName(SESSION).externalId(externalId))
                    .build();
        }
        return provider;
    }

    @Override
    public synchronized void close() {
        if (provider != null) {
            provider.close();
        }
    }
}
