package stalekeys.work.show;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.accounts.Grants;
import stalekeys.work.ledger.Card;

/**
 * All there is to know of one key, as far as one person may see it.
 *
 * @param readAt when AWS was asked
 * @param full whether the person may see the key's id in full: an admin, or its owner
 * @param card the key as it is now, with everything this person may do about it; null where it is gone or was not read
 * @param notRead what AWS said instead, as a sentence; empty where it answered
 * @param grants what its user may do; null where that was not read
 * @param grantsNotRead what AWS said instead, as a sentence; empty where it answered
 * @param history the latest that happened to it, newest first; without who and why for who may not read the history
 */
public record Details(
        KeyRef key,
        Instant readAt,
        boolean full,
        @Nullable Card card,
        String notRead,
        @Nullable Grants grants,
        String grantsNotRead,
        List<Event> history) {
    static final int HISTORY = 10;

    public Details {
        history = List.copyOf(history);
    }
}
