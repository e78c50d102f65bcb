package stalekeys.slack.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.slack.api.BotScope;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** Each scope the app needs, and those it has beyond. */
final class ScopeCheck implements Check {
    private final @Nullable Set<String> allowed;

    /** @param allowed null where Slack did not tell */
    ScopeCheck(@Nullable Set<String> allowed) {
        this.allowed = allowed;
    }

    @Override
    public List<CheckResult> look() {
        Set<String> told = allowed;
        if (told == null) {
            return List.of(CheckResult.note("scopes", "Not checked: Slack did not tell them."));
        }
        List<CheckResult> results = new ArrayList<>();
        for (BotScope scope : BotScope.values()) {
            String what = "scope " + scope.id();
            results.add(
                    told.contains(scope.id())
                            ? CheckResult.ok(what, "The app has it.")
                            : CheckResult.wrong(
                                    what,
                                    "The app does not have it: " + scope.otherwise()
                                            + ". Add it under OAuth & Permissions, and reinstall the app."));
        }
        List<String> beyond =
                told.stream().filter(scope -> BotScope.of(scope).isEmpty()).toList();
        if (!beyond.isEmpty()) {
            results.add(CheckResult.note(
                    "scopes beyond",
                    "The app has more than it needs: " + String.join(", ", beyond) + ". They can be taken away."));
        }
        return results;
    }
}
