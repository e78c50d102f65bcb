package stalekeys.standin.aws;

import org.jspecify.annotations.Nullable;

/**
 * Credentials the stand-in knows, and whose they are.
 *
 * @param sessionToken null for a user's own key
 * @param sourceIdentity what AssumeRole was given, as CloudTrail would show it; else empty
 */
public record Caller(
        FakeAccount account,
        String arn,
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        String sourceIdentity) {
    /** The name of the user or of the role. */
    String name() {
        String afterKind = arn.substring(arn.indexOf('/') + 1);
        return arn.contains(":assumed-role/")
                ? afterKind.substring(0, afterKind.indexOf('/'))
                : afterKind.substring(afterKind.lastIndexOf('/') + 1);
    }

    boolean isUser() {
        return arn.contains(":user/");
    }
}
