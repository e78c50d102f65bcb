/**
 * Slack: the only package that knows Bolt. No job is known here by more than its interface: they are handed to the
 * listeners in {@code stalekeys.SlackListeners}.
 */
package stalekeys.slack;
