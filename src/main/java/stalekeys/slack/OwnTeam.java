package stalekeys.slack;

import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestType;
import com.slack.api.bolt.response.Response;

/** Bolt never compares a payload's workspace with its own: other teams' payloads end here, acknowledged and ignored. */
final class OwnTeam implements Middleware {
    private final BotIdentity identity;

    OwnTeam(BotIdentity identity) {
        this.identity = identity;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Bolt's interface has it
    public Response apply(Request request, Response response, MiddlewareChain chain) throws Exception {
        if (!identity.isKnown()) {
            return Response.builder()
                    .statusCode(200)
                    .contentType("text/plain")
                    .body(
                            request.getRequestType() == RequestType.Command
                                    ? "stale-keys is just starting. Please try again in a moment."
                                    : "")
                    .build();
        }
        if (!identity.teamId().equals(request.getContext().getTeamId())) {
            return Response.ok();
        }
        if (request.getRequestType() != RequestType.Event
                && request.getContext().getRequestUserId() == null) {
            // Nobody's deed, which Slack never sends: there is nobody to have a right, or to answer.
            return Response.ok();
        }
        return chain.next(request);
    }
}
