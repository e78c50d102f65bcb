/**
 * Slack: the only package that knows Bolt. {@link stalekeys.slack.SlackBot} is the table of listeners; each checks the
 * right, parses, acknowledges and calls a class of the work package.
 */
package stalekeys.slack;
