package stalekeys.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients, each built when it is first needed: the first one costs half a second, which a start must not.
 * Where they connect is the SDK's own business ({@code AWS_ENDPOINT_URL_IAM} and the like).
 */
final class Clients implements AutoCloseable {
    /** With every one of them paced, ten attempts lost no call against a server that throttled at 20 a second. */
    private static final int ATTEMPTS = 10;

    private static final Duration SCAN_DEADLINE = Duration.ofMinutes(2);
    private static final Duration STS_DEADLINE = Duration.ofSeconds(5);

    private final @Nullable URI endpoint;
    private final @Nullable AwsCredentialsProvider given;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable IamClient iam;
    private @Nullable StsClient sts;

    /** As the environment says. */
    Clients() {
        this(null, null);
    }

    Clients(@Nullable URI endpoint, @Nullable AwsCredentialsProvider given) {
        this.endpoint = endpoint;
        this.given = given;
    }

    synchronized AwsCredentialsProvider credentials() {
        if (credentials == null) {
            credentials =
                    given != null ? given : DefaultCredentialsProvider.builder().build();
        }
        return credentials;
    }

    synchronized IamClient iam() {
        if (iam == null) {
            iam = IamClient.builder()
                    .region(region())
                    .endpointOverride(endpoint)
                    .credentialsProvider(credentials())
                    .httpClient(http())
                    .overrideConfiguration(patience(ATTEMPTS, SCAN_DEADLINE))
                    .build();
        }
        return iam;
    }

    synchronized StsClient sts() {
        if (sts == null) {
            sts = StsClient.builder()
                    .region(region())
                    .endpointOverride(endpoint)
                    .credentialsProvider(credentials())
                    .httpClient(http())
                    .overrideConfiguration(patience(3, STS_DEADLINE))
                    .build();
        }
        return sts;
    }

    @Override
    public synchronized void close() {
        if (iam != null) {
            iam.close();
        }
        if (sts != null) {
            sts.close();
        }
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    private static ClientOverrideConfiguration patience(int attempts, Duration deadline) {
        // ADAPTIVE_V2: the legacy, standard and first adaptive strategies all lost calls to a throttling IAM.
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .build())
                .apiCallTimeout(deadline)
                .build();
    }

    private static SdkHttpClient http() {
        // The JDK keeps five idle connections a host unless told otherwise; more workers than that would reconnect
        // all the time. It reads this once, at the first connection.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(AwsAccounts.WORKERS));
        }
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(20))
                .build();
    }

    /**
     * IAM is one for the whole partition, but the SDK does not build a client without a region. The instance metadata is
     * not asked: where there is none it costs seconds.
     */
    private static Region region() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkException e) {
            return Region.US_EAST_1;
        }
    }
}
