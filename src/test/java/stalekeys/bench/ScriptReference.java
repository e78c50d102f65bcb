package stalekeys.bench;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;
import stalekeys.standin.aws.Caller;

/**
 * The script everybody writes first: list the users, list each one's keys, one call after the other, and count the active
 * ones of 90 days and more. It reads neither owners nor last uses.
 */
final class ScriptReference {
    private ScriptReference() {}

    static int staleKeys(URI endpoint, Caller caller) {
        Instant old = Instant.now().minus(Duration.ofDays(90));
        int stale = 0;
        try (IamClient iam = IamClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        caller.accessKeyId(), caller.secretAccessKey(), caller.sessionToken())))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            for (User user : iam.listUsersPaginator(b -> b.maxItems(1000)).users()) {
                for (AccessKeyMetadata key : iam.listAccessKeysPaginator(b -> b.userName(user.userName()))
                        .accessKeyMetadata()) {
                    if (key.status() == StatusType.ACTIVE && !key.createDate().isAfter(old)) {
                        stale++;
                    }
                }
            }
        }
        return stale;
    }
}
