package stalekeys.work.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Baseline;

/**
 * A ledger for dry runs: it remembers what the one behind it does, or nothing where there is none, and refuses whatever
 * would write. Keys get no handles from it, so their cards have no buttons that work.
 */
public final class ReadOnlyLedger implements Ledger {
    private final Optional<Ledger> behind;

    private ReadOnlyLedger(Optional<Ledger> behind) {
        this.behind = behind;
    }

    public static ReadOnlyLedger at(Ledger ledger) {
        return new ReadOnlyLedger(Optional.of(ledger));
    }

    public static ReadOnlyLedger atNothing() {
        return new ReadOnlyLedger(Optional.empty());
    }

    // --- looking

    @Override
    public Map<KeyRef, List<Event>> events(Collection<KeyRef> keys) {
        return behind.map(ledger -> ledger.events(keys))
                .orElseGet(() -> keys.stream().distinct().collect(Collectors.toMap(key -> key, key -> List.of())));
    }

    @Override
    public List<Event> eventsSince(Instant since) {
        return behind.map(ledger -> ledger.eventsSince(since)).orElse(List.of());
    }

    @Override
    public List<Event> newestEvents(String userName, int skip, int limit) {
        return behind.map(ledger -> ledger.newestEvents(userName, skip, limit)).orElse(List.of());
    }

    @Override
    public int countEvents(String userName) {
        return behind.map(ledger -> ledger.countEvents(userName)).orElse(0);
    }

    @Override
    public Map<KeyRef, String> handles(Collection<KeyRef> keys) {
        return Map.of();
    }

    @Override
    public Optional<KeyRef> byHandle(String handle) {
        return behind.flatMap(ledger -> ledger.byHandle(handle));
    }

    @Override
    public List<Message.Digest> digests(String channel, Instant since) {
        return behind.map(ledger -> ledger.digests(channel, since)).orElse(List.of());
    }

    @Override
    public Optional<Baseline> lastBaseline(String channel) {
        return behind.flatMap(ledger -> ledger.lastBaseline(channel));
    }

    @Override
    public Optional<OutboxItem> find(String dedupeKey) {
        return behind.flatMap(ledger -> ledger.find(dedupeKey));
    }

    @Override
    public Optional<OutboxItem> findById(String id) {
        return behind.flatMap(ledger -> ledger.findById(id));
    }

    @Override
    public List<OutboxItem> messagesShowing(KeyRef key, Instant since) {
        return behind.map(ledger -> ledger.messagesShowing(key, since)).orElse(List.of());
    }

    @Override
    public List<OutboxItem> inState(OutboxItem.State state, int limit) {
        return behind.map(ledger -> ledger.inState(state, limit)).orElse(List.of());
    }

    @Override
    public int count(OutboxItem.State state) {
        return behind.map(ledger -> ledger.count(state)).orElse(0);
    }

    // --- writing

    @Override
    public void plan(Decision.Outgoing outgoing) {
        throw refusal();
    }

    @Override
    public boolean commit(Decision decision) {
        throw refusal();
    }

    @Override
    public List<OutboxItem> take(Instant now, int limit) {
        throw refusal();
    }

    @Override
    public Optional<OutboxItem> take(String dedupeKey, Instant now) {
        throw refusal();
    }

    @Override
    public void sent(
            String id, @Nullable String channel, @Nullable String ts, Instant at, @Nullable Decision followUp) {
        throw refusal();
    }

    @Override
    public void failed(String id, String problem, @Nullable Decision followUp) {
        throw refusal();
    }

    @Override
    public void unknown(String id, String problem) {
        throw refusal();
    }

    @Override
    public void later(String id, Instant nextTry, String problem, Payload payload) {
        throw refusal();
    }

    @Override
    public List<OutboxItem> takeAbandoned(Instant now, Duration lease) {
        throw refusal();
    }

    @Override
    public boolean sendAgain(String id, Instant now, Event event) {
        throw refusal();
    }

    private static IllegalStateException refusal() {
        return new IllegalStateException("a dry run writes nothing");
    }
}
