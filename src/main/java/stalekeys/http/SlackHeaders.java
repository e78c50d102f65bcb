package stalekeys.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Slack's two headers in the form Slack sends them.
 *
 * @param timestamp as sent, for it is part of what is signed: epoch seconds
 * @param signature {@code v0=} and 64 lower-case hexadecimal digits
 */
record SlackHeaders(String timestamp, String signature) {
    static final String TIMESTAMP = "X-Slack-Request-Timestamp";
    static final String SIGNATURE = "X-Slack-Signature";

    /** In both directions: Bolt looks at the past only, so that a request dated ahead could be replayed for long. */
    private static final long MAX_SKEW_SECONDS = 300;

    private static final Pattern TIMESTAMP_FORM = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNATURE_FORM = Pattern.compile("v0=[0-9a-f]{64}");

    /** Empty unless each header is there exactly once: of two, Bolt might check another one than we did. */
    static Optional<SlackHeaders> of(List<String> timestamps, List<String> signatures) {
        if (timestamps.size() != 1 || signatures.size() != 1) {
            return Optional.empty();
        }
        SlackHeaders headers = new SlackHeaders(timestamps.get(0), signatures.get(0));
        return TIMESTAMP_FORM.matcher(headers.timestamp).matches()
                        && SIGNATURE_FORM.matcher(headers.signature).matches()
                ? Optional.of(headers)
                : Optional.empty();
    }

    boolean isNear(Instant now) {
        return Math.abs(Long.parseLong(timestamp) - now.getEpochSecond()) <= MAX_SKEW_SECONDS;
    }
}
