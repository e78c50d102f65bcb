/**
 * A stand-in for Slack on loopback: its Web API towards the bot, and its clients and senders of commands, clicks and
 * events. It knows nothing of the bot's code.
 */
package stalekeys.standin.slack;
