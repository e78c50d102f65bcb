package stalekeys.aws.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as ListAccessKeys shows it; what is missing or strange is for the reader to judge. */
public record ListedKey(
        @Nullable String id,
        @Nullable String status,
        @Nullable Instant created) {}
