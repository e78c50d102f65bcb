package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import stalekeys.standin.slack.check.BlockKit;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.standin.slack.workspace.Triggers;
import stalekeys.standin.slack.workspace.Views;
import stalekeys.standin.slack.workspace.Workspace;

/** views.*: modals and Home. */
public final class ViewMethods {
    private final Workspace workspace;
    private final Violations violations;

    public ViewMethods(Workspace workspace, Violations violations) {
        this.workspace = workspace;
        this.violations = violations;
    }

    ObjectNode open(ApiCall call) {
        JsonNode view = view(call, "modal");
        Triggers.Trigger trigger = workspace.triggers().look(call.required("trigger_id"));
        externalIdIsNew(view, Optional.empty());
        workspace.triggers().use(trigger);
        return answer(workspace.views().open(trigger.userId(), view));
    }

    ObjectNode push(ApiCall call) {
        JsonNode view = view(call, "modal");
        Triggers.Trigger trigger = workspace.triggers().look(call.required("trigger_id"));
        List<OpenView> stack = workspace.views().stack(trigger.userId());
        // Only a trigger of something that happened in a modal can push onto that modal.
        if (stack.isEmpty() || trigger.viewId().isEmpty()) {
            throw new ApiError("not_found");
        }
        if (stack.size() >= Views.MOST_ON_A_STACK) {
            throw new ApiError("push_limit_reached");
        }
        externalIdIsNew(view, Optional.empty());
        workspace.triggers().use(trigger);
        return answer(workspace.views().push(trigger.userId(), view));
    }

    ObjectNode update(ApiCall call) {
        OpenView old = workspace
                .views()
                .byId(call.arg("view_id"))
                .or(() -> workspace.views().byExternalId(call.arg("external_id")))
                .orElseThrow(() -> new ApiError("not_found"));
        JsonNode view = view(call, old.type());
        sameHash(call, old);
        externalIdIsNew(view, Optional.of(old));
        return answer(workspace.views().update(old, view));
    }

    ObjectNode publish(ApiCall call) {
        String user = call.required("user_id");
        if (workspace.findPerson(user).filter(person -> !person.isDeleted()).isEmpty()) {
            throw new ApiError("invalid_arguments", List.of("[ERROR] invalid user_id"));
        }
        JsonNode view = view(call, "home");
        workspace.home(user).ifPresent(old -> sameHash(call, old));
        return answer(workspace.views().publish(user, view));
    }

    private JsonNode view(ApiCall call, String type) {
        JsonNode view = call.node("view");
        violations.refuse(call.method(), BlockKit.checkView(view));
        if (!view.path("type").asText("").equals(type)) {
            throw new ApiError("invalid_arguments", List.of("[ERROR] the view must be a " + type));
        }
        return view;
    }

    private static void sameHash(ApiCall call, OpenView old) {
        if (!call.arg("hash").isEmpty() && !call.arg("hash").equals(old.hash())) {
            throw new ApiError("hash_conflict");
        }
    }

    private void externalIdIsNew(JsonNode view, Optional<OpenView> changed) {
        workspace
                .views()
                .byExternalId(view.path("external_id").asText(""))
                .filter(found ->
                        changed.map(old -> !old.id().equals(found.id())).orElse(true))
                .ifPresent(found -> {
                    throw new ApiError("duplicate_external_id");
                });
    }

    private static ObjectNode answer(OpenView view) {
        ObjectNode answer = Json.object();
        answer.set("view", view.json().deepCopy());
        return answer;
    }
}
