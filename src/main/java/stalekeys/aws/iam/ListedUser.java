package stalekeys.aws.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user as ListUsers shows it. */
public record ListedUser(
        String name, @Nullable Instant created, @Nullable String arn) {
    /** Of a user that was listed twice: where the two differ it was made anew meanwhile, so the date says nothing. */
    ListedUser or(ListedUser again) {
        return equals(again) ? this : new ListedUser(again.name, null, again.arn);
    }
}
