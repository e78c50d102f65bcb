package stalekeys.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.response.Response;

/** What goes over a connection of Socket Mode, as JSON. */
final class SocketJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SocketJson() {}

    /** A missing node where it is no JSON. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MAPPER.missingNode();
        }
    }

    /** The acknowledgement that stands for this answer over HTTP. */
    static String acknowledgement(String envelopeId, Response response) {
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
