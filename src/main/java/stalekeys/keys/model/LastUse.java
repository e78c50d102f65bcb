package stalekeys.keys.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a key was last used. "Never" and "could not be read" are different answers: nobody may take the second for the
 * first. IAM has kept this since 2015-04-22 and it lags behind by minutes to hours.
 *
 * @param at set for {@link Kind#USED} only
 * @param service IAM's short name ("s3"), for {@link Kind#USED}; null where IAM gave none or "N/A"
 * @param region as service
 */
public record LastUse(
        Kind kind,
        @Nullable Instant at,
        @Nullable String service,
        @Nullable String region) {
    /** Which of the three answers it is. */
    public enum Kind {
        USED,
        NEVER,
        UNREADABLE
    }

    public LastUse {
        if ((kind == Kind.USED) != (at != null)) {
            throw new IllegalArgumentException("a use has a time, and nothing else has one");
        }
    }

    public static LastUse used(Instant at, @Nullable String service, @Nullable String region) {
        return new LastUse(Kind.USED, at, known(service), known(region));
    }

    public static LastUse never() {
        return new LastUse(Kind.NEVER, null, null, null);
    }

    public static LastUse unreadable() {
        return new LastUse(Kind.UNREADABLE, null, null, null);
    }

    /** Whether the key is known to have been used within this long before now. */
    public boolean within(Duration span, Instant now) {
        return at != null && at.isAfter(now.minus(span));
    }

    /** Whether this is a use later than what was known before: false where it can't be told. */
    public boolean laterThan(LastUse before) {
        if (at == null) {
            return false;
        }
        return before.at == null || at.isAfter(before.at);
    }

    /** SES's SMTP passwords derive from the key's secret, so switching the key off stops the mail. */
    public boolean byEmailService() {
        return service != null && (service.equals("ses") || service.startsWith("ses-"));
    }

    private static @Nullable String known(@Nullable String word) {
        return word == null || word.isBlank() || word.equals("N/A") ? null : word;
    }
}
