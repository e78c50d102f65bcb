package stalekeys.slack.api;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stalekeys.work.doctor.CheckResult;

/**
 * What Slack says of the bot token.
 *
 * @param result how it stands with the token itself
 * @param teamId the workspace; empty where the token is no good
 * @param scopes what it is allowed; null where Slack did not tell
 */
public record BotToken(
        CheckResult result, String teamId, @Nullable Set<String> scopes) {
    private static final String WHAT = "SLACK_BOT_TOKEN";
    private static final String SCOPES = "x-oauth-scopes";

    public static BotToken ask(SlackApi api) {
        try {
            DirectoryResponses.OfAuthTest answer = api.call("auth.test", Map.of(), DirectoryResponses.OfAuthTest.class);
            if (answer.isOk()
                    && SingleWorkspace.isOrganizations(
                            answer.teamId, answer.enterpriseId, Boolean.TRUE.equals(answer.isEnterpriseInstall))) {
                return new BotToken(CheckResult.wrong(WHAT, SingleWorkspace.REINSTALL), "", null);
            }
            if (answer.isOk() && answer.teamId != null && !answer.teamId.isBlank()) {
                return new BotToken(
                        CheckResult.ok(
                                WHAT, "Slack knows it: " + answer.user + " in the workspace " + answer.team + "."),
                        answer.teamId,
                        scopes(answer.getHttpResponseHeaders()));
            }
            return failed(SlackError.named(answer.getError()));
        } catch (SlackApiException failure) {
            return failed(SlackError.of(failure));
        } catch (IOException failure) {
            return failed(SlackError.of(failure));
        } catch (RuntimeException failure) {
            // The client's JSON parser.
            return failed(SlackError.unreadable());
        }
    }

    public boolean isGood() {
        return result.kind() == CheckResult.Kind.OK;
    }

    /** Whether it surely lacks this scope. */
    public boolean lacks(BotScope scope) {
        return scopes != null && !scopes.contains(scope.id());
    }

    private static BotToken failed(SlackError error) {
        CheckResult result = error.kind() == SlackError.Kind.REFUSED
                ? CheckResult.wrong(
                        WHAT,
                        "Slack does not accept it (" + error.name()
                                + "). Reinstall the app, or copy the bot token (xoxb-...) again.")
                : CheckResult.unreachable(
                        WHAT, "Slack could not be asked (" + error.name() + "). Check the network and SLACK_API_URL.");
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
