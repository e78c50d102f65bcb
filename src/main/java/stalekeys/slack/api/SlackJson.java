package stalekeys.slack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.response.Response;

/** What goes over a connection of Socket Mode, as JSON. */
public final class SlackJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SlackJson() {}

    /** A missing node where it is no JSON. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MAPPER.missingNode();
        }
    }

    /** The acknowledgement that stands for this answer over HTTP. */
    public static String acknowledgement(String envelopeId, Response response) {
        ObjectNode json = MAPPER.createObjectNode().put("envelope_id", envelopeId);
        String body = response.getBody();
        if (body != null && !body.isBlank()) {
            JsonNode payload = read(body);
            json.set(
                    "payload",
                    payload.isObject() ? payload : MAPPER.createObjectNode().put("text", body));
        }
        return json.toString();
    }
}
