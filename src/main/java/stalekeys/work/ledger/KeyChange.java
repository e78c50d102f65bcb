package stalekeys.work.ledger;

import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.LastUse;

/**
 * A key is to be switched off or on, or deleted.
 *
 * @param actor the Slack user id of who asked for it; their right is looked at again just before. {@link Event#SYSTEM} where
 *     nobody did: then the rules of automatic action are
 * @param shown the last use the actor saw when confirming: a later one calls for a new look; null where nobody confirmed,
 *     and for a reactivation
 * @param attempted whether AWS was already told once, and only the confirmation is missing
 */
public record KeyChange(
        KeyRef key,
        TargetState wanted,
        String actor,
        String reason,
        @Nullable LastUse shown,
        boolean attempted) implements Payload {
    /** What the key is to become. */
    public enum TargetState {
        OFF,
        ON,
        /** gone for good: nobody's click leads here, only the rules of automatic action */
        DELETED
    }

    /** To be changed without anyone's click. */
    public static KeyChange automatic(KeyRef key, TargetState wanted, String reason) {
        return new KeyChange(key, wanted, Event.SYSTEM, reason, null, false);
    }

    public boolean automatic() {
        return actor.equals(Event.SYSTEM);
    }

    public KeyChange afterAttempt() {
        return new KeyChange(key, wanted, actor, reason, shown, true);
    }
}
