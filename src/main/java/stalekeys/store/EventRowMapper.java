package stalekeys.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;

/** Rows of the event log as values and back. */
final class EventRowMapper {
    private EventRowMapper() {}

    static Event event(ResultSet row) throws SQLException {
        return new Event(
                instant(row, "at"),
                Event.Kind.valueOf(row.getString("kind")),
                row.getString("key_id") == null ? null : key(row),
                row.getString("actor"),
                row.getString("why"),
                row.getString("source"),
                row.getString("dedupe_key"));
    }

    static KeyRef key(ResultSet row) throws SQLException {
        return new KeyRef(
                row.getString("account_id"),
                row.getString("user_name"),
                new KeyId(row.getString("key_id")),
                instant(row, "key_created"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    static @Nullable Instant millisOrNull(@Nullable Instant time) {
        return time == null ? null : millis(time);
    }

    /** The first of so many numbers that follow each other. From here to the end of the transaction nobody else gets one. */
    static long numbers(Handle handle, int howMany) {
        return handle.createQuery("update sequence set last = last + :howMany where name = 'ledger' returning last")
                        .bind("howMany", howMany)
                        .mapTo(Long.class)
                        .one()
                - howMany
                + 1;
    }

    static boolean insert(Handle handle, Event event, long seq) {
        KeyRef key = event.key();
        Update insert = handle.createUpdate("""
                        insert into event
                            (seq, at, kind, account_id, user_name, key_id, key_created, actor, why, source, dedupe_key)
                        values
                            (:seq, :at, :kind, :accountId, :userName, :keyId, :keyCreated, :actor, :why, :source, :dedupeKey)
                        on conflict (dedupe_key) do nothing""")
                .bind("seq", seq)
                .bind("at", millis(event.at()))
                .bind("kind", event.kind().name())
                .bind("accountId", key == null ? null : key.accountId())
                .bind("userName", key == null ? null : key.userName())
                .bind("keyId", key == null ? null : key.keyId().full())
                .bind("keyCreated", key == null ? null : millis(key.created()))
                .bind("actor", event.actor())
                .bind("why", event.why())
                .bind("source", event.source())
                .bind("dedupeKey", event.dedupeKey());
        return insert.execute() == 1;
    }
}
