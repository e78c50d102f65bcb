package stalekeys.work.accounts;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;

/**
 * What is true of a key now.
 *
 * @param user null where the user is gone
 * @param key null where the key, or one with this creation date, is gone
 * @param others the user's other keys
 * @param ownIdentity whether this is the IAM user the bot runs as: its keys are never changed
 */
public record LiveKey(@Nullable IamUser user, @Nullable AccessKey key, List<AccessKey> others, boolean ownIdentity) {
    public LiveKey {
        others = List.copyOf(others);
    }

    public Optional<AccessKey> found() {
        return Optional.ofNullable(key);
    }
}
