package stalekeys.work;

import org.jspecify.annotations.Nullable;
import stalekeys.keys.KeyRef;
import stalekeys.keys.LastUse;

/**
 * A key is to be switched off or on.
 *
 * @param actor the Slack user id of who asked for it; their right is looked at again just before
 * @param shown the last use the actor saw when confirming: a later one calls for a new look; null for a reactivation
 * @param attempted whether AWS was already told once, and only the confirmation is missing
 */
public record KeyChange(
        KeyRef key,
        Wanted wanted,
        String actor,
        String reason,
        @Nullable LastUse shown,
        boolean attempted) implements Payload {
    /** What the key is to become. */
    public enum Wanted {
        OFF,
        ON
    }

    KeyChange afterAttempt() {
        return new KeyChange(key, wanted, actor, reason, shown, true);
    }
}
