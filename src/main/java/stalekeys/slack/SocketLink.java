package stalekeys.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.net.Outbound;
import stalekeys.work.Meters;

/**
 * Socket Mode: a connection to Slack, kept up. Slack ends each one after some hours, and says so shortly before; the next
 * one is then opened first, and both bring envelopes until the old one is closed. {@link #keepUp()} is called by one
 * thread only.
 */
public final class SocketLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLink.class);

    private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    /** Errors of apps.connections.open that stay until somebody changes the token or the app. */
    private static final Set<String> NO_GOOD = Set.of(
            "invalid_auth",
            "not_authed",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "not_allowed_token_type",
            "missing_scope",
            "no_permission");

    private final Slack slack;
    private final String appToken;
    private final Outbound outbound;
    private final Clock clock;
    private final SocketAnswers answers;
    private final SocketConnection.Events events;
    private volatile @Nullable SocketConnection current;
    /** Slack allows few new connections a minute, and says how long to wait. */
    private Instant notBefore = Instant.MIN;

    /** @param needsCare called whenever {@link #keepUp()} should be called soon */
    public SocketLink(
            Slack slack, String appToken, App app, Clock clock, Meters meters, Runnable needsCare, Outbound outbound) {
        this.slack = slack;
        this.outbound = outbound;
        this.appToken = appToken;
        this.clock = clock;
        this.answers = new SocketAnswers(app, meters);
        this.events = new SocketConnection.Events() {
            @Override
            public void envelope(SocketConnection from, String message) {
                answers.take(from, message);
            }

            @Override
            public void needsAnother() {
                needsCare.run();
            }
        };
    }

    /** Reaches Slack as Java is set up to. */
    SocketLink(Slack slack, String appToken, App app, Clock clock, Meters meters, Runnable needsCare) {
        this(slack, appToken, app, clock, meters, needsCare, Outbound.PLAIN);
    }

    @Override
    public State keepUp() {
        SocketConnection old = current;
        if (old != null && !old.isLeaving() && old.answers()) {
            return State.UP;
        }
        if (old != null && !old.isLive()) {
            LOG.warn("The connection to Slack has ended");
            current = null;
            old.shut();
        }
        return clock.instant().isBefore(notBefore) ? State.DOWN : connect();
    }

    @Override
    public boolean isUp() {
        SocketConnection now = current;
        return now != null && now.isLive();
    }

    @Override
    public void close() {
        answers.finish(ANSWERED_WITHIN);
        SocketConnection last = current;
        current = null;
        if (last != null) {
            last.shut();
        }
    }

    private State connect() {
        try {
            AppsConnectionsOpenResponse response = slack.methods(appToken).appsConnectionsOpen(request -> request);
            if (!response.isOk()) {
                LOG.error("Slack gave no connection for SLACK_APP_TOKEN: {}", response.getError());
                return NO_GOOD.contains(String.valueOf(response.getError())) ? State.REFUSED : State.DOWN;
            }
            return open(response.getUrl());
        } catch (SlackApiException failure) {
            return later(Trouble.of(failure));
        } catch (IOException failure) {
            return later(Trouble.of(failure));
        } catch (URISyntaxException | RuntimeException failure) {
            // The client's JSON parser, or an answer with no usable URL.
            return later(Trouble.unreadable());
        }
    }

    private State open(String url) throws URISyntaxException {
        SocketConnection fresh = new SocketConnection(outbound, url, events);
        if (!fresh.open(OPEN_WITHIN)) {
            LOG.warn("Slack did not take the connection it had offered; trying again");
            return State.DOWN;
        }
        SocketConnection old = current;
        current = fresh;
        LOG.info("Connected to Slack over Socket Mode");
        if (old != null) {
            old.shut();
        }
        return State.UP;
    }

    private State later(Trouble trouble) {
        LOG.warn("Slack gave no connection ({}); trying again", trouble.name());
        Duration wait = trouble.retryAfter();
        if (wait != null) {
            notBefore = clock.instant().plus(wait);
        }
        return State.DOWN;
    }
}
