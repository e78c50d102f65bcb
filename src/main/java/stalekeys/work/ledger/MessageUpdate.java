package stalekeys.work.ledger;

/** Draw the message of this outbox row again, with what is true of its keys now. */
public record MessageUpdate(String outboxId) implements Payload {}
