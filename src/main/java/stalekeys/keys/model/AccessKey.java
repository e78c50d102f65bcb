package stalekeys.keys.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One access key as IAM shows it.
 *
 * @param description what the console stores as a user tag whose key is the access key id; often the only hint of what
 *     the key is for
 */
public record AccessKey(
        KeyRef ref,
        KeyStatus status,
        LastUse lastUse,
        @Nullable String description) {
    /** Age in whole days (UTC), from CreateDate; a creation date in the future counts as 0. */
    public long ageDays(Instant now) {
        return Math.max(0, Duration.between(ref.created(), now).toDays());
    }
}
