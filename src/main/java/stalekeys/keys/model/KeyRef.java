package stalekeys.keys.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Which key is meant. The creation date is part of it, so that an intention about one key never reaches another that
 * took its place. IAM ignores case in user names, and so does this: an older log may hold a name as somebody typed it.
 *
 * @param created in whole seconds, as AWS sends it: what stands in for IAM may send fractions, and a database keeps fewer
 *     of them, so the same key would be two
 */
public record KeyRef(String accountId, String userName, KeyId keyId, Instant created) {
    public KeyRef {
        created = created.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRef key
                && accountId.equals(key.accountId)
                && userName.equalsIgnoreCase(key.userName)
                && keyId.equals(key.keyId)
                && created.equals(key.created);
    }

    @Override
    public int hashCode() {
        return Objects.hash(accountId, keyId, created);
    }

    @Override
    public String toString() {
        return userName + " " + keyId.masked();
    }
}
