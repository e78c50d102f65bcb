package stalekeys.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import stalekeys.work.ledger.Meters;

/** Counts every call of Slack's that came to nothing, whoever made it and whatever they make of it. */
final class ErrorMetrics implements Interceptor {
    /** Refusals are short. What is longer has data in it, and Slack sends that only with ok. */
    private static final long LONGEST_REFUSAL = 8_192;

    /** Stands for whatever is no method of the Web API. */
    static final String RESPONSE_URL = "response_url";

    private static final Pattern NOT_OK = Pattern.compile("\"ok\"\\s*:\\s*false");

    private final Meters meters;

    ErrorMetrics(Meters meters) {
        this.meters = meters;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        String method = method(chain.request());
        try {
            Response response = chain.proceed(chain.request());
            String error = response.isSuccessful() ? refusal(response) : "http_" + response.code();
            if (error.isEmpty() && method.equals(RESPONSE_URL) && !saysOk(response)) {
                error = "no_answer";
            }
            if (!error.isEmpty()) {
                meters.slackError(method, error);
            }
            return response;
        } catch (IOException failure) {
            meters.slackError(method, "no_answer");
            throw failure;
        }
    }

    private static boolean saysOk(Response response) throws IOException {
        return response.code() != 200
                || ResponseAnswer.isOk(response.peekBody(LONGEST_REFUSAL).string());
    }

    /** The last part of a Web API's path; the rest (response URLs) have a secret there. */
    static String method(Request request) {
        List<String> path = request.url().pathSegments();
        String last = path.get(path.size() - 1);
        return last.matches("[a-zA-Z]+(\\.[a-zA-Z]+)+") ? last : RESPONSE_URL;
    }

    /** Slack's name for it where it answered {@code ok:false}; empty where it did not. */
    static String refusal(Response response) throws IOException {
        String body = response.peekBody(LONGEST_REFUSAL).string();
        if (!NOT_OK.matcher(body).find()) {
            return "";
        }
        JsonNode answer = SlackJson.read(body);
        return answer.isObject() ? answer.path("error").asText("unnamed") : "";
    }
}
