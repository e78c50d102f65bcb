package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stalekeys.store.SampleEvents.NOW;
import static stalekeys.store.SampleEvents.ask;
import static stalekeys.store.SampleEvents.asking;
import static stalekeys.store.SampleEvents.digestDecision;
import static stalekeys.store.SampleEvents.event;
import static stalekeys.store.SampleEvents.key;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.OutboxItem.State;

/** What a ledger in a database keeps to beyond the contract: all or nothing, whatever breaks on the way. */
abstract class DatabaseLedgerContract extends LedgerContract {
    private @Nullable Database database;
    private Ledger first;

    /** The URL of a database that is empty. */
    abstract String url();

    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = Database.open(url(), Database.Mode.MIGRATE);
        first = run("one", "run-1");
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    Ledger ledger() {
        return first;
    }

    @Override
    Ledger restarted() {
        return run("one", RandomToken.bits128());
    }

    @Override
    Ledger replica() {
        String name = RandomToken.bits128();
        return run(name, name);
    }

    private Ledger run(String instance, String run) {
        return JdbiLedger.on(database.dataSource(), dialect(), instance, run);
    }

    void execute(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_decision_that_breaks_half_way_leaves_nothing_behind_and_can_be_made_again() {
        execute("alter table outbox_card rename to outbox_card_away");
        assertThatThrownBy(() -> ledger().commit(asking(key(1), "ask:1"))).isInstanceOf(RuntimeException.class);
        execute("alter table outbox_card_away rename to outbox_card");

        assertThat(ledger().eventsSince(Instant.EPOCH)).isEmpty();
        assertThat(ledger().find("ask:1")).isEmpty();
        assertThat(ledger().commit(asking(key(1), "ask:1"))).isTrue();
    }

    @Test
    void a_row_whose_consequences_can_not_be_decided_stays_as_it_was() {
        ledger().commit(asking(key(1), "ask:1"));
        OutboxItem row = ledger().take("ask:1", NOW).orElseThrow();
        Decision follows = asking(key(2), "follows");

        execute("alter table outbox_card rename to outbox_card_away");
        assertThatThrownBy(() -> ledger().sent(row.id(), "D1", "1.1", NOW, follows))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ledger().later(row.id(), NOW, "x", ask(key(2))))
                .isInstanceOf(RuntimeException.class);
        execute("alter table outbox_card_away rename to outbox_card");

        assertThat(ledger().findById(row.id())).contains(row);
        assertThat(ledger().eventsSince(Instant.EPOCH)).hasSize(1);
        ledger().sent(row.id(), "D1", "1.1", NOW, follows);
        assertThat(ledger().count(State.SENT)).isEqualTo(1);
        assertThat(ledger().find("follows")).isPresent();
    }

    @Test
    void a_digest_is_not_decided_without_what_the_next_one_needs() {
        execute("alter table baseline rename to baseline_away");
        assertThatThrownBy(() -> ledger().commit(digestDecision("C1", "2026-03-02T09:00:00Z", key(1))))
                .isInstanceOf(RuntimeException.class);
        execute("alter table baseline_away rename to baseline");

        assertThat(ledger().eventsSince(Instant.EPOCH)).isEmpty();
        assertThat(ledger().count(State.PLANNED)).isZero();
    }

    @Test
    void an_error_of_the_database_does_not_show_whole_key_ids() {
        ledger().commit(asking(key(1), "ask:1"));
        // The number is taken already, which is an error that PostgreSQL tells with the values of the row.
        execute("update sequence set last = 0");

        assertThatThrownBy(() -> ledger().commit(Decision.of(event(Event.Kind.ASKED, key(1), NOW, "ask:2"))))
                .satisfies(error -> {
                    StringWriter trace = new StringWriter();
                    error.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain(key(1).keyId().full());
                });
    }

    @Test
    void keys_that_were_stored_with_fractions_of_a_second_are_the_same_keys() {
        ledger().commit(asking(key(1), "ask:1"));
        OutboxItem row = ledger().take("ask:1", NOW).orElseThrow();
        ledger().sent(row.id(), "D1", "1.1", NOW, null);
        String handle = ledger().handles(List.of(key(1))).get(key(1));
        // As before creation dates were cut to whole seconds.
        Instant stored = key(1).created().plusMillis(987);
        for (String table : List.of("event", "outbox_card", "key_handle")) {
            execute("update " + table + " set key_created = ?", stored);
        }

        assertThat(ledger().events(key(1))).hasSize(1);
        assertThat(ledger().messagesShowing(key(1), NOW.minusSeconds(60))).hasSize(1);
        assertThat(ledger().handles(List.of(key(1)))).containsExactly(Map.entry(key(1), handle));
        assertThat(ledger().byHandle(handle)).contains(key(1));
    }

    private void execute(String sql, Instant time) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(time));
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void times_are_kept_to_the_millisecond() {
        Instant nanos = Instant.parse("2026-03-02T09:00:00.123456789Z");
        ledger().commit(Decision.of(
                event(Event.Kind.ASKED, key(1), nanos, "a"),
                new Decision.Outgoing("a", "U1", ask(key(1)), nanos, nanos)));

        assertThat(ledger().eventsSince(Instant.EPOCH)).extracting(Event::at).containsExactly(NOW);
        OutboxItem row = ledger().find("a").orElseThrow();
        assertThat(row.nextTry()).isEqualTo(NOW);
        assertThat(row.notAfter()).isEqualTo(NOW);
    }
}
