package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One version of a message.
 *
 * @param onlyFor the one person who can see an ephemeral message
 * @param json as Slack would hand it out, with block ids filled in
 * @param revision grows with each change in the workspace: the time order of versions
 */
public record Message(
        String channel,
        String ts,
        Optional<String> onlyFor,
        Optional<String> threadTs,
        ObjectNode json,
        long revision,
        boolean edited,
        boolean deleted) {

    public String text() {
        return json.path("text").asText("");
    }

    public ArrayNode blocks() {
        return Json.list(json, "blocks");
    }

    public boolean isEphemeral() {
        return onlyFor.isPresent();
    }

    public String author() {
        return json.path("user").asText("");
    }

    Message changedTo(ObjectNode newJson, long newRevision) {
        return new Message(channel, ts, onlyFor, threadTs, newJson, newRevision, true, deleted);
    }

    Message removed(long newRevision) {
        return new Message(channel, ts, onlyFor, threadTs, json, newRevision, edited, true);
    }
}
