package stalekeys.work.ledger;

import stalekeys.keys.model.KeyRef;

/**
 * A key was changed, and who owns it could not be looked up just then: its owner is still to be told.
 *
 * @param actor who had it changed; where that is the owner there is nothing to tell
 * @param change dedupe key of the event that says so; a later change brings a message of its own
 */
public record PendingOwnerNotice(KeyRef key, String actor, String change) implements Payload {}
