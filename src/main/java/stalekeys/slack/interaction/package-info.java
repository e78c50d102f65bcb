/** Commands, clicks, dialogs and the Home tab: each checks the right, parses, acknowledges and calls a job. */
package stalekeys.slack.interaction;
