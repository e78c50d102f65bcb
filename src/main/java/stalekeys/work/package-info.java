/**
 * What the bot does, one class a job, and the interfaces to the outside world, named from this side: reading and writing
 * keys, Slack's people and messages, the ledger of events and the outbox.
 */
package stalekeys.work;
