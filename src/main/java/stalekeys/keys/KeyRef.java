package stalekeys.keys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which key is meant. The creation date is part of it, so that an intention about one key never reaches another that
 * took its place.
 *
 * @param created in whole seconds, as AWS sends it: what stands in for IAM may send fractions, and a database keeps fewer
 *     of them, so the same key would be two
 */
public record KeyRef(String accountId, String userName, KeyId keyId, Instant created) {
    public KeyRef {
        created = created.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public String toString() {
        return userName + " " + keyId.masked();
    }
}
