/** Socket Mode: a connection to Slack, kept up. */
package stalekeys.slack.socket;
