package stalekeys.slack;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A call that brought no good answer, sorted by what it means.
 *
 * @param name Slack's error name, or a short sentence
 * @param retryAfter how long Slack wants us to wait; null where it did not say
 */
record Trouble(Kind kind, String name, @Nullable Duration retryAfter) {
    static final String RATE_LIMITED = "ratelimited";

    /** What it means for the request. */
    enum Kind {
        /** surely not carried out; later it may be */
        LATER,
        /** surely not carried out, and never will be */
        REFUSED,
        /** may have been carried out */
        UNKNOWN
    }

    /** {@code ok:false}: the name says whether Slack refused or stumbled. */
    static Trouble named(@Nullable String error) {
        String name = error == null || error.isBlank() ? "no reason given" : error;
        return switch (name) {
            case RATE_LIMITED, "rate_limited" -> new Trouble(Kind.LATER, name, null);
            // Slack's own words: these may come after some of the work was done.
            case "internal_error",
                    "fatal_error",
                    "service_unavailable",
                    "request_timeout",
                    "team_added_to_org",
                    "no reason given" -> new Trouble(Kind.UNKNOWN, name, null);
            default -> new Trouble(Kind.REFUSED, name, null);
        };
    }

    static Trouble of(SlackApiException failure) {
        Response response = failure.getResponse();
        int status = response.code();
        if (status == 429) {
            return new Trouble(Kind.LATER, RATE_LIMITED, retryAfter(response.header("Retry-After")));
        }
        return new Trouble(status >= 500 ? Kind.UNKNOWN : Kind.REFUSED, "HTTP status " + status, null);
    }

    static Trouble of(IOException failure) {
        if (failure instanceof NoAnswer) {
            return unreadable();
        }
        return failure instanceof Sending.NotConnected
                ? new Trouble(Kind.LATER, "Slack can't be reached", null)
                : new Trouble(Kind.UNKNOWN, "Slack did not answer", null);
    }

    /** A 200 whose body is no JSON, or none of Slack's, or without what Slack always sends. */
    static Trouble unreadable() {
        return new Trouble(Kind.UNKNOWN, "Slack's answer could not be read", null);
    }

    private static @Nullable Duration retryAfter(@Nullable String seconds) {
        if (seconds == null || !seconds.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(seconds.strip()));
    }
}
