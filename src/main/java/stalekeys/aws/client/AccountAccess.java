package stalekeys.aws.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * How one account is called. There is one client for all accounts, since each costs memory and time; what differs goes with
 * each request.
 *
 * @param credentials null: the client's own
 * @param limiter the account's; shared by everything that calls IAM there
 * @param urgency of these calls among all of that pace's
 */
public record AccountAccess(@Nullable AwsCredentialsProvider credentials, RateLimiter limiter, Priority urgency) {
    public AwsRequestOverrideConfiguration within(Duration deadline) {
        AwsRequestOverrideConfiguration.Builder request = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(deadline)
                .putExecutionAttribute(RateLimitInterceptor.ACCOUNT, limiter)
                .putExecutionAttribute(RateLimitInterceptor.URGENCY, urgency);
        if (credentials != null) {
            request.credentialsProvider(credentials);
        }
        return request.build();
    }
}
