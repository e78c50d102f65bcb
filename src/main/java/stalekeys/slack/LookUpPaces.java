package stalekeys.slack;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import stalekeys.slack.LookUpPace.Rests;

/** The paces of a process. Slack's limits, a minute: 100 calls of users.info (tier 4), 50 of each other (tier 3). */
final class LookUpPaces {
    private final Rests rests;
    private final Map<String, LookUpPace> byMethod;

    LookUpPaces(Rests rests) {
        this.rests = rests;
        // Rights come by users.info: a fifth of it is never used up by owners.
        this.byMethod = Map.of(
                "users.info", new LookUpPace(50, 30, rests),
                "users.lookupByEmail", new LookUpPace(30, 15, rests),
                "conversations.info", new LookUpPace(30, 15, rests));
    }

    /** Null for a method by which nobody looks up many. */
    @Nullable
    LookUpPace of(String method) {
        return byMethod.get(method);
    }

    Rests rests() {
        return rests;
    }
}
