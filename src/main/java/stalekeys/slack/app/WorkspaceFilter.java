package stalekeys.slack.app;

import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestType;
import com.slack.api.bolt.response.Response;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.api.BotIdentity;
import stalekeys.slack.api.SingleWorkspace;

/**
 * Bolt never compares a payload's workspace with its own: what comes from another, or from none, ends here, and whoever it
 * comes from is told so. Slack's questions about the address itself belong to no workspace and are answered at any time: without that
 * the address can't be saved in the app.
 */
final class WorkspaceFilter implements Middleware {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceFilter.class);

    private final BotIdentity identity;
    private final ForeignWorkspaceReply elsewhere;
    private final AtomicBoolean logged = new AtomicBoolean();

    WorkspaceFilter(BotIdentity identity, ForeignWorkspaceReply elsewhere) {
        this.identity = identity;
        this.elsewhere = elsewhere;
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
            return elsewhere.refused(request, SingleWorkspace.ORGANIZATIONS_TOKEN, true);
        }
        if (!identity.isKnown()) {
            return elsewhere.refused(request, "stale-keys is just starting. Please try again in a moment.", false);
        }
        if (!identity.teamId().equals(request.getContext().getTeamId())) {
            logOnce(request.getContext().getEnterpriseId() != null);
            return elsewhere.refused(request, SingleWorkspace.ANOTHER_WORKSPACE, false);
        }
        if (type != RequestType.Event && request.getContext().getRequestUserId() == null) {
            // Nobody's deed, which Slack never sends: there is nobody to have a right, or to answer.
            return Response.ok();
        }
        Response answer = chain.next(request);
        // An event nobody listens to would come again and again, and Slack ends the events of an app that answers so.
        return type == RequestType.Event && answer.getStatusCode() == 404 ? Response.ok() : answer;
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
