/** Carries out what was decided: sends messages, changes keys, and checks everything again right before. */
package stalekeys.work.outbox;
