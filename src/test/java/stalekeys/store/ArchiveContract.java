package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.store.SampleEvents.ask;
import static stalekeys.store.SampleEvents.baseline;
import static stalekeys.store.SampleEvents.digest;
import static stalekeys.store.SampleEvents.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.ledger.Archive;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.Payload;

/** What is removed from the ledger, and what never is. */
abstract class ArchiveContract {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(100));
    private static final Instant OLD = BEFORE.minus(Duration.ofDays(1));
    private static final Instant YOUNG = BEFORE.plus(Duration.ofDays(1));

    private Database database;

    /** The URL of a database that is empty. */
    abstract String url();

    @BeforeEach
    void open() {
        database = Database.open(url(), Database.Mode.MIGRATE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_key_that_was_heard_of_lately_keeps_all_it_has() {
        happens(Event.Kind.ASKED, key(1), OLD, "ask:1");
        happens(Event.Kind.CLAIMED, key(1), YOUNG, "ask:1:claimed");
        happens(Event.Kind.ASKED, key(2), OLD, "ask:2");

        assertThat(archive().idle(BEFORE)).containsOnlyKeys(key(2));

        remove(key(1), key(2));
        assertThat(ledger().events(key(1))).hasSize(2);
        assertThat(ledger().events(key(2))).isEmpty();
    }

    @Test
    void a_key_of_which_a_message_is_still_to_be_sent_is_not_idle() {
        says("waiting", ask(key(1)), OLD);
        happens(Event.Kind.ASKED, key(1), OLD, "ask:1");

        assertThat(archive().idle(BEFORE)).isEmpty();
    }

    @Test
    void settled_messages_go_with_what_they_show_and_the_record_says_how_many() {
        sent("old", "U1", ask(key(1)), OLD);
        sent("young", "U1", ask(key(1)), YOUNG);
        says("planned", ask(key(2)), OLD);
        says("unknown", ask(key(3)), OLD);
        OutboxItem unknown = ledger().take("unknown", OLD).orElseThrow();
        ledger().unknown(unknown.id(), "no answer");

        assertThat(remove()).isEqualTo(new Archive.Removed(0, 2, 0));

        assertThat(ledger().find("old")).isEmpty();
        assertThat(ledger().find("unknown")).isEmpty();
        assertThat(ledger().find("young")).isPresent();
        assertThat(ledger().find("planned")).isPresent();
        assertThat(ledger().messagesShowing(key(1), Instant.EPOCH)).hasSize(1);
        Event record = ledger().eventsSince(NOW).get(0);
        assertThat(record.kind()).isEqualTo(Event.Kind.PRUNED);
        assertThat(record.actor()).isEqualTo("cli:ana");
        assertThat(record.why()).isEqualTo("events: 0, messages: 2, from before " + BEFORE);
    }

    @Test
    void where_nothing_is_old_nothing_is_recorded() {
        sent("young", "U1", ask(key(1)), YOUNG);

        assertThat(remove().nothing()).isTrue();
        assertThat(ledger().eventsSince(Instant.EPOCH)).isEmpty();
    }

    @Test
    void nobody_is_introduced_twice() {
        sent("welcome:C1", "C1", new Message.Welcome(false, null, null, false), OLD);

        remove();

        assertThat(ledger().find("welcome:C1")).isPresent();
    }

    @Test
    void the_next_digest_still_knows_the_last_one() {
        digestPosted("C1", "2025-11-10T09:00:00Z", OLD.minus(Duration.ofDays(7)), key(1));
        digestPosted("C1", "2025-11-17T09:00:00Z", OLD, key(2));
        digestPosted("C2", "2025-11-03T09:00:00Z", OLD.minus(Duration.ofDays(14)), key(3));

        assertThat(archive().aboutNoKey(BEFORE)).hasSize(1);
        assertThat(remove()).isEqualTo(new Archive.Removed(1, 1, 0));

        assertThat(ledger().lastBaseline("C1").orElseThrow().stale()).containsExactly(key(2));
        assertThat(ledger().lastBaseline("C2").orElseThrow().stale()).containsExactly(key(3));
        assertThat(ledger().digests("C1", Instant.EPOCH)).hasSize(1);
    }

    @Test
    void a_key_that_comes_back_is_asked_about_anew() {
        String handle = ledger().handles(List.of(key(1))).get(key(1));
        sent("ask:" + handle + ":1", "U1", ask(key(1)), OLD);
        happens(Event.Kind.ASKED, key(1), OLD, "ask:" + handle + ":1");

        remove(key(1));

        String now = ledger().handles(List.of(key(1))).get(key(1));
        assertThat(ledger().commit(Decision.of(
                        event(Event.Kind.ASKED, key(1), NOW, "ask:" + now + ":1"), outgoing("ask:" + now + ":1", NOW))))
                .isTrue();
        assertThat(ledger().find("ask:" + now + ":1")).isPresent();
    }

    @Test
    void a_handle_goes_once_it_is_known_for_as_long_and_nothing_uses_it() {
        String unused = ledger().handles(List.of(key(1))).get(key(1));
        String used = ledger().handles(List.of(key(2))).get(key(2));
        happens(Event.Kind.ASKED, key(2), OLD, "ask:2");

        assertThat(remove().handles()).isZero();
        assertThat(ledger().byHandle(unused)).isPresent();

        Instant later = NOW.plus(Duration.ofDays(101));
        archive().remove(Set.of(), later.minus(Duration.ofDays(100)), record(later));
        assertThat(ledger().byHandle(unused)).isEmpty();
        assertThat(ledger().byHandle(used)).contains(key(2));
    }

    private Archive.Removed remove(KeyRef... keys) {
        return archive().remove(Set.of(keys), BEFORE, record(NOW));
    }

    private static Event record(Instant at) {
        return new Event(at, Event.Kind.PRUNED, null, "cli:ana", "", "cli", "pruned:" + at);
    }

    private void digestPosted(String channel, String due, Instant at, KeyRef stale) {
        String dedupeKey = "digest:" + channel + ":" + due;
        ledger().commit(new Decision(
                List.of(event(Event.Kind.DIGEST, null, at, dedupeKey)),
                List.of(new Decision.Outgoing(dedupeKey, channel, digest(key(9)), at, null)),
                baseline(stale)));
        OutboxItem row = ledger().take(dedupeKey, at).orElseThrow();
        ledger().sent(row.id(), channel, "1." + at.getEpochSecond(), at, null);
    }

    private void sent(String dedupeKey, String target, Payload payload, Instant at) {
        ledger().plan(new Decision.Outgoing(dedupeKey, target, payload, at, null));
        OutboxItem row = ledger().take(dedupeKey, at).orElseThrow();
        ledger().sent(row.id(), "D1", "1.1", at, null);
    }

    private void says(String dedupeKey, Payload payload, Instant at) {
        ledger().plan(new Decision.Outgoing(dedupeKey, "U1", payload, at, null));
    }

    private static Decision.Outgoing outgoing(String dedupeKey, Instant at) {
        return new Decision.Outgoing(dedupeKey, "U1", ask(key(1)), at, null);
    }

    private void happens(Event.Kind kind, KeyRef key, Instant at, String dedupeKey) {
        ledger().commit(new Decision(List.of(event(kind, key, at, dedupeKey)), List.of(), null));
    }

    private static Event event(Event.Kind kind, KeyRef key, Instant at, String dedupeKey) {
        return SampleEvents.event(kind, key, at, dedupeKey);
    }

    private Ledger ledger() {
        return database.ledger();
    }

    private Archive archive() {
        return database.archive();
    }
}
