package stalekeys.aws.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import stalekeys.net.Outbound;

/**
 * The SDK's clients, each built when it is first needed: the first one costs half a second, which a start must not.
 * Where they connect is the SDK's own business ({@code AWS_ENDPOINT_URL_IAM} and the like).
 */
public final class AwsClients implements AutoCloseable {
    /** Over all accounts; also how many connections are kept open. */
    public static final int MOST_CALLS_AT_ONCE = 64;

    /** Many, since each is paced: a call that is throttled only waits its turn. The deadlines bound it. */
    private static final int ATTEMPTS = 20;

    /** The longest wait between two tries at a server that stumbles, or isn't there. */
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private static final Duration AFTER_THROTTLING = Duration.ofSeconds(10);
    private static final Duration SCAN_DEADLINE = Duration.ofMinutes(2);
    private static final Duration ORGANIZATIONS_DEADLINE = Duration.ofSeconds(20);
    private static final Duration STS_DEADLINE = Duration.ofSeconds(5);

    private final @Nullable URI endpoint;
    private final @Nullable AwsCredentialsProvider given;
    private final RateLimitInterceptor pacing;
    private final Outbound outbound;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable Region region;
    private @Nullable IamClient iam;
    private @Nullable StsClient sts;
    private @Nullable OrganizationsClient organizations;

    /** Endpoint and credentials null: as the environment says. */
    public AwsClients(
            @Nullable URI endpoint,
            @Nullable AwsCredentialsProvider given,
            RateLimitInterceptor pacing,
            Outbound outbound) {
        this.outbound = outbound;
        this.endpoint = endpoint;
        this.given = given;
        this.pacing = pacing;
    }

    public synchronized AwsCredentialsProvider credentials() {
        if (credentials == null) {
            credentials = given != null ? given : new EnvironmentCredentials();
        }
        return credentials;
    }

    public synchronized IamClient iam() {
        if (iam == null) {
            iam = IamClient.builder()
                    .region(region())
                    .endpointOverride(endpoint)
                    .credentialsProvider(credentials())
                    .httpClient(http())
                    .overrideConfiguration(patience(ATTEMPTS, SCAN_DEADLINE)
                            .addExecutionInterceptor(pacing)
                            .build())
                    .build();
        }
        return iam;
    }

    public synchronized StsClient sts() {
        if (sts == null) {
            sts = StsClient.builder()
                    .region(region())
                    .endpointOverride(endpoint)
                    .credentialsProvider(credentials())
                    .httpClient(http())
                    .overrideConfiguration(patience(3, STS_DEADLINE).build())
                    .build();
        }
        return sts;
    }

    public synchronized OrganizationsClient organizations() {
        if (organizations == null) {
            organizations = OrganizationsClient.builder()
                    .region(region())
                    .endpointOverride(endpoint)
                    .credentialsProvider(credentials())
                    .httpClient(http())
                    .overrideConfiguration(
                            patience(ATTEMPTS, ORGANIZATIONS_DEADLINE).build())
                    .build();
        }
        return organizations;
    }

    /** "aws", "aws-cn", "aws-us-gov": the part of the world all accounts are in, as ARNs begin with it. */
    public String partition() {
        return PartitionMetadata.of(region()).id();
    }

    @Override
    public synchronized void close() {
        if (iam != null) {
            iam.close();
        }
        if (sts != null) {
            sts.close();
        }
        if (organizations != null) {
            organizations.close();
        }
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * The SDK's plain strategy, and {@link RateLimiter} in front of every attempt. Its adaptive one was tried behind the same
     * pace: it lost no call either, but after one early refusal it crawls at half a call a second and recovers slowly, and
     * a scan took 3.6 times what the limit demands instead of 1.1. The circuit breaker is off because it gives up on calls
     * that would only have to wait.
     */
    private static ClientOverrideConfiguration.Builder patience(int attempts, Duration deadline) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .circuitBreakerEnabled(false)
                        .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(100), AFTER_A_FAULT))
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(Duration.ofMillis(250), AFTER_THROTTLING))
                        .build())
                .apiCallTimeout(deadline);
    }

    private SdkHttpClient http() {
        // The JDK keeps five idle connections a host unless told otherwise; more workers than that would reconnect
        // all the time. It reads this once, at the first connection.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(MOST_CALLS_AT_ONCE));
        }
        return AwsHttp.client(outbound);
    }

    /**
     * IAM is one for the whole partition, but the SDK does not build a client without a region. The instance metadata is
     * not asked: where there is none it costs seconds. Looked up once, since that reads files.
     */
    private synchronized Region region() {
        if (region == null) {
            region = configured();
        }
        return region;
    }

    private static Region configured() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkException e) {
            return Region.US_EAST_1;
        }
    }
}
