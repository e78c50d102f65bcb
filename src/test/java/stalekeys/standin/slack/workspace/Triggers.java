package stalekeys.standin.slack.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Trigger ids: good for one dialog within three seconds by the workspace's clock. */
public final class Triggers {
    static final Duration LIFETIME = Duration.ofSeconds(3);

    /**
     * One trigger.
     *
     * @param viewId the modal the interaction happened in
     */
    public record Trigger(String id, String userId, Optional<String> viewId, Instant given, boolean used) {}

    private final Clock clock;
    private final Map<String, Trigger> byId = new HashMap<>();

    public Triggers(Clock clock) {
        this.clock = clock;
    }

    public synchronized String give(String userId, Optional<String> viewId) {
        String id = (1000 + byId.size()) + ".2000." + Integer.toHexString((userId + byId.size()).hashCode());
        byId.put(id, new Trigger(id, userId, viewId, clock.instant(), false));
        return id;
    }

    public synchronized Trigger look(String id) {
        Trigger trigger = byId.get(id);
        if (trigger == null) {
            throw new ApiError("invalid_trigger_id");
        }
        if (trigger.used()) {
            throw new ApiError("exchanged_trigger_id");
        }
        if (clock.instant().isAfter(trigger.given().plus(LIFETIME))) {
            throw new ApiError("expired_trigger_id");
        }
        return trigger;
    }

    public synchronized void use(Trigger trigger) {
        byId.put(trigger.id(), new Trigger(trigger.id(), trigger.userId(), trigger.viewId(), trigger.given(), true));
    }
}
