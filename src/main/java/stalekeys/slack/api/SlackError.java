package stalekeys.slack.api;

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
public record SlackError(Kind kind, String name, @Nullable Duration retryAfter) {
    public static final String RATE_LIMITED = "ratelimited";

    private static final String PROXY_LOGIN =
            "a proxy wants credentials, or others: put them into the URL in HTTPS_PROXY";

    /** What it means for the request. */
    public enum Kind {
        /** surely not carried out; later it may be */
        LATER,
        /** surely not carried out, and never will be */
        REFUSED,
        /** may have been carried out */
        UNKNOWN
    }

    /** {@code ok:false}: the name says whether Slack refused or stumbled. */
    public static SlackError named(@Nullable String error) {
        String name = error == null || error.isBlank() ? "no reason given" : error;
        return switch (name) {
            case RATE_LIMITED, "rate_limited" -> new SlackError(Kind.LATER, name, null);
            // Slack's own words: these may come after some of the work was done.
            case "internal_error",
                    "fatal_error",
                    "service_unavailable",
                    "request_timeout",
                    "team_added_to_org",
                    "no reason given" -> new SlackError(Kind.UNKNOWN, name, null);
            default -> new SlackError(Kind.REFUSED, name, null);
        };
    }

    public static SlackError of(SlackApiException failure) {
        Response response = failure.getResponse();
        int status = response.code();
        if (status == 429) {
            return new SlackError(Kind.LATER, RATE_LIMITED, retryAfter(response.header("Retry-After")));
        }
        return status(status);
    }

    /** Not 200. What a proxy answers that wants to know who asks never came to Slack. */
    static SlackError status(int status) {
        if (status == 407) {
            return new SlackError(Kind.LATER, PROXY_LOGIN + " (HTTP status 407)", null);
        }
        if (status >= 300 && status < 400) {
            return new SlackError(
                    Kind.REFUSED, "a redirect was not followed; Slack sends none (HTTP status " + status + ")", null);
        }
        return new SlackError(status >= 500 ? Kind.UNKNOWN : Kind.REFUSED, "HTTP status " + status, null);
    }

    public static SlackError of(IOException failure) {
        if (failure instanceof InvalidResponse) {
            return unreadable();
        }
        if (wantsLogin(failure)) {
            return new SlackError(Kind.LATER, PROXY_LOGIN, null);
        }
        return failure instanceof SendOutcome.NotConnected
                ? new SlackError(Kind.LATER, "Slack can't be reached", null)
                : new SlackError(Kind.UNKNOWN, "Slack did not answer", null);
    }

    /** OkHttp's words for a 407 in place of a tunnel, and for one from whom it does not take for a proxy. */
    private static boolean wantsLogin(IOException failure) {
        String text = failure.getMessage();
        return text != null && (text.contains("authenticate with proxy") || text.contains("HTTP_PROXY_AUTH"));
    }

    /** A 200 whose body is no JSON, or none of Slack's, or without what Slack always sends. */
    public static SlackError unreadable() {
        return new SlackError(Kind.UNKNOWN, "Slack's answer could not be read", null);
    }

    private static @Nullable Duration retryAfter(@Nullable String seconds) {
        if (seconds == null || !seconds.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(seconds.strip()));
    }
}
