package stalekeys.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a response URL.
 *
 * @param problem a short sentence; empty where it was shown
 */
record ResponseAnswer(Kind kind, String problem) {
    /** What became of the answer. */
    enum Kind {
        SHOWN,
        /** Slack does not want it like this */
        REFUSED,
        /** another try with something else would not help, or might show it twice */
        LOST
    }

    private static final ResponseAnswer SHOWN = new ResponseAnswer(Kind.SHOWN, "");

    static ResponseAnswer of(int status, @Nullable String body) {
        return switch (status) {
            case 200 -> of(body == null ? "" : body.strip());
            case 400 -> new ResponseAnswer(Kind.REFUSED, "HTTP status 400");
            case 404 ->
                new ResponseAnswer(
                        Kind.LOST,
                        "the response_url has expired, or was used up (Slack takes 5 answers within 30 minutes)");
            default -> of(SlackError.status(status));
        };
    }

    static ResponseAnswer of(SlackError error) {
        return new ResponseAnswer(Kind.LOST, error.name());
    }

    private static ResponseAnswer of(String body) {
        if (isOk(body)) {
            return SHOWN;
        }
        JsonNode answer = SlackJson.read(body);
        boolean refused = answer.path("ok").isBoolean() && !answer.path("ok").asBoolean();
        return refused
                ? new ResponseAnswer(Kind.REFUSED, answer.path("error").asText("no reason given"))
                : of(SlackError.unreadable());
    }

    /** {@code ok}, or {@code {"ok":true}}. Files that are uploaded are confirmed by {@code OK - 123}. */
    static boolean isOk(String body) {
        String text = body.strip();
        return text.equals("ok")
                || text.startsWith("OK - ")
                || SlackJson.read(text).path("ok").asBoolean(false);
    }
}
