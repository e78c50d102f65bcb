/** The kinds of block everything is made of, inside Slack's limits. */
package stalekeys.slack.view.block;
