package stalekeys.slack.interaction;

/**
 * What lets a dialog be opened, for 3 seconds.
 *
 * @param inDialog whether it comes from a click in a dialog: then the new one goes on top of that
 */
public record Trigger(String id, boolean inDialog) {}
