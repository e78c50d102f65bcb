package stalekeys.keys.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one sweep sees of a key.
 *
 * @param ageDays whole days
 * @param tagged what the user's tag says; null where it says nothing
 */
public record Observation(
        KeyPresence presence, long ageDays, @Nullable Exemption tagged, ResolvedOwner named, KeyLifecycle lifecycle) {
    /** Whether an admin or a tag excuses it. */
    boolean exempt(Instant now) {
        Exemption given = lifecycle.exemption();
        return (given != null && given.holds(now)) || (tagged != null && tagged.holds(now));
    }

    /** Whether a person is named as the owner who has not said that it is somebody else's: a claim is not enough. */
    boolean ownedByWhomIsAsked() {
        return named.kind() == ResolvedOwner.Kind.PERSON
                && lifecycle
                        .responsible(named.slackId())
                        .filter(named.slackId()::equals)
                        .isPresent()
                && !lifecycle.people().notTheirs().contains(named.slackId());
    }

    /** How the key was found. */
    public enum KeyPresence {
        /** active, and at or over the threshold */
        STALE,
        /** active, and younger */
        FRESH,
        /** inactive or expired */
        OFF,
        /** it, or its user, no longer exists */
        GONE,
        /** it, its user's tags or its account could not be read */
        UNREADABLE
    }

    /**
     * Who is named as the owner.
     *
     * @param slackId of the person, or the address mail is sent to; empty for the other kinds
     */
    public record ResolvedOwner(Kind kind, String slackId) {
        /** What that says. */
        public enum Kind {
            PERSON,
            /** somebody Slack does not know: written to by mail, so that no notice ever counts as delivered */
            MAILBOX,
            /** a team's channel, which is not followed up */
            TEAM,
            /** nobody, or nobody who is here (any more) */
            NOBODY,
            /** somebody who claimed it and has left since */
            LEFT,
            /** Slack or AWS did not say */
            UNREADABLE
        }

        public static ResolvedOwner person(String slackId) {
            return new ResolvedOwner(Kind.PERSON, slackId);
        }

        public static ResolvedOwner mailbox(String address) {
            return new ResolvedOwner(Kind.MAILBOX, address);
        }

        public static ResolvedOwner of(Kind kind) {
            return new ResolvedOwner(kind, "");
        }
    }
}
