/** What people ask for by a click: ask an owner, answer, exempt, deactivate, reactivate. */
package stalekeys.work.actions;
