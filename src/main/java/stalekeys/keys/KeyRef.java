package stalekeys.keys;

import java.time.Instant;

/**
 * Which key is meant. The creation date is part of it, so that an intention about one key never reaches another that
 * took its place.
 */
public record KeyRef(String accountId, String userName, KeyId keyId, Instant created) {
    @Override
    public String toString() {
        return userName + " " + keyId.masked();
    }
}
