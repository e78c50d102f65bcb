package stalekeys.slack.api;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which workspace and bot user the token belongs to, asked of Slack once. Bolt would ask again every ten minutes inside a
 * request's 3 seconds, and keep a failed answer until then; so it is asked here, off the request path, until it was good.
 */
public final class BotIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(BotIdentity.class);

    private final MethodsClient client;
    private volatile @Nullable AuthTestResponse known;
    private volatile boolean organizations;

    public BotIdentity(MethodsClient client) {
        this.client = client;
    }

    /** How asking went. */
    public enum Asked {
        KNOWN,
        /** Slack did not answer; worth another try */
        NOT_YET,
        /** Slack knows the token is no good; another try will not help */
        REFUSED,
        /** The token is of no single workspace, and another try will not help: see {@link SingleWorkspace} */
        ORGANIZATION_WIDE
    }

    /** Asks Slack, unless it is known already. */
    public Asked ask() {
        if (known != null) {
            return Asked.KNOWN;
        }
        if (organizations) {
            return Asked.ORGANIZATION_WIDE;
        }
        try {
            AuthTestResponse response = client.authTest(request -> request);
            if (response.isOk()) {
                return accept(response);
            }
            LOG.error("Slack refused SLACK_BOT_TOKEN: {}", response.getError());
            return switch (String.valueOf(response.getError())) {
                case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired" ->
                    Asked.REFUSED;
                default -> Asked.NOT_YET;
            };
        } catch (IOException | SlackApiException failure) {
            LOG.warn(
                    "Slack can't be reached ({}); trying again",
                    failure.getClass().getSimpleName());
            return Asked.NOT_YET;
        }
    }

    private Asked accept(AuthTestResponse response) {
        String teamId = response.getTeamId();
        if (SingleWorkspace.isOrganizations(teamId, response.getEnterpriseId(), response.isEnterpriseInstall())) {
            organizations = true;
            LOG.error("SLACK_BOT_TOKEN can't be used, and nothing is done. {}", SingleWorkspace.REINSTALL);
            return Asked.ORGANIZATION_WIDE;
        }
        if (teamId == null || teamId.isBlank()) {
            LOG.warn("Slack's answer to auth.test names no workspace; trying again");
            return Asked.NOT_YET;
        }
        known = response;
        LOG.info("Connected to Slack as {} in {}", response.getUser(), response.getTeam());
        return Asked.KNOWN;
    }

    /** Whether Slack has said that the token is of a whole organization, with which nothing can be done. */
    public boolean isOrganizations() {
        return organizations;
    }

    public boolean isKnown() {
        return known != null;
    }

    /** Whether this is the bot's own user; nobody is while Slack has not told it. */
    public boolean isBot(@Nullable String userId) {
        AuthTestResponse response = known;
        return response != null && userId != null && userId.equals(response.getUserId());
    }

    /** The id of the bot's own workspace; empty while Slack has not told it, which matches nobody. */
    public String teamId() {
        AuthTestResponse response = known;
        return response == null || response.getTeamId() == null ? "" : response.getTeamId();
    }
}
