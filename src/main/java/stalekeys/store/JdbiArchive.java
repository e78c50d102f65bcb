package stalekeys.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.ledger.Archive;

/** The old part of the ledger in a database. */
final class JdbiArchive implements Archive {
    /** The newest digest of each channel that is known to be posted: the next one compares itself with it. */
    private static final String LAST_DIGESTS = """
            select max(digest.seq) from event digest
                join outbox posted on posted.dedupe_key = digest.dedupe_key
            where digest.kind = 'DIGEST' and posted.state = 'SENT'
            group by posted.target""";

    private static final String SAME_KEY = "<one>.key_id = <other>.key_id and <one>.key_created = <other>.key_created"
            + " and <one>.account_id = <other>.account_id and lower(<one>.user_name) = lower(<other>.user_name)";

    private final Jdbi jdbi;

    JdbiArchive(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Map<KeyRef, List<Event>> idle(Instant before) {
        Map<KeyRef, List<Event>> idle = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select event.* from event where event.key_id is not null"
                        + " and not exists (select 1 from event newer where newer.at >= :before and "
                        + sameKey("newer", "event") + ")"
                        + " and not exists (select 1 from outbox_card shown join outbox on outbox.id = shown.outbox_id"
                        + " where outbox.state in ('PLANNED', 'SENDING') and " + sameKey("shown", "event") + ")"
                        + " order by event.seq")
                .bind("before", EventRowMapper.millis(before))
                .map((row, context) -> EventRowMapper.event(row))
                .forEach(event -> {
                    KeyRef key = event.key();
                    if (key != null) {
                        idle.computeIfAbsent(key, first -> new ArrayList<>()).add(event);
                    }
                }));
        return idle;
    }

    @Override
    public List<Event> aboutNoKey(Instant before) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from event where key_id is null and at < :before"
                        + " and seq not in (" + LAST_DIGESTS + ") order by seq")
                .bind("before", EventRowMapper.millis(before))
                .map((row, context) -> EventRowMapper.event(row))
                .list());
    }

    @Override
    public Removed remove(Set<KeyRef> keys, Instant before, Event record) {
        return jdbi.inTransaction(handle -> {
            // Rows of the outbox are locked before the sequence, as everywhere.
            int messages = removeMessages(handle, before);
            int events = removeEvents(handle, keys, before);
            int handles = removeHandles(handle, before, record.at());
            Removed removed = new Removed(events, messages, handles);
            if (events + messages > 0) {
                EventRowMapper.insert(
                        handle,
                        new Event(
                                record.at(),
                                record.kind(),
                                null,
                                record.actor(),
                                "events: " + events + ", messages: " + messages + ", from before "
                                        + EventRowMapper.millis(before),
                                record.source(),
                                record.dedupeKey()),
                        EventRowMapper.numbers(handle, 1));
            }
            return removed;
        });
    }

    private static int removeMessages(Handle handle, Instant before) {
        String old = "select id from outbox where state in ('SENT', 'FAILED', 'UNKNOWN') and kind <> 'welcome'"
                + " and coalesce(sent_at, next_try) < :before and next_try < :before"
                + " and dedupe_key not in (select dedupe_key from event where seq in (" + LAST_DIGESTS + "))";
        bound(handle, "delete from outbox_card where outbox_id in (" + old + ")", before)
                .execute();
        return bound(handle, "delete from outbox where id in (" + old + ")", before)
                .execute();
    }

    private static int removeEvents(Handle handle, Set<KeyRef> keys, Instant before) {
        String aboutNoKey = "key_id is null and at < :before and seq not in (" + LAST_DIGESTS + ")";
        bound(
                        handle,
                        "delete from baseline where dedupe_key in (select dedupe_key from event where " + aboutNoKey
                                + ")",
                        before)
                .execute();
        int removed =
                bound(handle, "delete from event where " + aboutNoKey, before).execute();
        for (KeyRef key : keys) {
            removed += bound(
                            handle,
                            "delete from event where key_id = :keyId"
                                    // Once fractions of a second were stored as they came.
                                    + " and key_created >= :keyCreated and key_created < :nextSecond"
                                    + " and account_id = :accountId and lower(user_name) = :userName"
                                    + " and not exists (select 1 from event newer where newer.at >= :before and "
                                    + sameKey("newer", "event") + ")",
                            before)
                    .bind("keyId", key.keyId().full())
                    .bind("keyCreated", EventRowMapper.millis(key.created()))
                    .bind("nextSecond", EventRowMapper.millis(key.created().plusSeconds(1)))
                    .bind("accountId", key.accountId())
                    .bind("userName", key.userName().toLowerCase(Locale.ROOT))
                    .execute();
        }
        return removed;
    }

    /** A handle's age counts from the first time it is seen here: making one writes no time. */
    private static int removeHandles(Handle handle, Instant before, Instant now) {
        handle.createUpdate("update key_handle set known_since = :now where known_since is null")
                .bind("now", EventRowMapper.millis(now))
                .execute();
        return bound(
                        handle,
                        "delete from key_handle where known_since < :before"
                                + " and not exists (select 1 from event where " + sameKey("event", "key_handle") + ")"
                                + " and not exists (select 1 from outbox_card where "
                                + sameKey("outbox_card", "key_handle") + ")",
                        before)
                .execute();
    }

    private static Update bound(Handle handle, String sql, Instant before) {
        return handle.createUpdate(sql).bind("before", EventRowMapper.millis(before));
    }

    private static String sameKey(String one, String other) {
        return SAME_KEY.replace("<one>", one).replace("<other>", other);
    }
}
