package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Identity;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** auth, users and usergroups. */
public final class PeopleMethods {
    private final Workspace workspace;

    public PeopleMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    ObjectNode authTest(ApiCall call) {
        Identity identity = workspace.identity();
        if (workspace.isOrganizationWide()) {
            return Json.object()
                    .put("team", "The organization")
                    .put("user", identity.botName())
                    .putNull("team_id")
                    .put("user_id", identity.botUser())
                    .put("bot_id", identity.botId())
                    .put("enterprise_id", "E0EXAMPLE")
                    .put("is_enterprise_install", true);
        }
        return Json.object()
                .put("url", "https://" + identity.teamDomain() + ".slack.com/")
                .put("team", identity.teamDomain())
                .put("user", identity.botName())
                .put("team_id", identity.teamId())
                .put("user_id", identity.botUser())
                .put("bot_id", identity.botId())
                .put("is_enterprise_install", false);
    }

    ObjectNode info(ApiCall call) {
        Person person = workspace.findPerson(call.required("user")).orElseThrow(() -> new ApiError("user_not_found"));
        ObjectNode answer = Json.object();
        answer.set("user", person.toJson(workspace.teamId()));
        return answer;
    }

    /** A deactivated account is not found by its address, and neither is another company's. */
    ObjectNode lookupByEmail(ApiCall call) {
        String email = call.required("email");
        Person person = workspace.people().stream()
                .filter(each -> each.email().equalsIgnoreCase(email))
                .filter(each -> !each.isDeleted() && each.teamId().equals(workspace.teamId()))
                .findFirst()
                .orElseThrow(() -> new ApiError("users_not_found"));
        ObjectNode answer = Json.object();
        answer.set("user", person.toJson(workspace.teamId()));
        return answer;
    }

    ObjectNode groups(ApiCall call) {
        needPaidPlan();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("usergroups");
        workspace
                .groups()
                .forEach((id, members) -> list.addObject()
                        .put("id", id)
                        .put("team_id", workspace.teamId())
                        .put("is_usergroup", true)
                        .put("name", id)
                        .put("handle", id)
                        .put("date_delete", 0)
                        .put("user_count", members.size()));
        return answer;
    }

    ObjectNode groupMembers(ApiCall call) {
        needPaidPlan();
        List<String> members = workspace.groups().get(call.required("usergroup"));
        if (members == null) {
            throw new ApiError("no_such_subteam");
        }
        ObjectNode answer = Json.object();
        ArrayNode users = answer.putArray("users");
        members.forEach(users::add);
        return answer;
    }

    private void needPaidPlan() {
        if (workspace.groupsNeedUpgrade()) {
            throw new ApiError("plan_upgrade_required");
        }
    }
}
