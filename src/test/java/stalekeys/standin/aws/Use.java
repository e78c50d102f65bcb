package stalekeys.standin.aws;

import java.time.Instant;

/** One use of a key, as IAM remembers it. */
public record Use(Instant at, String service, String region) {}
