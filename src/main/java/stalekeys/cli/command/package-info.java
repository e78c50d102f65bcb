/** One class a subcommand, and what they need from outside. */
package stalekeys.cli.command;
