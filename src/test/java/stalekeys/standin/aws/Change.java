package stalekeys.standin.aws;

/** A change that took effect, as CloudTrail would tell it. {@code status} is empty for a deletion. */
public record Change(
        String action,
        String accountId,
        String user,
        String keyId,
        String status,
        String callerArn,
        String sourceIdentity) {}
