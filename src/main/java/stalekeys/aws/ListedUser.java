package stalekeys.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user as ListUsers shows it. */
record ListedUser(
        String name, @Nullable Instant created, @Nullable String arn) {}
