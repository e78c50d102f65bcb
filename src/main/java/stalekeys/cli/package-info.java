/**
 * The command line, one class a verb. It knows nothing of AWS, Slack or databases: what a verb needs from there comes
 * through {@link stalekeys.cli.command.CommandServices}, so that answering {@code --help} loads none of it.
 */
package stalekeys.cli;
