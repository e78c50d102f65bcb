package stalekeys.standin.slack;

/** Something a person did that Slack showed them an error for. */
public record FailedAck(String userId, String what, String shown, Ack ack) {}
