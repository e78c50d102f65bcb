package stalekeys.work.ledger;

/** What an outbox row holds: a message, a new look for a message already sent, or a change of a key. */
public sealed interface Payload permits Message, MessageUpdate, KeyChange, PendingOwnerNotice {}
