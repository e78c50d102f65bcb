package stalekeys.slack.doctor;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import java.io.IOException;
import java.util.List;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.api.SlackError;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** Whether Slack would give a connection for the app token. The address it gives is not used. */
final class AppTokenCheck implements Check {
    private static final String WHAT = "SLACK_APP_TOKEN";

    private final SlackApi api;
    private final String appToken;

    AppTokenCheck(SlackApi api, String appToken) {
        this.api = api;
        this.appToken = appToken;
    }

    @Override
    public List<CheckResult> look() {
        return List.of(ask());
    }

    private CheckResult ask() {
        try {
            AppsConnectionsOpenResponse response =
                    api.slack().methods(appToken).appsConnectionsOpen(request -> request);
            return response.isOk()
                    ? CheckResult.ok(WHAT, "Slack gives a connection for it.")
                    : failed(SlackError.named(response.getError()));
        } catch (SlackApiException failure) {
            return failed(SlackError.of(failure));
        } catch (IOException failure) {
            return failed(SlackError.of(failure));
        } catch (RuntimeException failure) {
            // The client's JSON parser.
            return failed(SlackError.unreadable());
        }
    }

    private static CheckResult failed(SlackError error) {
        return error.kind() == SlackError.Kind.REFUSED
                ? CheckResult.wrong(
                        WHAT,
                        "Slack gives no connection for it (" + error.name() + "). Turn Socket Mode on in the app, and"
                                + " copy an app-level token (xapp-...) with the scope connections:write again.")
                : CheckResult.unreachable(WHAT, "Slack could not be asked (" + error.name() + ").");
    }
}
