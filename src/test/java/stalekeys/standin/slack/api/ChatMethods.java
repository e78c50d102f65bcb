package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import stalekeys.standin.slack.check.BlockKit;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** chat.*: posting, changing and deleting messages. */
public final class ChatMethods {
    private final Workspace workspace;
    private final Violations violations;
    private final Pace limiter;

    public ChatMethods(Workspace workspace, Violations violations, Pace limiter) {
        this.workspace = workspace;
        this.violations = violations;
        this.limiter = limiter;
    }

    ObjectNode postMessage(ApiCall call) {
        Channel channel = target(call.required("channel"));
        mayPost(channel);
        content(call);
        if (call.arg("text").length() > 40_000) {
            throw new ApiError("msg_too_long");
        }
        limiter.check(channel.id());
        Message posted = workspace
                .messages()
                .post(channel.id(), Optional.empty(), Json.text(call.args(), "thread_ts"), json(call));
        ObjectNode answer = Json.object().put("channel", channel.id()).put("ts", posted.ts());
        answer.set("message", posted.json().deepCopy());
        return answer;
    }

    ObjectNode postEphemeral(ApiCall call) {
        Channel channel = target(call.required("channel"));
        mayPost(channel);
        String user = call.required("user");
        if (!channel.has(user)) {
            throw new ApiError("user_not_in_channel");
        }
        content(call);
        Message posted = workspace
                .messages()
                .post(channel.id(), Optional.of(user), Json.text(call.args(), "thread_ts"), json(call));
        return Json.object().put("message_ts", posted.ts());
    }

    ObjectNode update(ApiCall call) {
        Message old = own(call, "cant_update_message");
        content(call);
        ObjectNode json = old.json().deepCopy();
        json.put("text", call.arg("text"));
        json.putObject("edited")
                .put("user", workspace.botUser())
                .put("ts", workspace.messages().nextTs());
        // Blocks that are not sent again are gone.
        json.remove("blocks");
        if (call.node("blocks").isArray() && !call.node("blocks").isEmpty()) {
            json.set("blocks", call.node("blocks").deepCopy());
        }
        if (call.node("metadata").isObject()) {
            json.set("metadata", call.node("metadata"));
        }
        Message changed = workspace.messages().change(old, json);
        ObjectNode answer = Json.object()
                .put("channel", changed.channel())
                .put("ts", changed.ts())
                .put("text", changed.text());
        answer.set("message", changed.json().deepCopy());
        return answer;
    }

    ObjectNode delete(ApiCall call) {
        Message old = own(call, "cant_delete_message");
        workspace.messages().delete(old);
        return Json.object().put("channel", old.channel()).put("ts", old.ts());
    }

    ObjectNode permalink(ApiCall call) {
        String channel = call.required("channel");
        if (workspace.findChannel(channel).isEmpty()) {
            throw new ApiError("channel_not_found");
        }
        Message message = workspace
                .messages()
                .find(channel, call.required("message_ts"))
                .orElseThrow(() -> new ApiError("message_not_found"));
        return Json.object()
                .put("channel", channel)
                .put(
                        "permalink",
                        "https://" + workspace.identity().teamDomain() + ".slack.com/archives/" + channel + "/p"
                                + message.ts().replace(".", ""));
    }

    /** A U id opens the direct messages; a name is looked up with or without its #. */
    private Channel target(String channel) {
        Optional<Person> person = workspace.findPerson(channel);
        if (person.isPresent()) {
            if (person.get().isDeleted() || person.get().isBot()) {
                throw new ApiError("channel_not_found");
            }
            return workspace.directMessages(channel);
        }
        return workspace
                .findChannel(channel)
                .or(() -> workspace.findChannelByName(channel))
                .orElseThrow(() -> new ApiError("channel_not_found"));
    }

    private void mayPost(Channel channel) {
        if (channel.isIm()) {
            if (workspace.isMessagesTabDisabled()) {
                throw new ApiError("messages_tab_disabled");
            }
            if (workspace
                    .findPerson(channel.imWith())
                    .filter(p -> !p.isDeleted())
                    .isEmpty()) {
                throw new ApiError("channel_not_found");
            }
            return;
        }
        if (!channel.hasBot()) {
            throw new ApiError(channel.isPrivate() ? "channel_not_found" : "not_in_channel");
        }
        if (channel.isArchived()) {
            throw new ApiError("is_archived");
        }
        if (channel.isPostingRestricted()) {
            throw new ApiError("restricted_action");
        }
    }

    private Message own(ApiCall call, String notOwn) {
        String channel = call.required("channel");
        if (workspace.findChannel(channel).isEmpty()) {
            throw new ApiError("channel_not_found");
        }
        Message message = workspace
                .messages()
                .find(channel, call.required("ts"))
                .filter(found -> !found.isEphemeral())
                .orElseThrow(() -> new ApiError("message_not_found"));
        if (!message.author().equals(workspace.botUser())) {
            throw new ApiError(notOwn);
        }
        if (workspace.findChannel(channel).filter(Channel::isArchived).isPresent()) {
            throw new ApiError("is_inactive");
        }
        return message;
    }

    private void content(ApiCall call) {
        JsonNode blocks = call.node("blocks");
        if (call.arg("text").isEmpty() && (!blocks.isArray() || blocks.isEmpty())) {
            throw new ApiError("no_text");
        }
        if (!blocks.isMissingNode() && !blocks.isArray()) {
            throw new ApiError("invalid_blocks_format", List.of("[ERROR] blocks must be a list"));
        }
        violations.refuse(call.method(), BlockKit.checkMessage(call.args()));
    }

    private ObjectNode json(ApiCall call) {
        ObjectNode json = workspace.botMessage(call.arg("text"));
        if (call.node("blocks").isArray()) {
            json.set("blocks", call.node("blocks").deepCopy());
        }
        if (call.node("metadata").isObject()) {
            json.set("metadata", call.node("metadata"));
        }
        return json;
    }
}
