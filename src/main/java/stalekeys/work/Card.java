package stalekeys.work;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.Finding;
import stalekeys.keys.KeyHistory;

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
        REACTIVATE
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
     */
    public record State(
            Change change,
            String by,
            @Nullable Instant at,
            String reason,
            @Nullable String askedBy,
            @Nullable Instant askedAt,
            KeyHistory.@Nullable Arrival askArrival) {
        public static final State NOTHING = new State(Change.NONE, "", null, "", null, null, null);

        /** Whether the same has been done to the key; who was asked about it may differ. */
        boolean sameChange(State other) {
            return change == other.change && by.equals(other.by) && Objects.equals(at, other.at);
        }

        State withoutChange() {
            return new State(Change.NONE, "", null, "", askedBy, askedAt, askArrival);
        }
    }

    /** What was done to the key. */
    public enum Change {
        NONE,
        /** requested, no outcome yet */
        SWITCHING,
        DEACTIVATED,
        REACTIVATED
    }

    public Card with(State now, Set<Action> actionsNow) {
        return new Card(finding, owner, handle, now, actionsNow);
    }
}
