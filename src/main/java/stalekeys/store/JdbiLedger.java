package stalekeys.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Baseline;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.LedgerUnavailable;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.OutboxItem.State;
import stalekeys.work.ledger.Payload;

/**
 * The ledger in a database.
 *
 * <p>Locks are always taken in one order, so that two transactions never wait for each other: first an outbox row that is
 * there already, then the sequence, then new rows.
 */
final class JdbiLedger implements Ledger {
    /** Far below the number of parameters either database takes in a statement. */
    private static final int CHUNK = 500;

    private static final String ROW =
            "id, seq, dedupe_key, kind, target, payload, state, first_due, not_after, next_try, attempts, channel, ts, sent_at, problem";

    private static final Comparator<KeyRef> ONE_ORDER = Comparator.comparing(
                    (KeyRef key) -> key.keyId().full())
            .thenComparing(KeyRef::created)
            .thenComparing(KeyRef::accountId)
            .thenComparing(KeyRef::userName);

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final String instance;
    private final String run;

    private JdbiLedger(Jdbi jdbi, Dialect dialect, String instance, String run) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.instance = instance;
        this.run = run;
    }

    /**
     * A ledger for one run of a process.
     *
     * @param instance the same for each run of the process, and no other process has it at the same time
     * @param run this run alone
     */
    static JdbiLedger on(DataSource dataSource, Dialect dialect, String instance, String run) {
        return new JdbiLedger(jdbi(dataSource), dialect, instance, run);
    }

    static Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(() -> connection(dataSource));
        // JDBI would put the values of a failed statement into its message, key ids in full among them.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    private static Connection connection(DataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new LedgerUnavailable(e);
        }
    }

    // --- decisions

    @Override
    public boolean commit(Decision decision) {
        return jdbi.inTransaction(handle -> insert(handle, decision));
    }

    @Override
    public void plan(Decision.Outgoing outgoing) {
        jdbi.useTransaction(handle -> plan(handle, outgoing, EventRowMapper.numbers(handle, 1)));
    }

    @Override
    public Map<KeyRef, List<Event>> events(Collection<KeyRef> keys) {
        Map<KeyRef, List<Event>> byKey = new LinkedHashMap<>();
        keys.forEach(key -> byKey.put(key, new ArrayList<>()));
        jdbi.useHandle(handle -> {
            for (List<String> ids : chunks(keyIds(keys))) {
                Query query = handle.createQuery("select * from event where key_id in (<ids>) order by seq")
                        .bindList("ids", ids);
                query.map((row, context) -> EventRowMapper.event(row)).forEach(event -> {
                    // The same id may have stood for another key: another creation date, another user.
                    List<Event> known = event.key() == null ? null : byKey.get(event.key());
                    if (known != null) {
                        known.add(event);
                    }
                });
            }
        });
        return byKey;
    }

    @Override
    public List<Event> eventsSince(Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from event where at >= :since order by seq")
                .bind("since", EventRowMapper.millis(since))
                .map((row, context) -> EventRowMapper.event(row))
                .list());
    }

    @Override
    public List<Event> newestEvents(String userName, int skip, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from event <whose> order by seq desc limit :limit offset :skip")
                        .define("whose", whose(userName))
                        .bindMap(named(userName))
                        .bind("limit", limit)
                        .bind("skip", skip)
                        .map((row, context) -> EventRowMapper.event(row))
                        .list());
    }

    @Override
    public int countEvents(String userName) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from event <whose>")
                .define("whose", whose(userName))
                .bindMap(named(userName))
                .mapTo(Integer.class)
                .one());
    }

    /** IAM tells no two users apart by upper and lower case, so neither does a search. */
    private static String whose(String userName) {
        return userName.isEmpty() ? "" : "where lower(user_name) = :userName";
    }

    private static Map<String, String> named(String userName) {
        return userName.isEmpty() ? Map.of() : Map.of("userName", userName.toLowerCase(Locale.ROOT));
    }

    private boolean insert(Handle handle, Decision decision) {
        List<Event> events = decision.events();
        // From here on nobody else can insert, so what is not there now will not be there below.
        long seq = EventRowMapper.numbers(
                handle, events.size() + decision.outgoing().size());
        if (anyDecided(handle, events)) {
            return false;
        }
        for (Event event : events) {
            EventRowMapper.insert(handle, event, seq++);
        }
        if (decision.baseline() != null) {
            handle.createUpdate("insert into baseline (dedupe_key, content) values (:dedupeKey, :content)")
                    .bind("dedupeKey", events.get(0).dedupeKey())
                    .bind("content", StoredJson.write(decision.baseline()))
                    .execute();
        }
        for (Decision.Outgoing outgoing : decision.outgoing()) {
            plan(handle, outgoing, seq++);
        }
        return true;
    }

    private static boolean anyDecided(Handle handle, List<Event> events) {
        List<String> keys = events.stream().map(Event::dedupeKey).toList();
        return chunks(keys).stream()
                .anyMatch(chunk -> handle.createQuery("select count(*) from event where dedupe_key in (<keys>)")
                                .bindList("keys", chunk)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    private static void plan(Handle handle, Decision.Outgoing outgoing, long seq) {
        String id = RandomToken.bits128();
        int inserted = handle.createUpdate("""
                        insert into outbox
                            (id, seq, dedupe_key, kind, target, payload, state, first_due, not_after, next_try, attempts, problem)
                        values
                            (:id, :seq, :dedupeKey, :kind, :target, :payload, 'PLANNED', :nextTry, :notAfter, :nextTry, 0, '')
                        on conflict (dedupe_key) do nothing""")
                .bind("id", id)
                .bind("seq", seq)
                .bind("dedupeKey", outgoing.dedupeKey())
                .bind("kind", StoredPayload.of(outgoing.payload()).stored)
                .bind("target", outgoing.target())
                .bind("payload", StoredJson.write(outgoing.payload()))
                .bind("notAfter", EventRowMapper.millisOrNull(outgoing.notAfter()))
                .bind("nextTry", EventRowMapper.millis(outgoing.notBefore()))
                .execute();
        if (inserted == 1) {
            insertCards(handle, id, outgoing.payload());
        }
    }

    private static void insertCards(Handle handle, String outboxId, Payload payload) {
        if (payload instanceof Message message) {
            Set<KeyRef> shown = new LinkedHashSet<>();
            message.cards().forEach(card -> card.finding().ref().ifPresent(shown::add));
            for (KeyRef key : shown) {
                handle.createUpdate("""
                                insert into outbox_card (outbox_id, account_id, user_name, key_id, key_created)
                                values (:outboxId, :accountId, :userName, :keyId, :keyCreated)""")
                        .bind("outboxId", outboxId)
                        .bind("accountId", key.accountId())
                        .bind("userName", key.userName())
                        .bind("keyId", key.keyId().full())
                        .bind("keyCreated", EventRowMapper.millis(key.created()))
                        .execute();
            }
        }
    }

    // --- handles

    @Override
    public Map<KeyRef, String> handles(Collection<KeyRef> keys) {
        Map<KeyRef, String> known = jdbi.withHandle(handle -> knownHandles(handle, keys));
        if (known.size() < Set.copyOf(keys).size()) {
            known = jdbi.inTransaction(handle -> {
                makeHandles(handle, keys);
                return knownHandles(handle, keys);
            });
        }
        return known;
    }

    @Override
    public Optional<KeyRef> byHandle(String text) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from key_handle where handle = :handle")
                .bind("handle", text)
                .map((row, context) -> EventRowMapper.key(row))
                .findOne());
    }

    private static Map<KeyRef, String> knownHandles(Handle handle, Collection<KeyRef> keys) {
        // An older log may know one key by two ways of writing its user; everybody has to take the same of its two
        // handles.
        Map<KeyRef, String> stored = new HashMap<>();
        for (List<String> ids : chunks(keyIds(keys))) {
            handle.createQuery("select * from key_handle where key_id in (<ids>) order by handle")
                    .bindList("ids", ids)
                    .map((row, context) -> Map.entry(EventRowMapper.key(row), row.getString("handle")))
                    .forEach(entry -> stored.put(entry.getKey(), entry.getValue()));
        }
        Map<KeyRef, String> wanted = new LinkedHashMap<>();
        for (KeyRef key : keys) {
            String known = stored.get(key);
            if (known != null) {
                wanted.put(key, known);
            }
        }
        return wanted;
    }

    private static void makeHandles(Handle handle, Collection<KeyRef> keys) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into key_handle (handle, account_id, user_name, key_id, key_created)
                values (:handle, :accountId, :userName, :keyId, :keyCreated)
                on conflict (key_id, key_created, account_id, user_name) do nothing""");
        // In one order: two transactions making the same handles would otherwise wait for each other.
        keys.stream()
                .distinct()
                .sorted(ONE_ORDER)
                .forEach(key -> batch.bind("handle", RandomToken.bits128())
                        .bind("accountId", key.accountId())
                        .bind("userName", key.userName())
                        .bind("keyId", key.keyId().full())
                        .bind("keyCreated", EventRowMapper.millis(key.created()))
                        .add());
        batch.execute();
    }

    // --- digests

    @Override
    public Optional<Baseline> lastBaseline(String channel) {
        String prefix = "digest:" + channel + ":";
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select baseline.content
                        from baseline
                            join event on event.dedupe_key = baseline.dedupe_key
                            join outbox on outbox.dedupe_key = baseline.dedupe_key
                        where outbox.state = 'SENT'
                            and substr(baseline.dedupe_key, 1, :length) = :prefix
                        order by event.seq desc
                        limit 1""")
                .bind("length", prefix.length())
                .bind("prefix", prefix)
                .mapTo(String.class)
                .findOne()
                .map(content -> StoredJson.read(content, Baseline.class)));
    }

    @Override
    public List<Message.Digest> digests(String channel, Instant since) {
        String prefix = "digest:" + channel + ":";
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        select <row> from outbox
                        where state = 'SENT' and sent_at >= :since
                            and substr(dedupe_key, 1, :length) = :prefix
                        order by seq""")
                .define("row", ROW)
                .bind("since", EventRowMapper.millis(since))
                .bind("length", prefix.length())
                .bind("prefix", prefix)
                .map((row, context) -> item(row))
                .stream()
                .flatMap(item -> item.payload() instanceof Message.Digest digest ? Stream.of(digest) : Stream.empty())
                .toList());
    }

    // --- the outbox

    @Override
    public List<OutboxItem> take(Instant now, int limit) {
        return oldestFirst(jdbi.inTransaction(handle -> handle.createQuery("""
                        with due as materialized (
                            select id as due_id from outbox
                            where state = 'PLANNED' and next_try <= :now
                            order by seq limit :limit <skipLocked>)
                        update outbox
                        set state = 'SENDING', attempts = attempts + 1,
                            claimed_by = :instance, claimed_run = :run, claimed_at = :now
                        from due where id = due_id
                        returning <row>""")
                .define("skipLocked", dialect.skipLocked)
                .define("row", ROW)
                .bind("limit", limit)
                .bind("now", EventRowMapper.millis(now))
                .bind("instance", instance)
                .bind("run", run)
                .map((row, context) -> placed(row))
                .list()));
    }

    @Override
    public Optional<OutboxItem> take(String dedupeKey, Instant now) {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update outbox
                        set state = 'SENDING', attempts = attempts + 1,
                            claimed_by = :instance, claimed_run = :run, claimed_at = :now
                        where dedupe_key = :dedupeKey and state = 'PLANNED'
                        returning <row>""")
                .define("row", ROW)
                .bind("dedupeKey", dedupeKey)
                .bind("now", EventRowMapper.millis(now))
                .bind("instance", instance)
                .bind("run", run)
                .map((row, context) -> item(row))
                .findOne());
    }

    @Override
    public Optional<OutboxItem> find(String dedupeKey) {
        return jdbi.withHandle(handle -> handle.createQuery("select <row> from outbox where dedupe_key = :dedupeKey")
                .define("row", ROW)
                .bind("dedupeKey", dedupeKey)
                .map((row, context) -> item(row))
                .findOne());
    }

    @Override
    public Optional<OutboxItem> findById(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select <row> from outbox where id = :id")
                .define("row", ROW)
                .bind("id", id)
                .map((row, context) -> item(row))
                .findOne());
    }

    @Override
    public void sent(
            String id, @Nullable String channel, @Nullable String ts, Instant at, @Nullable Decision followUp) {
        jdbi.useTransaction(handle -> {
            Update update = handle.createUpdate("""
                            update outbox
                            set state = 'SENT', channel = :channel, ts = :ts, sent_at = :at, problem = ''
                            where id = :id and (state = 'UNKNOWN' or (state = 'SENDING' and claimed_run = :run))""")
                    .bind("channel", channel)
                    .bind("ts", ts)
                    .bind("at", EventRowMapper.millis(at));
            settle(handle, id, update, followUp);
        });
    }

    @Override
    public void failed(String id, String problem, @Nullable Decision followUp) {
        jdbi.useTransaction(handle -> {
            Update update = handle.createUpdate("""
                            update outbox set state = 'FAILED', problem = :problem
                            where id = :id and state = 'SENDING' and claimed_run = :run""").bind("problem", problem);
            settle(handle, id, update, followUp);
        });
    }

    @Override
    public void unknown(String id, String problem) {
        jdbi.useTransaction(handle -> {
            Update update = handle.createUpdate("""
                            update outbox set state = 'UNKNOWN', problem = :problem
                            where id = :id and state = 'SENDING' and claimed_run = :run""").bind("problem", problem);
            settle(handle, id, update, null);
        });
    }

    @Override
    public void later(String id, Instant nextTry, String problem, Payload payload) {
        jdbi.useTransaction(handle -> {
            Update update = handle.createUpdate("""
                            update outbox
                            set state = 'PLANNED', next_try = :nextTry, problem = :problem, kind = :kind, payload = :payload
                            where id = :id and state = 'SENDING' and claimed_run = :run""")
                    .bind("nextTry", EventRowMapper.millis(nextTry))
                    .bind("problem", problem)
                    .bind("kind", StoredPayload.of(payload).stored)
                    .bind("payload", StoredJson.write(payload));
            settle(handle, id, update, null);
            handle.createUpdate("delete from outbox_card where outbox_id = :id")
                    .bind("id", id)
                    .execute();
            insertCards(handle, id, payload);
        });
    }

    @Override
    public List<OutboxItem> takeAbandoned(Instant now, Duration lease) {
        return oldestFirst(jdbi.inTransaction(handle -> handle.createQuery("""
                        update outbox
                        set claimed_by = :instance, claimed_run = :run, claimed_at = :now
                        where state = 'SENDING'
                            and ((claimed_run <> :run and (claimed_by = :instance or claimed_at < :oldest))
                                or claimed_at < :evenForUs)
                        returning <row>""")
                .define("row", ROW)
                .bind("now", EventRowMapper.millis(now))
                .bind("oldest", EventRowMapper.millis(now.minus(lease)))
                .bind("evenForUs", EventRowMapper.millis(now.minus(lease.multipliedBy(10))))
                .bind("instance", instance)
                .bind("run", run)
                .map((row, context) -> placed(row))
                .list()));
    }

    @Override
    public boolean sendAgain(String id, Instant now, Event event) {
        return jdbi.inTransaction(handle -> {
            int planned = handle.createUpdate("""
                            update outbox
                            set state = 'PLANNED', first_due = :now, not_after = null, next_try = :now, problem = ''
                            where id = :id and state = 'UNKNOWN'""")
                    .bind("id", id)
                    .bind("now", EventRowMapper.millis(now))
                    .execute();
            if (planned == 1 && EventRowMapper.insert(handle, event, EventRowMapper.numbers(handle, 1))) {
                return true;
            }
            handle.rollback();
            return false;
        });
    }

    @Override
    public List<OutboxItem> messagesShowing(KeyRef key, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select <row> from outbox
                        where state = 'SENT' and sent_at >= :since
                            and id in (
                                select outbox_id from outbox_card
                                where key_id = :keyId
                                    and key_created >= :keyCreated and key_created < :nextSecond
                                    and account_id = :accountId and lower(user_name) = :userName)
                        order by seq""")
                .define("row", ROW)
                .bind("since", EventRowMapper.millis(since))
                .bind("keyId", key.keyId().full())
                // At first fractions of a second were stored as they came.
                .bind("keyCreated", EventRowMapper.millis(key.created()))
                .bind("nextSecond", EventRowMapper.millis(key.created().plusSeconds(1)))
                .bind("accountId", key.accountId())
                .bind("userName", key.userName().toLowerCase(Locale.ROOT))
                .map((row, context) -> item(row))
                .list());
    }

    @Override
    public List<OutboxItem> inState(State state, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select <row> from outbox where state = :state order by seq desc limit :limit")
                .define("row", ROW)
                .bind("state", state.name())
                .bind("limit", limit)
                .map((row, context) -> item(row))
                .list());
    }

    @Override
    public int count(State state) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from outbox where state = :state")
                .bind("state", state.name())
                .mapTo(Integer.class)
                .one());
    }

    private void settle(Handle handle, String id, Update update, @Nullable Decision followUp) {
        if (update.bind("id", id).bind("run", run).execute() != 1) {
            throw new IllegalStateException("outbox row " + id + " is not being sent by this process");
        }
        if (followUp != null) {
            insert(handle, followUp);
        }
    }

    // --- rows

    /** A row with its place in the outbox: what "returning" gives has no order. */
    private record Placed(long seq, OutboxItem item) {}

    private static List<OutboxItem> oldestFirst(List<Placed> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong(Placed::seq))
                .map(Placed::item)
                .toList();
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(row.getLong("seq"), item(row));
    }

    private static OutboxItem item(ResultSet row) throws SQLException {
        return new OutboxItem(
                row.getString("id"),
                row.getString("dedupe_key"),
                row.getString("target"),
                StoredJson.read(row.getString("payload"), StoredPayload.of(row.getString("kind")).type),
                State.valueOf(row.getString("state")),
                EventRowMapper.instant(row, "first_due"),
                EventRowMapper.instantOrNull(row, "not_after"),
                EventRowMapper.instant(row, "next_try"),
                row.getInt("attempts"),
                row.getString("channel"),
                row.getString("ts"),
                EventRowMapper.instantOrNull(row, "sent_at"),
                row.getString("problem"));
    }

    private static List<String> keyIds(Collection<KeyRef> keys) {
        return keys.stream().map(key -> key.keyId().full()).distinct().toList();
    }

    private static List<List<String>> chunks(List<String> all) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
        return chunks;
    }
}
