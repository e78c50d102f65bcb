package stalekeys.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Baseline;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.OutboxItem.State;
import stalekeys.work.ledger.Payload;

/** The ledger in memory: keeps the same contract as the real one, for quick tests of what stands on it. */
public final class FakeLedger implements Ledger {
    private final Tables tables;
    private final String instance;
    private final String run = UUID.randomUUID().toString();

    public FakeLedger() {
        this(new Tables(), "first");
    }

    private FakeLedger(Tables tables, String instance) {
        this.tables = tables;
        this.instance = instance;
    }

    /** The same process after a restart: same data, and what the earlier run was sending is abandoned. */
    public FakeLedger restarted() {
        return new FakeLedger(tables, instance);
    }

    /** Another process on the same data. */
    public FakeLedger replica() {
        return new FakeLedger(tables, UUID.randomUUID().toString());
    }

    /** Every row of the outbox, oldest first, for looking at in a test. */
    public List<OutboxItem> outbox() {
        synchronized (tables) {
            return tables.rows.values().stream().map(row -> row.item).toList();
        }
    }

    @Override
    public boolean commit(Decision decision) {
        synchronized (tables) {
            return tables.insert(decision);
        }
    }

    @Override
    public void plan(Decision.Outgoing outgoing) {
        synchronized (tables) {
            tables.plan(outgoing);
        }
    }

    @Override
    public Map<KeyRef, List<Event>> events(Collection<KeyRef> keys) {
        synchronized (tables) {
            Map<KeyRef, List<Event>> byKey = new LinkedHashMap<>();
            keys.forEach(key -> byKey.put(key, new ArrayList<>()));
            for (Event event : tables.events) {
                List<Event> known = event.key() == null ? null : byKey.get(event.key());
                if (known != null) {
                    known.add(event);
                }
            }
            return byKey;
        }
    }

    @Override
    public List<Event> eventsSince(Instant since) {
        synchronized (tables) {
            return tables.events.stream()
                    .filter(event -> !event.at().isBefore(since))
                    .toList();
        }
    }

    @Override
    public List<Event> newestEvents(String userName, int skip, int limit) {
        synchronized (tables) {
            List<Event> newestFirst = new ArrayList<>(
                    tables.events.stream().filter(about(userName)).toList());
            Collections.reverse(newestFirst);
            return newestFirst.stream().skip(skip).limit(limit).toList();
        }
    }

    @Override
    public int countEvents(String userName) {
        synchronized (tables) {
            return (int) tables.events.stream().filter(about(userName)).count();
        }
    }

    private static Predicate<Event> about(String userName) {
        return event -> userName.isEmpty()
                || (event.key() != null && event.key().userName().equalsIgnoreCase(userName));
    }

    @Override
    public Map<KeyRef, String> handles(Collection<KeyRef> keys) {
        synchronized (tables) {
            Map<KeyRef, String> handles = new LinkedHashMap<>();
            for (KeyRef key : keys) {
                handles.put(
                        key,
                        tables.handles.computeIfAbsent(
                                key,
                                one -> UUID.randomUUID()
                                        .toString()
                                        .replace("-", "")
                                        .substring(0, 22)));
            }
            return handles;
        }
    }

