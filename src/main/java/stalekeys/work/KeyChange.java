package stalekeys.work;

import org.jspecify.annotations.Nullable;
import stalekeys.keys.Event;
import stalekeys.keys.KeyRef;
import stalekeys.keys.LastUse;

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
        Wanted wanted,
        String actor,
        String reason,
        @Nullable LastUse shown,
        boolean attempted) implements Payload {
    /** What the key is to become. */
    public enum Wanted {
        OFF,
        ON,
        /** gone for good: nobody's click leads here, only the rules of automatic action */
        DELETED
    }

    /** To be changed without anyone's click. */
    static KeyChange byItself(KeyRef key, Wanted wanted, String reason) {
        return new KeyChange(key, wanted, Event.SYSTEM, reason, null, false);
    }

    boolean byItself() {
        return actor.equals(Event.SYSTEM);
    }

    KeyChange afterAttempt() {
        return new KeyChange(key, wanted, actor, reason, shown, true);
    }
}
