/** Findings as people see them: with owner, handle, history and what can be done. */
package stalekeys.work.cards;
