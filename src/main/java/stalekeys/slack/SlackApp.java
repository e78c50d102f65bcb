package stalekeys.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import java.util.List;

/**
 * Bolt's app with middleware of our own choice. No auth.test inside a request (see {@link BotIdentity}), and other teams'
 * payloads end before any listener. Signatures are not looked at here: the HTTP front has checked them over the raw bytes,
 * while Bolt would compute them anew from text in the platform's charset; in Socket Mode nothing is signed.
 */
public final class SlackApp {
    private SlackApp() {}

    public static App create(Slack slack, String botToken, BotIdentity identity) {
        AppConfig config = AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(botToken)
                // Or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in the environment turn on multi-team mode.
                .clientId(null)
                .clientSecret(null)
                .build();
        return new App(config, List.of(new OwnTeam(identity)));
    }
}
