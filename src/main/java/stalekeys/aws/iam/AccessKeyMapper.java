package stalekeys.aws.iam;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Tags;

/** Makes our key out of what IAM listed. */
public final class AccessKeyMapper {
    private AccessKeyMapper() {}

    /** Empty where the id or the creation date is missing or strange: such a key is said to be unreadable. */
    public static Optional<KeyRef> ref(String accountId, String userName, ListedKey listed) {
        Instant created = listed.created();
        String id = listed.id();
        if (created == null || id == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyRef(accountId, userName, new KeyId(id), created));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static KeyStatus status(@Nullable String word) {
        return word == null ? KeyStatus.UNKNOWN : KeyStatus.of(word);
    }

    public static AccessKey key(KeyRef ref, ListedKey listed, LastUse lastUse, Tags tags) {
        // The console keeps a key's description as a tag of the user whose key is the access key id.
        String description = tags.values().get(ref.keyId().full());
        return new AccessKey(ref, status(listed.status()), lastUse, description);
    }
}
