package stalekeys.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.builtin.RequestVerification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bolt's app with middleware of our own choice: no auth.test inside a request (see {@link BotIdentity}), and other teams'
 * payloads end before any listener.
 */
public final class SlackApp {
    private SlackApp() {}

    /** @param signingSecret null in Socket Mode, where nothing is signed; never blank, for Bolt would accept "---" then */
    public static App create(Slack slack, String botToken, @Nullable String signingSecret, BotIdentity identity) {
        AppConfig config = AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(botToken)
                .signingSecret(signingSecret)
                // Or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in the environment turn on multi-team mode.
                .clientId(null)
                .clientSecret(null)
                .build();
        List<Middleware> middleware = new ArrayList<>();
        if (signingSecret != null) {
            if (signingSecret.isBlank()) {
                throw new IllegalArgumentException("the signing secret is blank");
            }
            middleware.add(
                    new RequestVerification(new SlackSignature.Verifier(new SlackSignature.Generator(signingSecret))));
        }
        middleware.add(new OwnTeam(identity));
        return new App(config, middleware);
    }
}
