package stalekeys.standin.slack.check;

/**
 * Something Slack would not take.
 *
 * @param error the name Slack answers with, such as {@code invalid_blocks}
 * @param message as in Slack's response_metadata.messages
 */
public record Problem(String error, String message) {}
