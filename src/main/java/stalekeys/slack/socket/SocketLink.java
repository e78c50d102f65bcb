package stalekeys.slack.socket;

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
import stalekeys.slack.api.SlackError;
import stalekeys.work.ledger.Meters;

/**
 * Socket Mode: a connection to Slack, kept up. Slack ends each one after some hours, and says so shortly before; the next
 * one is then opened first, and both bring envelopes until the old one is closed. {@link #keepUp()} is called by one
 * thread only.
 */
public final class SocketLink implements SlackConnection {
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
    private final ReconnectBackoff reconnects = new ReconnectBackoff();
    private final Care needsCare;
    private volatile @Nullable SocketConnection current;
    /** When the current one was open; what it means after its end is counted once, for {@link #counted}. */
    private Instant openSince = Instant.MIN;

    private @Nullable SocketConnection counted;
    private Instant careAskedFor = Instant.MIN;

    /** Who calls {@link #keepUp()}. */
    public interface Care {
        /** Asks for a call after so long; may be called by any thread. */
        void in(Duration wait);
    }

    /** @param needsCare asked whenever {@link #keepUp()} should be called sooner than it would be */
    public SocketLink(
            Slack slack, String appToken, App app, Clock clock, Meters meters, Care needsCare, Outbound outbound) {
        this.slack = slack;
        this.outbound = outbound;
        this.appToken = appToken;
        this.clock = clock;
        this.answers = new SocketAnswers(app, meters);
        this.needsCare = needsCare;
        this.events = new SocketConnection.Events() {
            @Override
            public void envelope(SocketConnection from, String message) {
                answers.take(from, message);
            }

            @Override
            public void needsAnother() {
                needsCare.in(Duration.ZERO);
            }
        };
    }

    /** Reaches Slack as Java is set up to. */
    SocketLink(Slack slack, String appToken, App app, Clock clock, Meters meters, Care needsCare) {
        this(slack, appToken, app, clock, meters, needsCare, Outbound.PLAIN);
    }

    @Override
    public State keepUp() {
        SocketConnection old = current;
        if (old != null && !old.isLeaving() && old.answers()) {
            return State.UP;
        }
        Instant now = clock.instant();
        if (old != null && old != counted) {
            counted = old;
            reconnects.ended(openSince, now);
            if (!old.leavingBecause().isEmpty()) {
                LOG.warn("Slack ends the connection: {}", why(old.leavingBecause()));
            }
        }
        if (old != null && !old.isLive()) {
            LOG.warn("The connection to Slack has ended");
            current = null;
            old.shut();
        }
        if (now.isBefore(reconnects.notBefore())) {
            return rest(now);
        }
        State state = connect();
        return state == State.DOWN ? rest(clock.instant()) : state;
    }

    /** One that will be ended still brings envelopes. */
    private State rest(Instant now) {
        Instant until = reconnects.notBefore();
        if (!until.equals(careAskedFor)) {
            careAskedFor = until;
            needsCare.in(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        }
        return isUp() ? State.UP : State.DOWN;
    }

    private static String why(String reason) {
        return switch (reason) {
            case "link_disabled" -> reason + ": Socket Mode was turned off in the Slack app";
            case "too_many_websockets" -> reason + ": the app has as many connections as Slack allows";
            default -> reason;
        };
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
                reconnects.failed(clock.instant());
                return NO_GOOD.contains(String.valueOf(response.getError())) ? State.REFUSED : State.DOWN;
            }
            return open(response.getUrl());
        } catch (SlackApiException failure) {
            return later(SlackError.of(failure));
        } catch (IOException failure) {
            return later(SlackError.of(failure));
        } catch (URISyntaxException | RuntimeException failure) {
            // The client's JSON parser, or an answer with no usable URL.
            return later(SlackError.unreadable());
        }
    }

    private State open(String url) throws URISyntaxException {
        SocketConnection fresh = new SocketConnection(outbound, url, events);
        if (!fresh.open(OPEN_WITHIN)) {
            LOG.warn("Slack did not take the connection it had offered; trying again");
            reconnects.failed(clock.instant());
            return State.DOWN;
        }
        SocketConnection old = current;
        current = fresh;
        openSince = clock.instant();
        LOG.info("Connected to Slack over Socket Mode");
        if (old != null) {
            old.shut();
        }
        return State.UP;
    }

    private State later(SlackError error) {
        LOG.warn("Slack gave no connection ({}); trying again", error.name());
        Instant now = clock.instant();
        reconnects.failed(now);
        Duration wait = error.retryAfter();
        if (wait != null) {
            reconnects.notWithin(wait, now);
        }
        return State.DOWN;
    }
}
