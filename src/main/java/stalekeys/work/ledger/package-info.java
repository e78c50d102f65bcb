/** What is remembered: the event log, the outbox and the messages in it, daily limits. Implemented in {@code store}. */
package stalekeys.work.ledger;
