package stalekeys.slack.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import stalekeys.slack.api.LookupRateLimiter.Rests;

/** The paces of a process. Slack's limits, a minute: 100 calls of users.info (tier 4), 50 of each other (tier 3). */
public final class LookupRateLimits {
    private final Rests rests;
    private final Map<String, LookupRateLimiter> byMethod;

    public LookupRateLimits(Rests rests) {
        this.rests = rests;
        // Rights come by users.info: a fifth of it is never used up by owners.
        this.byMethod = Map.of(
                "users.info", new LookupRateLimiter(50, 30, rests),
                "users.lookupByEmail", new LookupRateLimiter(30, 15, rests),
                "conversations.info", new LookupRateLimiter(30, 15, rests));
    }

    /** Null for a method by which nobody looks up many. */
    public @Nullable LookupRateLimiter of(String method) {
        return byMethod.get(method);
    }

    public Rests rests() {
        return rests;
    }
}
