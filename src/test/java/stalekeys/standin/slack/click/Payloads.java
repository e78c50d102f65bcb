package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** The JSON Slack sends for clicks, submits, closings and events. */
public final class Payloads {
    private final Workspace workspace;
    private final Person person;

    public Payloads(Workspace workspace, Person person) {
        this.workspace = workspace;
        this.person = person;
    }

    ObjectNode action(Target target) {
        JsonNode element = target.element();
        ObjectNode action = Json.object()
                .put("action_id", element.path("action_id").asText())
                .put("block_id", target.block().path("block_id").asText())
                .put("type", element.path("type").asText())
                .put("action_ts", workspace.messages().nextTs());
        for (String copied : new String[] {"text", "value", "style", "placeholder"}) {
            if (element.has(copied)) {
                action.set(copied, element.get(copied).deepCopy());
            }
        }
        if (!target.option().isEmpty()) {
            action.setAll(Inputs.entered(element, target.option()));
        }
        return action;
    }

    ObjectNode blockActions(ObjectNode action, String trigger) {
        ObjectNode payload = base("block_actions").put("trigger_id", trigger);
        payload.putArray("actions").add(action);
        return payload;
    }

    /** Slack sends the message itself only where others can see it too. */
    void inMessage(ObjectNode payload, Message message, String responseUrl, Map<String, ObjectNode> entered) {
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channel())
                .put("is_ephemeral", message.isEphemeral());
        Channel channel = workspace.findChannel(message.channel()).orElseThrow();
        payload.putObject("channel").put("id", channel.id()).put("name", channel.name());
        if (!message.isEphemeral()) {
            payload.set("message", message.json().deepCopy());
        }
        payload.set("state", Inputs.state(message.blocks(), entered));
        payload.put("response_url", responseUrl);
    }

    void inView(ObjectNode payload, OpenView view, Map<String, ObjectNode> entered) {
        payload.putObject("container").put("type", "view").put("view_id", view.id());
        payload.set("view", view(view, entered));
    }

    public ObjectNode submission(OpenView view, Map<String, ObjectNode> entered, String trigger) {
        ObjectNode payload = base("view_submission").put("trigger_id", trigger);
        payload.set("view", view(view, entered));
        payload.putArray("response_urls");
        return payload;
    }

    public ObjectNode closing(OpenView view, Map<String, ObjectNode> entered, boolean cleared) {
        ObjectNode payload = base("view_closed").put("is_cleared", cleared);
        payload.set("view", view(view, entered));
        return payload;
    }

    ObjectNode event(ObjectNode event, String eventId, long time) {
        ObjectNode envelope = Json.object()
                .put("token", "legacy")
                .put("team_id", workspace.teamId())
                .put("api_app_id", workspace.identity().appId())
                .put("type", "event_callback")
                .put("event_id", eventId)
                .put("event_time", time)
                .put("is_ext_shared_channel", false);
        envelope.set("event", event);
        envelope.putArray("authorizations")
                .addObject()
                .putNull("enterprise_id")
                .put("team_id", workspace.teamId())
                .put("user_id", workspace.botUser())
                .put("is_bot", true)
                .put("is_enterprise_install", false);
        return envelope;
    }

    static ObjectNode view(OpenView view, Map<String, ObjectNode> entered) {
        ObjectNode json = view.json().deepCopy();
        json.set("state", Inputs.state(view.blocks(), entered));
        return json;
    }

    /** The payload's team is the app's; the person's own team stands beside the person. */
    private ObjectNode base(String type) {
        ObjectNode payload = Json.object()
                .put("type", type)
                .put("token", "legacy")
                .put("api_app_id", workspace.identity().appId())
                .put("is_enterprise_install", false)
                .putNull("enterprise");
        payload.putObject("team")
                .put("id", workspace.teamId())
                .put("domain", workspace.identity().teamDomain());
        payload.putObject("user")
                .put("id", person.id())
                .put("username", person.name())
                .put("name", person.name())
                .put("team_id", person.teamId());
        return payload;
    }
}
