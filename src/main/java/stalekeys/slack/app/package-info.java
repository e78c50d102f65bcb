/** Bolt's app and the messenger of the outbox. */
package stalekeys.slack.app;
