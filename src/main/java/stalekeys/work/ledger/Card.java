package stalekeys.work.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.report.Finding;
import stalekeys.work.people.Owner;

/**
 * A finding as it is shown to people: with its owner, its handle for buttons, and what has happened to it.
 *
 * @param handle the random text buttons carry in place of the key; empty where there is no key to act on
 * @param state what has become of the key since, from the ledger; redrawn each time the message is updated
 * @param actions the buttons to show. No right is derived from a button being there: each click is checked again
 */
public record Card(Finding finding, Owner owner, String handle, State state, Set<Action> actions) {
    public Card {
        actions = Set.copyOf(actions);
    }

    /** What a button does. */
    public enum Action {
        ASK,
        DEACTIVATE,
        REACTIVATE,
        /** the owner says it is done */
        DONE,
        /** the owner wants to be reminded later */
        LATER,
        NOT_MINE,
        /** the owner switches their own key off */
        DEACTIVATE_OWN,
        SHOW_HOW,
        CLAIM,
        /** an admin lets it be for a while */
        EXCUSE
    }

    /**
     * The last thing somebody said about the key that still stands.
     *
     * @param by a Slack user id
     * @param until when they want to be reminded, or up to when the key is excused; null for the other kinds
     */
    public record Word(
            Kind kind, String by, Instant at, @Nullable Instant until) {
        /** What was said. */
        public enum Kind {
            POSTPONED,
            NOT_MINE,
            CLAIMED,
            /** it was seen off or gone */
            ROTATED,
            EXCUSED
        }
    }

    /**
     * What has happened to a key.
     *
     * @param change the last thing done to it through stale-keys
     * @param by a Slack user id; empty for {@link Change#NONE}
     * @param at null for {@link Change#NONE}
     * @param reason what the person gave as the reason
     * @param askedBy who asked the owner within the last 7 days; null where nobody did
     * @param askArrival whether that ask arrived; null where nobody asked
     * @param word what somebody said about it since; null where nobody did
     */
    public record State(
            Change change,
            String by,
            @Nullable Instant at,
            String reason,
            @Nullable String askedBy,
            @Nullable Instant askedAt,
            KeyHistory.@Nullable Arrival askArrival,
            @Nullable Word word) {
        public static final State NOTHING = new State(Change.NONE, "", null, "", null, null, null, null);

        /** Whether the same has been done to the key and said about it; who was asked may differ. */
        public boolean sameChange(State other) {
            return change == other.change
                    && by.equals(other.by)
                    && Objects.equals(at, other.at)
                    && Objects.equals(word, other.word);
        }

        public State withoutChange() {
            return new State(Change.NONE, "", null, "", askedBy, askedAt, askArrival, word);
        }
    }

    /** What was done to the key. */
    public enum Change {
        NONE,
        /** requested, no outcome yet */
        SWITCHING,
        DEACTIVATED,
        REACTIVATED,
        DELETED;

        /** Whether there is nothing left to rotate. */
        public boolean ends() {
            return this == DEACTIVATED || this == DELETED;
        }
    }

    /** Whether its reader may ask the owner, and nobody did within the last 7 days. */
    public boolean askable() {
        return actions.contains(Action.ASK) && state.askedAt() == null;
    }

    /** The same, with who owns the key now. */
    public Card of(Owner ownerNow) {
        return new Card(finding, ownerNow, handle, state, actions);
    }

    public Card with(State now, Set<Action> actionsNow) {
        return new Card(finding, owner, handle, now, actionsNow);
    }
}
