package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One version of a modal or Home.
 *
 * @param json the view as Slack hands it out: what the bot sent plus id, hash, root_view_id and so on
 * @param errors what the bot said is wrong with an input, by block id
 */
public record OpenView(String id, String userId, ObjectNode json, Map<String, String> errors, long revision) {

    public String type() {
        return json.path("type").asText("");
    }

    public String title() {
        return json.path("title").path("text").asText("");
    }

    public String hash() {
        return json.path("hash").asText("");
    }

    public String callbackId() {
        return json.path("callback_id").asText("");
    }

    public ArrayNode blocks() {
        return Json.list(json, "blocks");
    }

    public boolean notifiesOnClose() {
        return json.path("notify_on_close").asBoolean(false);
    }

    JsonNode field(String name) {
        return json.path(name);
    }

    OpenView withErrors(Map<String, String> said, long newRevision) {
        return new OpenView(id, userId, json, Map.copyOf(said), newRevision);
    }
}
