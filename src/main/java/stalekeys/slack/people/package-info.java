/** People, groups and channels, looked up in Slack. */
package stalekeys.slack.people;
