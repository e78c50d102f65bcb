package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import stalekeys.standin.slack.workspace.ApiError;

/** One request the bot made; blocks and views are parsed, however they were sent. */
public record ApiCall(String method, ObjectNode args, Instant at) {

    public String arg(String name) {
        return args.path(name).asText("");
    }

    JsonNode node(String name) {
        return args.path(name);
    }

    String required(String name) {
        if (arg(name).isEmpty()) {
            throw new ApiError("invalid_arguments", java.util.List.of("[ERROR] missing required field: " + name));
        }
        return arg(name);
    }
}
