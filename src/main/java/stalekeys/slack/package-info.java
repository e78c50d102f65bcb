/**
 * Slack: the only package that knows Bolt. The jobs it starts are handed to the
 * listeners in {@code stalekeys.SlackListeners}.
 */
package stalekeys.slack;
