package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import stalekeys.standin.slack.socket.SocketFront;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Workspace;

/** The table of Web API methods. */
public final class WebApi {
    static final String RATE_LIMITED = "ratelimited";

    private final Workspace workspace;
    private final String token;
    private volatile Optional<Connections> connections = Optional.empty();
    private final Map<String, Function<ApiCall, ObjectNode>> methods;

    public WebApi(
            Workspace workspace,
            String token,
            PeopleMethods people,
            ConversationMethods conversations,
            ChatMethods chat,
            ViewMethods views,
            FileMethods files) {
        this.workspace = workspace;
        this.token = token;
        this.methods = Map.ofEntries(
                Map.entry("auth.test", people::authTest),
                Map.entry("users.info", people::info),
                Map.entry("users.lookupByEmail", people::lookupByEmail),
                Map.entry("usergroups.list", people::groups),
                Map.entry("usergroups.users.list", people::groupMembers),
                Map.entry("conversations.info", conversations::info),
                Map.entry("conversations.members", conversations::members),
                Map.entry("conversations.open", conversations::open),
                Map.entry("conversations.list", conversations::list),
                Map.entry("chat.postMessage", chat::postMessage),
                Map.entry("chat.postEphemeral", chat::postEphemeral),
                Map.entry("chat.update", chat::update),
                Map.entry("chat.delete", chat::delete),
                Map.entry("chat.getPermalink", chat::permalink),
                Map.entry("views.open", views::open),
                Map.entry("views.push", views::push),
                Map.entry("views.update", views::update),
                Map.entry("views.publish", views::publish),
                Map.entry("files.getUploadURLExternal", files::uploadUrl),
                Map.entry("files.completeUploadExternal", files::complete));
    }

    /** What apps.connections.open stands on; the one method with a token of its own. */
    private record Connections(String appToken, SocketFront front) {}

    public void connectionsOf(String appToken, SocketFront front) {
        connections = Optional.of(new Connections(appToken, front));
    }

    /** The answer's JSON, {@code ok:false} ones included. Methods run one at a time. */
    ObjectNode answer(ApiCall call, Optional<String> givenToken) {
        synchronized (workspace.monitor()) {
            try {
                if (call.method().equals("api.test")) {
                    return ok(Json.object());
                }
                if (call.method().equals("apps.connections.open")) {
                    return ok(connection(givenToken));
                }
                checkToken(givenToken);
                Function<ApiCall, ObjectNode> method = methods.get(call.method());
                if (method == null) {
                    throw new ApiError("unknown_method");
                }
                return ok(method.apply(call));
            } catch (ApiError e) {
                return refusal(e);
            }
        }
    }

    private ObjectNode connection(Optional<String> given) {
        if (given.isPresent() && given.get().equals(token)) {
            throw new ApiError("not_allowed_token_type");
        }
        return connections
                .filter(known -> given.isPresent() && given.get().equals(known.appToken()))
                .map(known -> known.front().open())
                .orElseThrow(() -> new ApiError("invalid_auth"));
    }

    private void checkToken(Optional<String> given) {
        if (given.isEmpty()) {
            throw new ApiError("not_authed");
        }
        if (!given.get().equals(token)) {
            throw new ApiError("invalid_auth");
        }
        if (workspace.isTokenRevoked()) {
            throw new ApiError("token_revoked");
        }
    }

    private static ObjectNode ok(ObjectNode answer) {
        ObjectNode ok = Json.object().put("ok", true);
        ok.setAll(answer);
        return ok;
    }

    static ObjectNode refusal(ApiError error) {
        ObjectNode refused = Json.object().put("ok", false).put("error", error.error());
        if (!error.messages().isEmpty()) {
            ArrayNode messages = refused.putObject("response_metadata").putArray("messages");
            error.messages().forEach(messages::add);
            // Slack repeats them here for views and blocks.
            ArrayNode errors = refused.putArray("errors");
            error.messages().forEach(message -> errors.add(message.replace("[ERROR] ", "")));
        }
        return refused;
    }
}
