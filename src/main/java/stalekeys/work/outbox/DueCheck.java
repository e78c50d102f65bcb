package stalekeys.work.outbox;

import java.time.Instant;
import java.util.Optional;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange;

/** Whether a change that nobody clicked for is still due, by the same rules as when it was planned. */
public interface DueCheck {
    /**
     * Looks right before the change is made.
     *
     * @param requested the dedupe key of the event that asked for it
     * @return what stands against the change; empty where nothing does
     */
    Optional<ChangeOutcome> objection(KeyChange change, LiveKey live, String requested, Instant now);
}
