/**
 * Draws findings, messages and dialogs as Slack's blocks. Pure functions: no client, no clock, no JSON.
 *
 * <p>Text from outside goes into plain_text or through {@link Mrkdwn}, never into mrkdwn as it is. Every mrkdwn is
 * verbatim, so that "@here" or "#general" in a name stay dead text.
 */
package stalekeys.slack.view;
