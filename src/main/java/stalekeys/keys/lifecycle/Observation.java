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
        Sight sight, long ageDays, @Nullable Exemption tagged, Named named, KeyLifecycle course) {
    /** Whether an admin or a tag excuses it. */
    boolean excused(Instant now) {
        Exemption given = course.excuse();
        return (given != null && given.holds(now)) || (tagged != null && tagged.holds(now));
    }

    /** Whether a person is named as the owner who has not said that it is somebody else's: a claim is not enough. */
    boolean ownedByWhomIsAsked() {
        return named.kind() == Named.Kind.PERSON
                && course.responsible(named.slackId())
                        .filter(named.slackId()::equals)
                        .isPresent()
                && !course.people().notTheirs().contains(named.slackId());
    }

    /** How the key was found. */
    public enum Sight {
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
    public record Named(Kind kind, String slackId) {
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

        public static Named person(String slackId) {
            return new Named(Kind.PERSON, slackId);
        }

        public static Named mailbox(String address) {
            return new Named(Kind.MAILBOX, address);
        }

        public static Named of(Kind kind) {
            return new Named(kind, "");
        }
    }
}