    @Override
    public Optional<KeyRef> byHandle(String handle) {
        synchronized (tables) {
            return tables.handles.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(handle))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    @Override
    public Optional<Baseline> lastBaseline(String channel) {
        synchronized (tables) {
            for (int last = tables.events.size() - 1; last >= 0; last--) {
                String key = tables.events.get(last).dedupeKey();
                Baseline baseline = tables.baselines.get(key);
                if (baseline != null
                        && key.startsWith("digest:" + channel + ":")
                        && find(key).filter(item -> item.state() == State.SENT).isPresent()) {
                    return Optional.of(baseline);
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public List<Message.Digest> digests(String channel, Instant since) {
        synchronized (tables) {
            return where(item -> item.state() == State.SENT
                            && item.sentAt() != null
                            && !item.sentAt().isBefore(since)
                            && item.dedupeKey().startsWith("digest:" + channel + ":"))
                    .flatMap(row ->
                            row.item.payload() instanceof Message.Digest digest ? Stream.of(digest) : Stream.empty())
                    .toList();
        }
    }

    @Override
    public List<OutboxItem> take(Instant now, int limit) {
        synchronized (tables) {
            return where(item ->
                            item.state() == State.PLANNED && !item.nextTry().isAfter(now))
                    .limit(limit)
                    .map(row -> claim(row, now))
                    .toList();
        }
    }

    @Override
    public Optional<OutboxItem> take(String dedupeKey, Instant now) {
        synchronized (tables) {
            return where(item ->
                            item.state() == State.PLANNED && item.dedupeKey().equals(dedupeKey))
                    .findFirst()
                    .map(row -> claim(row, now));
        }
    }

    @Override
    public Optional<OutboxItem> find(String dedupeKey) {
        synchronized (tables) {
            return where(item -> item.dedupeKey().equals(dedupeKey)).findFirst().map(row -> row.item);
        }
    }

    @Override
    public Optional<OutboxItem> findById(String id) {
        synchronized (tables) {
            return where(item -> item.id().equals(id)).findFirst().map(row -> row.item);
        }
    }

    @Override
    public void sent(
            String id, @Nullable String channel, @Nullable String ts, Instant at, @Nullable Decision followUp) {
        synchronized (tables) {
            Row row = tables.row(id);
            // That it arrived is the better truth where somebody gave it up meanwhile.
            if (row.item.state() != State.UNKNOWN) {
                mine(row);
            }
            row.become(State.SENT, row.item.nextTry(), channel, ts, at, "");
            insert(followUp);
        }
    }

    @Override
    public void failed(String id, String problem, @Nullable Decision followUp) {
        synchronized (tables) {
            Row row = mine(tables.row(id));
            row.become(State.FAILED, row.item.nextTry(), null, null, null, problem);
            insert(followUp);
        }
    }

    @Override
    public void unknown(String id, String problem) {
        synchronized (tables) {
            Row row = mine(tables.row(id));
            row.become(State.UNKNOWN, row.item.nextTry(), null, null, null, problem);
        }
    }

    @Override
    public void later(String id, Instant nextTry, String problem, Payload payload) {
        synchronized (tables) {
            Row row = mine(tables.row(id));
            row.payload(payload, row.item.attempts());
            row.become(State.PLANNED, millis(nextTry), null, null, null, problem);
        }
    }

    @Override
    public List<OutboxItem> takeAbandoned(Instant now, Duration lease) {
        synchronized (tables) {
            Instant oldest = now.minus(lease);
            Instant evenForUs = now.minus(lease.multipliedBy(10));
            List<OutboxItem> abandoned = new ArrayList<>();
            for (Row row : tables.rows.values()) {
                boolean ours = run.equals(row.claimedRun);
                boolean earlierRun = instance.equals(row.claimedBy) && !ours;
                if (row.item.state() == State.SENDING
                        && row.claimedAt != null
                        && (earlierRun || row.claimedAt.isBefore(ours ? evenForUs : oldest))) {
                    row.claimedBy = instance;
                    row.claimedRun = run;
                    row.claimedAt = now;
                    abandoned.add(row.item);
                }
            }
            return abandoned;
        }
    }

    @Override
    public boolean sendAgain(String id, Instant now, Event event) {
        synchronized (tables) {
            Row row = tables.rows.get(id);
            if (row == null || row.item.state() != State.UNKNOWN || !tables.add(event)) {
                return false;
            }
            row.dueAgain(millis(now));
            row.become(State.PLANNED, millis(now), null, null, null, "");
            return true;
        }
    }

    @Override
    public List<OutboxItem> messagesShowing(KeyRef key, Instant since) {
        synchronized (tables) {
            return where(item -> item.state() == State.SENT
                            && item.sentAt() != null
                            && !item.sentAt().isBefore(since)
                            && shown(item.payload()).contains(key))
                    .map(row -> row.item)
                    .toList();
        }
    }

    @Override
    public List<OutboxItem> inState(State state, int limit) {
        synchronized (tables) {
            return where(item -> item.state() == state)
                    .sorted(Comparator.comparingInt((Row row) -> row.place).reversed())
                    .limit(limit)
                    .map(row -> row.item)
                    .toList();
        }
    }

    @Override
    public int count(State state) {
        synchronized (tables) {
            return (int) where(item -> item.state() == state).count();
        }
    }

    private void insert(@Nullable Decision followUp) {
        if (followUp != null) {
            tables.insert(followUp);
        }
    }

    private Stream<Row> where(Predicate<OutboxItem> wanted) {
        // Rows change while the stream runs, so it runs over a copy.
        return List.copyOf(tables.rows.values()).stream().filter(row -> wanted.test(row.item));
    }

    private OutboxItem claim(Row row, Instant now) {
        row.claimedBy = instance;
        row.claimedRun = run;
        row.claimedAt = now;
        row.payload(row.item.payload(), row.item.attempts() + 1);
        row.become(State.SENDING, row.item.nextTry(), null, null, null, row.item.problem());
        return row.item;
    }

    private Row mine(Row row) {
        if (row.item.state() != State.SENDING || !run.equals(row.claimedRun)) {
            throw new IllegalStateException("outbox row " + row.item.id() + " is not being sent by this process");
        }
        return row;
    }

    private static Set<KeyRef> shown(Payload payload) {
        Set<KeyRef> keys = new HashSet<>();
        if (payload instanceof Message message) {
            message.cards().forEach(card -> card.finding().ref().ifPresent(keys::add));
        }
        return keys;
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static final class Row {
        private final int place;
        private OutboxItem item;
        private @Nullable String claimedBy;
        private @Nullable String claimedRun;
        private @Nullable Instant claimedAt;

        private Row(int place, OutboxItem item) {
            this.place = place;
            this.item = item;
        }

        private void become(
                State state,
                Instant nextTry,
                @Nullable String channel,
                @Nullable String ts,
                @Nullable Instant sentAt,
                String problem) {
            item = new OutboxItem(
                    item.id(),
                    item.dedupeKey(),
                    item.target(),
                    item.payload(),
                    state,
                    item.firstDue(),
                    item.notAfter(),
                    nextTry,
                    item.attempts(),
                    channel,
                    ts,
                    millis(sentAt),
                    problem);
        }

        /** Due then, and from then on never too late. */
        private void dueAgain(Instant when) {
            item = new OutboxItem(
                    item.id(),
                    item.dedupeKey(),
                    item.target(),
                    item.payload(),
                    item.state(),
                    when,
                    null,
                    item.nextTry(),
                    item.attempts(),
                    item.channel(),
                    item.ts(),
                    item.sentAt(),
                    item.problem());
        }

        private void payload(Payload payload, int attempts) {
            item = new OutboxItem(
                    item.id(),
                    item.dedupeKey(),
                    item.target(),
                    payload,
                    item.state(),
                    item.firstDue(),
                    item.notAfter(),
                    item.nextTry(),
                    attempts,
                    item.channel(),
                    item.ts(),
                    item.sentAt(),
                    item.problem());
        }
    }

    /** What all processes share. */
    private static final class Tables {
        private final List<Event> events = new ArrayList<>();
        private final Set<String> decided = new HashSet<>();
        private final Map<String, Baseline> baselines = new HashMap<>();
        private final Map<KeyRef, String> handles = new HashMap<>();
        private final Map<String, Row> rows = new LinkedHashMap<>();
        private final Set<String> outboxKeys = new HashSet<>();

        private boolean insert(Decision decision) {
            if (decision.events().stream().anyMatch(event -> decided.contains(event.dedupeKey()))) {
                return false;
            }
            decision.events().forEach(this::add);
            if (decision.baseline() != null) {
                baselines.put(decision.events().get(0).dedupeKey(), decision.baseline());
            }
            decision.outgoing().forEach(this::plan);
            return true;
        }

        private boolean add(Event event) {
            if (!decided.add(event.dedupeKey())) {
                return false;
            }
            events.add(new Event(
                    millis(event.at()),
                    event.kind(),
                    event.key(),
                    event.actor(),
                    event.why(),
                    event.source(),
                    event.dedupeKey()));
            return true;
        }

        private void plan(Decision.Outgoing outgoing) {
            if (outboxKeys.add(outgoing.dedupeKey())) {
                String id = UUID.randomUUID().toString();
                OutboxItem item = new OutboxItem(
                        id,
                        outgoing.dedupeKey(),
                        outgoing.target(),
                        outgoing.payload(),
                        State.PLANNED,
                        millis(outgoing.notBefore()),
                        millis(outgoing.notAfter()),
                        millis(outgoing.notBefore()),
                        0,
                        null,
                        null,
                        null,
                        "");
                rows.put(id, new Row(rows.size(), item));
            }
        }

        private Row row(String id) {
            return Objects.requireNonNull(rows.get(id), "no such outbox row");
        }
    }
}
