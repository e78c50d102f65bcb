package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Every message of the workspace, the newest version of each, in the order they were posted. */
public final class Messages {
    private final Monitor monitor;
    private final Clock clock;
    private final Map<String, Message> byKey = new LinkedHashMap<>();
    private long counter = 100;

    public Messages(Monitor monitor, Clock clock) {
        this.monitor = monitor;
        this.clock = clock;
    }

    /** Unique, and in the order of posting even when the clock stands still. */
    public String nextTs() {
        synchronized (monitor) {
            return String.format(Locale.ROOT, "%d.%06d", clock.instant().getEpochSecond(), counter++);
        }
    }

    public Message post(String channel, Optional<String> onlyFor, Optional<String> threadTs, ObjectNode content) {
        synchronized (monitor) {
            String ts = nextTs();
            ObjectNode json = content.deepCopy().put("type", "message").put("ts", ts);
            threadTs.ifPresent(thread -> json.put("thread_ts", thread));
            giveIds(Json.list(json, "blocks"), ts);
            Message message = new Message(channel, ts, onlyFor, threadTs, json, monitor.changed(), false, false);
            byKey.put(key(channel, ts), message);
            return message;
        }
    }

    /** A message that stands there since a time before this workspace began. */
    void stands(String channel, String ts, ObjectNode content) {
        synchronized (monitor) {
            ObjectNode json = content.deepCopy().put("type", "message").put("ts", ts);
            byKey.put(
                    key(channel, ts),
                    new Message(
                            channel, ts, Optional.empty(), Optional.empty(), json, monitor.changed(), false, false));
        }
    }

    public Message change(Message old, ObjectNode json) {
        synchronized (monitor) {
            giveIds(Json.list(json, "blocks"), old.ts());
            Message message = old.changedTo(json, monitor.changed());
            byKey.put(key(old.channel(), old.ts()), message);
            return message;
        }
    }

    public void delete(Message old) {
        synchronized (monitor) {
            byKey.put(key(old.channel(), old.ts()), old.removed(monitor.changed()));
        }
    }

    public Optional<Message> find(String channel, String ts) {
        synchronized (monitor) {
            return Optional.ofNullable(byKey.get(key(channel, ts))).filter(message -> !message.deleted());
        }
    }

    List<Message> where(Predicate<Message> wanted) {
        synchronized (monitor) {
            List<Message> found = new ArrayList<>(byKey.values());
            found.removeIf(message -> message.deleted() || !wanted.test(message));
            return found;
        }
    }

    /** Slack names each block and each interactive element that came without a name. */
    static void giveIds(ArrayNode blocks, String seed) {
        int number = 0;
        for (JsonNode block : blocks) {
            if (block instanceof ObjectNode named && !named.has("block_id")) {
                named.put("block_id", "b" + Integer.toString((seed + number).hashCode() & 0x7fffffff, 36) + number);
            }
            number++;
            int element = 0;
            for (JsonNode each : BlockTree.interactive(block)) {
                if (each instanceof ObjectNode named && !named.has("action_id")) {
                    named.put("action_id", "a" + number + "x" + element);
                }
                element++;
            }
        }
    }

    private static String key(String channel, String ts) {
        return channel + " " + ts;
    }
}
