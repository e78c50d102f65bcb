/** Where the work of a command or click is done, and how much of it each person may have at a time. */
package stalekeys.slack.lane;
