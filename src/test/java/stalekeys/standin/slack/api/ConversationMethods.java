package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** conversations.*: what channels there are, and what the bot may know of them. */
public final class ConversationMethods {
    private final Workspace workspace;

    public ConversationMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    ObjectNode info(ApiCall call) {
        ObjectNode answer = Json.object();
        answer.set("channel", visible(call.required("channel")).toJson());
        return answer;
    }

    ObjectNode members(ApiCall call) {
        Channel channel = visible(call.required("channel"));
        ObjectNode answer = Json.object();
        ArrayNode members = answer.putArray("members");
        channel.members().stream().sorted().forEach(members::add);
        answer.putObject("response_metadata").put("next_cursor", "");
        return answer;
    }

    ObjectNode open(ApiCall call) {
        if (!call.arg("channel").isEmpty()) {
            ObjectNode answer = Json.object();
            answer.putObject("channel").put("id", visible(call.arg("channel")).id());
            return answer;
        }
        Person person = workspace.findPerson(call.required("users")).orElseThrow(() -> new ApiError("user_not_found"));
        if (person.isBot()) {
            throw new ApiError("cannot_dm_bot");
        }
        if (person.isDeleted()) {
            throw new ApiError("user_disabled");
        }
        ObjectNode answer = Json.object();
        answer.putObject("channel")
                .put("id", workspace.directMessages(person.id()).id());
        return answer;
    }

    ObjectNode list(ApiCall call) {
        List<String> types =
                Arrays.asList((call.arg("types").isEmpty() ? "public_channel" : call.arg("types")).split(",", -1));
        boolean leaveOutArchived = call.node("exclude_archived").asBoolean(false);
        ObjectNode answer = Json.object();
        ArrayNode channels = answer.putArray("channels");
        workspace.channels().stream()
                .filter(channel -> types.contains(typeOf(channel)))
                .filter(channel -> !channel.isPrivate() || channel.hasBot())
                .filter(channel -> !(leaveOutArchived && channel.isArchived()))
                .forEach(channel -> channels.add(channel.toJson()));
        answer.putObject("response_metadata").put("next_cursor", "");
        return answer;
    }

    private static String typeOf(Channel channel) {
        if (channel.isIm()) {
            return "im";
        }
        return channel.isPrivate() ? "private_channel" : "public_channel";
    }

    /** A private channel the bot is not in does not exist for it. */
    private Channel visible(String id) {
        return workspace
                .findChannel(id)
                .filter(channel -> !channel.isPrivate() || channel.hasBot())
                .orElseThrow(() -> new ApiError("channel_not_found"));
    }
}
