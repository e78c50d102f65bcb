package stalekeys.standin.slack.click;

/** Something a person did that Slack showed them an error for. */
public record FailedAck(String userId, String what, String shown, Ack ack) {}
