package stalekeys.slack;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stalekeys.work.CheckResult;

/**
 * What Slack says of the bot token.
 *
 * @param result how it stands with the token itself
 * @param teamId the workspace; empty where the token is no good
 * @param scopes what it is allowed; null where Slack did not tell
 */
record BotToken(CheckResult result, String teamId, @Nullable Set<String> scopes) {
    private static final String WHAT = "SLACK_BOT_TOKEN";
    private static final String SCOPES = "x-oauth-scopes";

    static BotToken ask(SlackApi api) {
        try {
            Answer.OfAuthTest answer = api.call("auth.test", Map.of(), Answer.OfAuthTest.class);
            if (answer.isOk()
                    && OneWorkspace.isOrganizations(
                            answer.teamId, answer.enterpriseId, Boolean.TRUE.equals(answer.isEnterpriseInstall))) {
                return new BotToken(CheckResult.wrong(WHAT, OneWorkspace.REINSTALL), "", null);
            }
            if (answer.isOk() && answer.teamId != null && !answer.teamId.isBlank()) {
                return new BotToken(
                        CheckResult.ok(
                                WHAT, "Slack knows it: " + answer.user + " in the workspace " + answer.team + "."),
                        answer.teamId,
                        scopes(answer.getHttpResponseHeaders()));
            }
            return failed(Trouble.named(answer.getError()));
        } catch (SlackApiException failure) {
            return failed(Trouble.of(failure));
        } catch (IOException failure) {
            return failed(Trouble.of(failure));
        } catch (RuntimeException failure) {
            // The client's JSON parser.
            return failed(Trouble.unreadable());
        }
    }

    boolean isGood() {
        return result.kind() == CheckResult.Kind.OK;
    }

    /** Whether it surely lacks this scope. */
    boolean lacks(BotScope scope) {
        return scopes != null && !scopes.contains(scope.id());
    }

    private static BotToken failed(Trouble trouble) {
        CheckResult result = trouble.kind() == Trouble.Kind.REFUSED
                ? CheckResult.wrong(
                        WHAT,
                        "Slack does not accept it (" + trouble.name()
                                + "). Reinstall the app, or copy the bot token (xoxb-...) again.")
                : CheckResult.unreachable(
                        WHAT,
                        "Slack could not be asked (" + trouble.name() + "). Check the network and SLACK_API_URL.");
        return new BotToken(result, "", null);
    }

    private static @Nullable Set<String> scopes(@Nullable Map<String, List<String>> headers) {
        if (headers == null) {
            return null;
        }
        Set<String> scopes = headers.entrySet().stream()
                .filter(header -> SCOPES.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        return scopes.isEmpty() ? null : scopes;
    }
}
