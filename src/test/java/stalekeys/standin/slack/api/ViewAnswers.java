package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stalekeys.standin.slack.check.BlockKit;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.standin.slack.workspace.Views;
import stalekeys.standin.slack.workspace.Workspace;

/** What the acknowledgement of a view_submission does to the dialog. */
public final class ViewAnswers {
    private static final String METHOD = "view_submission";

    private final Workspace workspace;
    private final Violations violations;

    public ViewAnswers(Workspace workspace, Violations violations) {
        this.workspace = workspace;
        this.violations = violations;
    }

    /** An empty body closes this dialog; a broken answer leaves it as it is and is recorded. */
    public void apply(OpenView submitted, String body) {
        Optional<OpenView> open = workspace.views().byId(submitted.id());
        if (open.isEmpty()) {
            return;
        }
        OpenView view = open.get();
        JsonNode answer = Json.parse(body);
        switch (answer.path("response_action").asText("")) {
            case "" -> workspace.views().close(view);
            case "clear" -> workspace.views().closeAll(view.userId());
            case "update" -> {
                if (takes(answer.path("view"))) {
                    workspace.views().update(view, answer.path("view"));
                }
            }
            case "push" -> push(view, answer.path("view"));
            case "errors" -> errors(view, answer.path("errors"));
            default -> violations.advise(METHOD, "unknown response_action in " + body);
        }
    }

    private void push(OpenView view, JsonNode pushed) {
        List<OpenView> stack = workspace.views().stack(view.userId());
        if (stack.size() >= Views.MOST_ON_A_STACK) {
            violations.advise(METHOD, "push_limit_reached");
        } else if (takes(pushed)) {
            workspace.views().push(view.userId(), pushed);
        }
    }

    private void errors(OpenView view, JsonNode errors) {
        Map<String, String> said = new HashMap<>();
        errors.properties().forEach(error -> {
            said.put(error.getKey(), error.getValue().asText());
            boolean isInput = false;
            for (JsonNode block : view.blocks()) {
                isInput |= block.path("type").asText("").equals("input")
                        && block.path("block_id").asText("").equals(error.getKey());
            }
            if (!isInput) {
                violations.advise(METHOD, "errors name a block that is no input: " + error.getKey());
            }
        });
        workspace.views().showErrors(view, said);
    }

    private boolean takes(JsonNode view) {
        try {
            violations.refuse(METHOD, BlockKit.checkView(view));
            return true;
        } catch (ApiError refused) {
            return false;
        }
    }
}
