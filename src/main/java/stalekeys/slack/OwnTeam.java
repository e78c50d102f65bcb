package stalekeys.slack;

import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestType;
import com.slack.api.bolt.response.Response;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bolt never compares a payload's workspace with its own: what comes from another, or from none, ends here, and a command
 * is told so. Slack's questions about the address itself belong to no workspace and are answered at any time: without that
 * the address can't be saved in the app.
 */
final class OwnTeam implements Middleware {
    private static final Logger LOG = LoggerFactory.getLogger(OwnTeam.class);

    private final BotIdentity identity;
    private final AtomicBoolean logged = new AtomicBoolean();

    OwnTeam(BotIdentity identity) {
        this.identity = identity;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Bolt's interface has it
    public Response apply(Request request, Response response, MiddlewareChain chain) throws Exception {
        RequestType type = request.getRequestType();
        if (type == RequestType.UrlVerification) {
            // Bolt echoes the challenge.
            return chain.next(request);
        }
        if (type == RequestType.SSLCheck) {
            return Response.ok();
        }
        if (identity.isOrganizations()) {
            // The log has it already, as an error.
            return ended(type, OneWorkspace.ORGANIZATIONS_TOKEN);
        }
        if (!identity.isKnown()) {
            return ended(type, "stale-keys is just starting. Please try again in a moment.");
        }
        if (!identity.teamId().equals(request.getContext().getTeamId())) {
            logOnce(request.getContext().getEnterpriseId() != null);
            return ended(type, OneWorkspace.ANOTHER_WORKSPACE);
        }
        if (type != RequestType.Event && request.getContext().getRequestUserId() == null) {
            // Nobody's deed, which Slack never sends: there is nobody to have a right, or to answer.
            return Response.ok();
        }
        Response answer = chain.next(request);
        // An event nobody listens to would come again and again, and Slack ends the events of an app that answers so.
        return type == RequestType.Event && answer.getStatusCode() == 404 ? Response.ok() : answer;
    }

    /** Only a command shows the person what an acknowledgement says. */
    private static Response ended(RequestType type, String sentence) {
        return Response.builder()
                .statusCode(200)
                .contentType("text/plain")
                .body(type == RequestType.Command ? sentence : "")
                .build();
    }

    private void logOnce(boolean inAnOrganization) {
        if (logged.compareAndSet(false, true)) {
            LOG.warn(
                    "Slack sends what does not come from the workspace of SLACK_BOT_TOKEN{}. It is not dealt with: stale-keys"
                            + " works in one workspace (said once)",
                    inAnOrganization ? ", but from an organization (is the app installed organization-wide?)" : "");
        }
    }
}
