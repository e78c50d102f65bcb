package stalekeys.standin.slack.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import stalekeys.standin.slack.workspace.ApiError;

/** About one message a second a channel, if switched on. */
public final class Pace {
    private final Clock clock;
    private final Map<String, Instant> last = new HashMap<>();
    private boolean kept;

    public Pace(Clock clock) {
        this.clock = clock;
    }

    public synchronized void keep(boolean kept) {
        this.kept = kept;
    }

    synchronized void check(String channel) {
        Instant now = clock.instant();
        Instant before = last.get(channel);
        if (kept && before != null && now.isBefore(before.plus(Duration.ofSeconds(1)))) {
            throw new ApiError(WebApi.RATE_LIMITED);
        }
        last.put(channel, now);
    }
}
