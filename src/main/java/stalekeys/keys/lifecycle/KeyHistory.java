package stalekeys.keys.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key from its events.
 *
 * @param asks how many asks and follow-ups were decided so far; numbers the next one, so that a click and the sweep can't
 *     both write to the owner at the same time
 * @param lastAsk the latest ask, null where there was none
 * @param changes how many changes were requested so far; numbers the next one
 * @param pending the change that was requested and has no outcome yet
 * @param lastChange the latest change IAM confirmed; null where there was none, or the key was seen on again after it
 */
public record KeyHistory(
        int asks,
        @Nullable Ask lastAsk,
        int changes,
        @Nullable Event pending,
        @Nullable Event lastChange) {
    /** How long a key that was asked about is left alone. */
    public static final Duration ASK_AGAIN_AFTER = Duration.ofDays(7);

    private static final KeyHistory EMPTY = new KeyHistory(0, null, 0, null, null);

    /**
     * An ask and what became of it.
     *
     * @param key the dedupe key of its event; what is told of it later has this before a colon
     * @param to the Slack id, or the address, of who is asked; empty where an old event does not say
     */
    public record Ask(String key, Instant at, String by, String to, Arrival arrival) {}

    /** Whether the ask reached the owner. */
    public enum Arrival {
        /** on its way, or nobody knows: Slack never said */
        NOT_CONFIRMED,
        /** it stands in the person's own DM */
        DELIVERED,
        /** it stands in a team's channel */
        POSTED,
        /** a mail server took it; whether it reached anybody is not known */
        MAILED,
        FAILED
    }

    /** Folds the events of one key, oldest first. */
    public static KeyHistory of(List<Event> events) {
        KeyHistory history = EMPTY;
        for (Event event : events) {
            history = history.then(event);
        }
        return history;
    }

    /** Whether this person is the one who was asked last. */
    public boolean asked(String person) {
        return lastAsk != null && lastAsk.to().equals(person);
    }

    /** An ask that still stands: younger than 7 days and not refused. */
    public Optional<Ask> standingAsk(Instant now) {
        if (lastAsk == null
                || lastAsk.arrival() == Arrival.FAILED
                || !lastAsk.at().isAfter(now.minus(ASK_AGAIN_AFTER))) {
            return Optional.empty();
        }
        return Optional.of(lastAsk);
    }

    /** Whether the last confirmed change of this key was that stale-keys switched it off, and it was not seen on since. */
    public boolean switchedOffByUs() {
        return lastChange != null && lastChange.kind() == Event.Kind.DEACTIVATED;
    }

    /**
     * The dedupe key of the next ask or follow-up. All of them are numbered together: of two that are decided at the same
     * time only one is inserted.
     *
     * @param handle what stands for the key
     */
    public String nextAskKey(String handle) {
        return askKey(handle, 1);
    }

    /** The dedupe key of the one after {@link #nextAskKey}, for two that are decided together. */
    public String secondNextAskKey(String handle) {
        return askKey(handle, 2);
    }

    private String askKey(String handle, int ahead) {
        return "ask:" + handle + ":" + (asks + ahead);
    }

    KeyHistory then(Event event) {
        return switch (event.kind()) {
            case ASKED ->
                new KeyHistory(
                        asks + 1,
                        new Ask(event.dedupeKey(), event.at(), event.actor(), event.why(), Arrival.NOT_CONFIRMED),
                        changes,
                        pending,
                        lastChange);
            case ASK_DELIVERED -> arrived(event, Arrival.DELIVERED);
            case ASK_POSTED -> arrived(event, Arrival.POSTED);
            case ASK_MAILED -> arrived(event, Arrival.MAILED);
            case ASK_FAILED -> arrived(event, Arrival.FAILED);
            case DEACTIVATION_REQUESTED, REACTIVATION_REQUESTED, DELETION_REQUESTED ->
                new KeyHistory(asks, lastAsk, changes + 1, event, lastChange);
            case DEACTIVATED, REACTIVATED, DELETED -> new KeyHistory(asks, lastAsk, changes, null, event);
            case CHANGE_NOT_DONE -> new KeyHistory(asks, lastAsk, changes, null, lastChange);
            case REMINDED, FINAL_NOTICE, DELETION_NOTICE, WARNED_AHEAD, ROTATED, THANKED, EXCUSED_BY_TAG ->
                new KeyHistory(asks + 1, lastAsk, changes, pending, lastChange);
            case SEEN_ON_AGAIN -> new KeyHistory(asks + 1, lastAsk, changes, pending, null);
            case DIGEST,
                    DIGEST_BY_HAND,
                    UNOWNED_LISTED,
                    NOT_POSTED,
                    SENT_AGAIN,
                    REMINDER_DELIVERED,
                    REMINDER_MAILED,
                    FINAL_NOTICE_DELIVERED,
                    FINAL_NOTICE_MAILED,
                    DELETION_NOTICE_DELIVERED,
                    FOLLOW_UP_FAILED,
                    POSTPONED,
                    NOT_MINE,
                    CLAIMED,
                    EXCUSED,
                    UNASKED_MESSAGE,
                    AUTOMATIC_CHANGE,
                    PRUNED -> this;
        };
    }

    private KeyHistory arrived(Event event, Arrival arrival) {
        // An earlier ask may be sent again after a later one was decided: that says nothing of the later one.
        if (lastAsk == null || !event.dedupeKey().startsWith(lastAsk.key() + ":")) {
            return this;
        }
        Ask known = new Ask(lastAsk.key(), lastAsk.at(), lastAsk.by(), lastAsk.to(), arrival);
        return new KeyHistory(asks, known, changes, pending, lastChange);
    }
}
