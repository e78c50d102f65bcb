package stalekeys.aws.client;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's default chain. Where it finds nothing it tells of every source it has tried, in texts that can hold anything;
 * here the one that is set up is asked alone why it fails.
 */
final class EnvironmentCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private final DefaultCredentialsProvider chain =
            DefaultCredentialsProvider.builder().build();

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return chain.resolveCredentials();
        } catch (SdkException | IllegalArgumentException | IllegalStateException nothing) {
            throw new AssumeRoleFailed(CredentialsProblem.look());
        }
    }

    @Override
    public void close() {
        chain.close();
    }
}
