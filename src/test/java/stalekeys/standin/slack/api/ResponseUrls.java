package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import stalekeys.standin.slack.check.BlockKit;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.Workspace;

/** Response URLs: thirty minutes by the workspace's clock, five uses. */
public final class ResponseUrls {
    static final Duration LIFETIME = Duration.ofMinutes(30);
    static final int MOST_USES = 5;
    static final String METHOD = "response_url";

    /** One address; {@code shown} is the message its "original" means. */
    private static final class Address {
        private final String channel;
        private final String user;
        private final Instant given;
        private final boolean ofClick;
        private Optional<Message> shown;
        private int uses;

        private Address(String channel, String user, Instant given, Optional<Message> shown) {
            this.channel = channel;
            this.user = user;
            this.given = given;
            this.ofClick = shown.isPresent();
            this.shown = shown;
        }
    }

    /** What the HTTP answer is. */
    record Answer(int status, String body) {}

    private final Workspace workspace;
    private final Violations violations;
    private final Clock clock;
    private final Supplier<String> prefix;
    private final Map<String, Address> byId = new HashMap<>();

    public ResponseUrls(Workspace workspace, Violations violations, Clock clock, Supplier<String> prefix) {
        this.workspace = workspace;
        this.violations = violations;
        this.clock = clock;
        this.prefix = prefix;
    }

    public String give(String channel, String user, Optional<Message> clickedOn) {
        synchronized (workspace.monitor()) {
            String id = workspace.teamId() + "-" + (byId.size() + 1) + "-" + Integer.toHexString(user.hashCode());
            byId.put(id, new Address(channel, user, clock.instant(), clickedOn));
            return prefix.get() + id;
        }
    }

    Answer use(String id, JsonNode body) {
        synchronized (workspace.monitor()) {
            Address address = byId.get(id);
            if (address == null) {
                return refuse(404, "no_url");
            }
            if (clock.instant().isAfter(address.given.plus(LIFETIME))) {
                return refuse(404, "expired_url");
            }
            if (address.uses >= MOST_USES) {
                return refuse(404, "used_url");
            }
            if (!body.isObject()) {
                return refuse(400, "invalid_payload");
            }
            address.uses++;
            try {
                show(address, body);
                return new Answer(200, "{\"ok\":true}");
            } catch (ApiError e) {
                return new Answer(400, Json.write(WebApi.refusal(e)));
            }
        }
    }

    /**
     * Shows the body of an acknowledgement as if it came through the response URL, without counting it as a use. What
     * Slack would not take is recorded and not shown.
     */
    public void showAck(String responseUrl, JsonNode body) {
        synchronized (workspace.monitor()) {
            try {
                show(byId.get(responseUrl.substring(prefix.get().length())), body);
            } catch (ApiError refused) {
                violations.advise("acknowledgement", "not shown: " + refused.error());
            }
        }
    }

    private void show(Address address, JsonNode body) {
        Optional<Message> original =
                address.shown.flatMap(message -> workspace.messages().find(message.channel(), message.ts()));
        if (body.path("delete_original").asBoolean(false)) {
            original.ifPresent(message -> workspace.messages().delete(message));
            return;
        }
        check(address, body);
        boolean replace = body.path("replace_original").asBoolean(false);
        if (replace && original.isPresent()) {
            ObjectNode json = original.get().json().deepCopy();
            json.remove("blocks");
            json.setAll(content(body));
            address.shown = Optional.of(workspace.messages().change(original.get(), json));
            return;
        }
        boolean inChannel = body.path("response_type").asText("").equals("in_channel");
        Message posted = workspace
                .messages()
                .post(
                        address.channel,
                        inChannel ? Optional.empty() : Optional.of(address.user),
                        Json.text(body, "thread_ts"),
                        content(body));
        if (!address.ofClick) {
            address.shown = Optional.of(posted);
        }
    }

    private void check(Address address, JsonNode body) {
        if (body.path("text").asText("").isEmpty() && body.path("blocks").isEmpty()) {
            throw new ApiError("no_text");
        }
        violations.refuse(METHOD, BlockKit.checkMessage(body));
        if (address.ofClick && !body.has("replace_original") && !body.has("response_type")) {
            violations.advise(
                    METHOD, "say replace_original or response_type: what Slack does without either has changed");
        }
    }

    private ObjectNode content(JsonNode body) {
        ObjectNode json = workspace.botMessage(body.path("text").asText(""));
        if (body.path("blocks").isArray() && !body.path("blocks").isEmpty()) {
            json.set("blocks", body.path("blocks").deepCopy());
        }
        return json;
    }

    private static Answer refuse(int status, String error) {
        return new Answer(status, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }
}
