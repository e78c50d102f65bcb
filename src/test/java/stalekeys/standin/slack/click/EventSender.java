package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** Events API: sends an event, and the same event again as Slack does when it got no good answer. */
public final class EventSender {
    private final Workspace workspace;
    private final BotLink bot;
    private final Clock clock;
    private final AtomicInteger counter = new AtomicInteger();
    private volatile ObjectNode last = Json.object();

    public EventSender(Workspace workspace, BotLink bot, Clock clock) {
        this.workspace = workspace;
        this.bot = bot;
        this.clock = clock;
    }

    public Ack send(String userId, ObjectNode event) {
        String id = String.format(Locale.ROOT, "Ev0EVENT%05d", counter.incrementAndGet());
        Person person = workspace.findPerson(userId).orElseGet(() -> new Person(userId, userId, workspace.teamId()));
        ObjectNode envelope =
                new Payloads(workspace, person).event(event, id, clock.instant().getEpochSecond());
        last = envelope;
        return bot.event(userId, event.path("type").asText(), envelope, 0);
    }

    public Ack again() {
        return bot.event("", "redelivered event", last, 1);
    }

    public Ack memberJoined(String channelId, String userId) {
        return send(
                userId,
                Json.object()
                        .put("type", "member_joined_channel")
                        .put("user", userId)
                        .put("channel", channelId)
                        .put("channel_type", channelId.startsWith("G") ? "G" : "C")
                        .put("team", workspace.teamId())
                        .put("event_ts", workspace.messages().nextTs()));
    }
}
