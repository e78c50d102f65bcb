package stalekeys.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a request in one of the shapes Slack sends: an event as JSON, or a form that holds a command, a payload or
 * an SSL check. Anything else is stopped here, because Bolt writes what it can't read into the log as a whole, or throws
 * an exception with the body in its text.
 *
 * @param text the body
 * @param form the fields of a form; empty for JSON
 * @param rateNotice whether it is Slack's notice that it holds events back ({@code app_rate_limited}), which Bolt does not know
 */
record SlackBody(String text, Map<String, List<String>> form, boolean rateNotice) {
    private static final Set<String> INTERACTIONS = Set.of(
            "block_actions",
            "block_suggestion",
            "dialog_cancellation",
            "dialog_submission",
            "dialog_suggestion",
            "interactive_message",
            "message_action",
            "shortcut",
            "view_closed",
            "view_submission");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Optional<SlackBody> of(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            // As Bolt decides: by the first character, not by the content type.
            if (text.stripLeading().startsWith("{")) {
                JsonNode json = JSON.readTree(text);
                boolean rateNotice = json.path("type").asText("").equals("app_rate_limited")
                        && json.path("minute_rate_limited").isNumber();
                return rateNotice || isEvent(json)
                        ? Optional.of(new SlackBody(text, Map.of(), rateNotice))
                        : Optional.empty();
            }
            Map<String, List<String>> form = decode(text);
            return isForm(form) ? Optional.of(new SlackBody(text, form, false)) : Optional.empty();
        } catch (CharacterCodingException | JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isEvent(JsonNode json) {
        return switch (json.path("type").asText("")) {
            case "event_callback" -> json.path("event").path("type").isTextual();
            case "url_verification" -> json.path("challenge").isTextual();
            default -> false;
        };
    }

    private static boolean isForm(Map<String, List<String>> form) throws JsonProcessingException {
        List<String> payloads = form.getOrDefault("payload", List.of());
        if (!payloads.isEmpty()) {
            return payloads.size() == 1 && isInteraction(JSON.readTree(payloads.get(0)));
        }
        return form.containsKey("command")
                || form.getOrDefault("ssl_check", List.of()).contains("1");
    }

    private static boolean isInteraction(JsonNode json) {
        String type = json.path("type").asText("");
        boolean viewIsThere = json.path("view").path("type").isTextual();
        return INTERACTIONS.contains(type) && (viewIsThere || !type.startsWith("view_"));
    }

    private static Map<String, List<String>> decode(String form) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(unescape(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(unescape(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                // A field without a value is fine in a form, but must be decodable: Bolt decodes it.
                fields.computeIfAbsent(unescape(pair), name -> new ArrayList<>())
                        .add("");
            }
        }
        return fields;
    }

    /** Throws IllegalArgumentException where an escape is broken. */
    private static String unescape(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
