/** Slack's Web API: one client, its limits, its errors, and what its answers mean. */
package stalekeys.slack.api;
