package stalekeys.slack.app;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.util.SlackRequestParser;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.api.BotIdentity;
import stalekeys.slack.lane.Lanes;

/**
 * Bolt's app with middleware of our own choice. No auth.test inside a request (see {@link BotIdentity}), and what
 * is not of its own workspace ends before any listener (see {@link WorkspaceFilter}). Signatures are not looked at here: the HTTP front has checked them over the raw bytes,
 * while Bolt would compute them anew from text in the platform's charset; in Socket Mode nothing is signed.
 */
public final class SlackApp {
    private static final Logger LOG = LoggerFactory.getLogger(SlackApp.class);

    private SlackApp() {}

    public static App create(Slack slack, String botToken, BotIdentity identity, Lanes lanes) {
        AppConfig config = AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(botToken)
                // Or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in the environment turn on multi-team mode.
                .clientId(null)
                .clientSecret(null)
                .build();
        return new App(
                config, List.of(new WorkspaceFilter(identity, new ForeignWorkspaceReply(slack, botToken, lanes))));
    }

    /**
     * Sends a command of no workspace's through the app. It comes to nothing, but it loads the classes that the first real
     * command would otherwise wait for, inside Slack's 3 seconds.
     */
    public static void warmUp(App app) {
        RequestHeaders headers =
                new RequestHeaders(Map.of("content-type", List.of("application/x-www-form-urlencoded")));
        try {
            Request<?> nobodys = new SlackRequestParser(app.config())
                    .parse(SlackRequestParser.HttpRequest.builder()
                            .requestUri("/slack/events")
                            .requestBody("command=%2Fstale-keys&team_id=&user_id=&text=help")
                            .headers(headers)
                            .build());
            app.run(nobodys);
        } catch (Exception failure) {
            // The first command will be slow; nothing else is wrong.
            LOG.debug("Warming up failed", failure);
        }
    }
}
