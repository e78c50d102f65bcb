package stalekeys.work.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Baseline;

/**
 * The event log and the outbox. Every method is one transaction and makes no network call but the database's. All of it is
 * safe to call from many threads and processes at once.
 *
 * <p>Database trouble rises as an unchecked exception.
 */
public interface Ledger {
    /**
     * Inserts the decision as a whole.
     *
     * @return false where the dedupe key of one of the events was there already: somebody decided before, and nothing was
     *     inserted
     */
    boolean commit(Decision decision);

    /** Plans one more row that is no decision of its own; one whose dedupe key is there already is dropped. */
    void plan(Decision.Outgoing outgoing);

    /** The events of each key, in the order they were decided; keys without events have an empty list. */
    Map<KeyRef, List<Event>> events(Collection<KeyRef> keys);

    /** The events of one key, in the order they were decided. */
    default List<Event> events(KeyRef key) {
        return events(List.of(key)).getOrDefault(key, List.of());
    }

    /** All events at or after this time, in the order they were decided. */
    List<Event> eventsSince(Instant since);

    /**
     * Events from the one decided last backwards, for reading them page by page.
     *
     * @param userName only those about keys of this IAM user, in upper or lower case; empty for all
     * @param skip how many of the newest are left out
     */
    List<Event> newestEvents(String userName, int skip, int limit);

    /** How many events {@link #newestEvents} could give in all. */
    int countEvents(String userName);

    /** The handle of each key, made at random the first time it is asked for and the same ever after. */
    Map<KeyRef, String> handles(Collection<KeyRef> keys);

    /** The key a handle stands for. */
    Optional<KeyRef> byHandle(String handle);

    /** The baseline of the last scheduled digest that is known to have been posted to this channel. */
    Optional<Baseline> lastBaseline(String channel);

    /** The scheduled digests that are known to have been posted to this channel since then, oldest first. */
    List<Message.Digest> digests(String channel, Instant since);

    // --- the outbox, for the worker

    /**
     * Takes rows that are planned and due, oldest first, and marks them as being sent by this process. A row is taken by one
     * caller only. A row is due from its next try on.
     */
    List<OutboxItem> take(Instant now, int limit);

    /** Takes one row, whenever it is due; empty where it is not planned any more. */
    Optional<OutboxItem> take(String dedupeKey, Instant now);

    Optional<OutboxItem> find(String dedupeKey);

    Optional<OutboxItem> findById(String id);

    /**
     * Settles a row that this process is sending, together with what follows from it; also one that somebody gave up on
     * meanwhile (unknown), since that it was sent is the better truth.
     *
     * @param followUp inserted in the same transaction unless one of its events was there already; null where nothing follows
     * @throws IllegalStateException where somebody else has it now; nothing is changed
     */
    void sent(String id, @Nullable String channel, @Nullable String ts, Instant at, @Nullable Decision followUp);

    /** As {@link #sent}, but only for a row this process is sending. */
    void failed(String id, String problem, @Nullable Decision followUp);

    /** As {@link #failed}. */
    void unknown(String id, String problem);

    /** Puts a row back to be tried later, with the payload as it should be then; otherwise as {@link #failed}. */
    void later(String id, Instant nextTry, String problem, Payload payload);

    /**
     * Rows that were being sent when their process ended: those of an earlier run of this process, and other processes' that
     * have been in this state for longer than the lease. This process's own rows are left alone ten times as long: it is
     * alive, and only slow. Each is handed out once, still marked as being sent.
     */
    List<OutboxItem> takeAbandoned(Instant now, Duration lease);

    /**
     * Plans a row again that is unknown; false, and nothing changed, where it is not (any more) or the event's dedupe key was
     * there already. The event is inserted with it. It is somebody's wish now, so it is
     * never too late for it. Attempts go on counting, so that each of them has a number of its own.
     */
    boolean sendAgain(String id, Instant now, Event event);

    /** Messages sent at or after this time that show the key. */
    List<OutboxItem> messagesShowing(KeyRef key, Instant since);

    /** Rows in this state, newest first, at most so many. */
    List<OutboxItem> inState(OutboxItem.State state, int limit);

    int count(OutboxItem.State state);
}
