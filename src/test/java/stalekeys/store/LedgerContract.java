package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stalekeys.store.SampleEvents.NOW;
import static stalekeys.store.SampleEvents.ask;
import static stalekeys.store.SampleEvents.asking;
import static stalekeys.store.SampleEvents.baseline;
import static stalekeys.store.SampleEvents.change;
import static stalekeys.store.SampleEvents.digest;
import static stalekeys.store.SampleEvents.digestDecision;
import static stalekeys.store.SampleEvents.event;
import static stalekeys.store.SampleEvents.key;
import static stalekeys.store.SampleEvents.outgoing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.MessageUpdate;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.OutboxItem.State;

/** What every ledger keeps to, whatever holds its rows. */
abstract class LedgerContract {
    static final Duration LEASE = Duration.ofMinutes(5);

    /** A ledger over data that is empty when a test begins; the same one each time within a test. */
    abstract Ledger ledger();

    /** The process of {@link #ledger()} after a restart, on the same data. */
    abstract Ledger restarted();

    /** Another process on the same data. */
    abstract Ledger replica();

    // --- decisions

    @Test
    void who_decides_first_has_decided_and_the_second_is_told_so() {
        assertThat(ledger().commit(asking(key(1), "ask:1"))).isTrue();

        Decision second = new Decision(
                List.of(event(Event.Kind.ASKED, key(1), NOW, "ask:1"), event(Event.Kind.ASKED, key(2), NOW, "ask:2")),
                List.of(outgoing("another", ask(key(1)))),
                null);
        assertThat(replica().commit(second)).isFalse();

        assertThat(ledger().eventsSince(Instant.EPOCH)).hasSize(1);
        assertThat(ledger().find("another")).isEmpty();
    }

    @Test
    void a_decision_is_not_made_at_all_where_somebody_has_decided_a_part_of_it() {
        assertThat(ledger().commit(asking(key(2), "ask:2"))).isTrue();

        Decision both = new Decision(
                List.of(event(Event.Kind.ASKED, key(1), NOW, "ask:1"), event(Event.Kind.ASKED, key(2), NOW, "ask:2")),
                List.of(outgoing("both", ask(key(1)))),
                null);
        assertThat(replica().commit(both)).isFalse();

        assertThat(ledger().eventsSince(Instant.EPOCH)).hasSize(1);
        assertThat(ledger().find("both")).isEmpty();
    }

    @Test
    void an_event_comes_back_as_it_was_decided() {
        Event about = new Event(
                NOW, Event.Kind.DEACTIVATED, key(1), "U0ADMIN", "two\nlines, \"quoted\" → ü", "slack", "done:1");
        Event aboutNothing = new Event(NOW, Event.Kind.DIGEST, null, Event.SYSTEM, "", "schedule", "digest:C1:x");

        ledger().commit(new Decision(List.of(about, aboutNothing), List.of(), null));

        assertThat(ledger().eventsSince(NOW)).containsExactly(about, aboutNothing);
    }

    @Test
    void events_come_in_the_order_they_were_decided_even_within_one_millisecond_or_by_a_clock_that_is_behind() {
        KeyRef key = key(1);
        List<String> decided = new ArrayList<>();
        for (int each = 0; each < 20; each++) {
            Ledger one = each % 2 == 0 ? ledger() : restarted();
            one.commit(Decision.of(event(Event.Kind.ASKED, key, NOW, "a" + each)));
            decided.add("a" + each);
        }
        ledger().commit(Decision.of(event(Event.Kind.DEACTIVATION_REQUESTED, key, NOW, "request")));
        replica().commit(Decision.of(event(Event.Kind.DEACTIVATED, key, NOW.minusMillis(40), "done")));
        Collections.addAll(decided, "request", "done");

        assertThat(ledger().events(List.of(key)).get(key))
                .extracting(Event::dedupeKey)
                .isEqualTo(decided);
        assertThat(ledger().eventsSince(NOW.minusMillis(40)))
                .extracting(Event::dedupeKey)
                .isEqualTo(decided);
    }

    @Test
    void the_history_of_a_key_is_its_own() {
        KeyRef recreated = new KeyRef(
                key(1).accountId(),
                key(1).userName(),
                key(1).keyId(),
                key(1).created().plusSeconds(60));
        ledger().commit(Decision.of(event(Event.Kind.ASKED, key(1), NOW, "one")));
        ledger().commit(Decision.of(event(Event.Kind.ASKED, key(2), NOW, "two")));

        Map<KeyRef, List<Event>> events = ledger().events(List.of(key(1), key(2), key(3), recreated));

        assertThat(events.get(key(1))).extracting(Event::dedupeKey).containsExactly("one");
        assertThat(events.get(key(2))).extracting(Event::dedupeKey).containsExactly("two");
        assertThat(events.get(key(3))).isEmpty();
        assertThat(events.get(recreated)).isEmpty();
        assertThat(ledger().events(List.of())).isEmpty();
    }

    @Test
    void the_history_of_three_thousand_keys_can_be_asked_for_at_once() {
        List<KeyRef> keys =
                IntStream.range(0, 3000).mapToObj(number -> key(number)).toList();
        List<Event> many = keys.stream()
                .map(key -> event(Event.Kind.ASKED, key, NOW, "ask:" + key.userName()))
                .toList();
        ledger().commit(new Decision(many, List.of(), null));

        assertThat(ledger().events(keys))
                .hasSize(3000)
                .allSatisfy((key, events) ->
                        assertThat(events).extracting(Event::key).containsExactly(key));
    }

    @Test
    void events_since_a_time_include_those_of_that_very_millisecond() {
        ledger().commit(Decision.of(event(Event.Kind.ASKED, key(1), NOW.minusMillis(1), "before")));
        ledger().commit(Decision.of(event(Event.Kind.ASKED, key(1), NOW, "then")));
        ledger().commit(Decision.of(event(Event.Kind.ASKED, key(1), NOW.plusSeconds(1), "after")));

        assertThat(ledger().eventsSince(NOW)).extracting(Event::dedupeKey).containsExactly("then", "after");
    }

    @Test
    void the_log_is_read_backwards_page_by_page_in_the_order_things_were_decided() {
        for (int each = 0; each < 25; each++) {
            // A clock that goes backwards changes nothing.
            ledger().commit(Decision.of(event(Event.Kind.ASKED, key(each), NOW.minusSeconds(each), "e" + each)));
        }

        assertThat(ledger().countEvents("")).isEqualTo(25);
        assertThat(ledger().newestEvents("", 0, 3)).extracting(Event::dedupeKey).containsExactly("e24", "e23", "e22");
        assertThat(ledger().newestEvents("", 20, 10))
                .extracting(Event::dedupeKey)
                .containsExactly("e4", "e3", "e2", "e1", "e0");
        assertThat(ledger().newestEvents("", 25, 10)).isEmpty();
    }

    @Test
    void the_log_of_one_user_is_found_in_any_case_and_never_by_a_part_of_the_name() {
        KeyRef anas = new KeyRef("111122223333", "Ana_B", key(1).keyId(), NOW);
        KeyRef another = new KeyRef("444455556666", "ana_b", key(2).keyId(), NOW);
        KeyRef longer = new KeyRef("111122223333", "AnaxB", key(3).keyId(), NOW);
        ledger().commit(Decision.of(event(Event.Kind.ASKED, anas, NOW, "one")));
        ledger().commit(Decision.of(event(Event.Kind.ASKED, another, NOW, "two")));
        ledger().commit(Decision.of(event(Event.Kind.ASKED, longer, NOW, "three")));
        ledger().commit(Decision.of(event(Event.Kind.DIGEST, null, NOW, "four")));

        assertThat(ledger().countEvents("ANA_b")).isEqualTo(2);
        assertThat(ledger().newestEvents("ANA_b", 0, 10))
                .extracting(Event::dedupeKey)
                .containsExactly("two", "one");
        assertThat(ledger().countEvents("%")).isZero();
        assertThat(ledger().newestEvents("ana", 0, 10)).isEmpty();
    }

    @Test
    void eight_threads_deciding_the_same_two_hundred_things_have_one_winner_each() throws Exception {
        List<Ledger> processes = List.of(ledger(), replica());
        List<Integer> wins = inEightThreads(thread -> {
            int won = 0;
            for (int each = 0; each < 200; each++) {
                int number = (each + thread * 25) % 200;
                if (processes.get(thread % 2).commit(asking(key(number), "ask:" + number))) {
                    won++;
                }
            }
            return won;
        });

        assertThat(wins.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(ledger().eventsSince(Instant.EPOCH)).hasSize(200);
        assertThat(ledger().count(State.PLANNED)).isEqualTo(200);
    }

    // --- handles

    @Test
    void a_handle_stands_for_one_key_and_stays_the_same() {
        String handle = ledger().handles(List.of(key(1))).get(key(1));

        assertThat(handle).matches("[A-Za-z0-9_-]{22}").doesNotContain("AKIA");
        assertThat(replica().handles(List.of(key(1), key(2))))
                .containsEntry(key(1), handle)
                .hasSize(2)
                .doesNotContainEntry(key(2), handle);
        assertThat(restarted().byHandle(handle)).contains(key(1));
        assertThat(ledger().byHandle("nobody-made-this-one")).isEmpty();
        assertThat(ledger().handles(List.of())).isEmpty();
    }

    @Test
    void a_key_made_anew_has_a_handle_of_its_own() {
        KeyRef recreated = new KeyRef(
                key(1).accountId(),
                key(1).userName(),
                key(1).keyId(),
                key(1).created().plusSeconds(60));

        Map<KeyRef, String> handles = ledger().handles(List.of(key(1), recreated));

        assertThat(handles.get(key(1))).isNotEqualTo(handles.get(recreated));
        assertThat(ledger().byHandle(handles.get(recreated))).contains(recreated);
    }

    @Test
    void eight_threads_asking_for_the_same_handles_in_any_order_get_the_same_ones() throws Exception {
        List<Ledger> processes = List.of(ledger(), replica());
        List<Map<KeyRef, String>> answers = inEightThreads(thread -> {
            List<KeyRef> keys = new ArrayList<>(
                    IntStream.range(0, 600).mapToObj(number -> key(number)).toList());
            Collections.rotate(keys, thread * 70);
            return processes.get(thread % 2).handles(keys);
        });

        assertThat(answers).allSatisfy(handles -> assertThat(handles).isEqualTo(answers.get(0)));
        assertThat(answers.get(0)).hasSize(600);
    }

    // --- the outbox

    @Test
    void what_was_decided_waits_in_the_outbox() {
        Instant notBefore = NOW.plusSeconds(30);
        Instant notAfter = NOW.plusSeconds(300);
        ledger().commit(Decision.of(
                event(Event.Kind.DEACTIVATION_REQUESTED, key(1), NOW, "off:1"),
                new Decision.Outgoing("off:1", "", change(key(1)), notBefore, notAfter),
                new Decision.Outgoing("off:1:dm", "U0EXAMPLE1", ask(key(1)), NOW, null),
                new Decision.Outgoing("off:1", "", change(key(2)), NOW, null)));

        OutboxItem change = ledger().find("off:1").orElseThrow();
        assertThat(change)
                .isEqualTo(new OutboxItem(
                        change.id(),
                        "off:1",
                        "",
                        change(key(1)),
                        State.PLANNED,
                        notBefore,
                        notAfter,
                        notBefore,
                        0,
                        null,
                        null,
                        null,
                        ""));
        assertThat(ledger().findById(change.id())).contains(change);
        assertThat(ledger().find("off:1:dm").orElseThrow().payload()).isEqualTo(ask(key(1)));
        assertThat(ledger().count(State.PLANNED)).isEqualTo(2);
        assertThat(ledger().find("no such")).isEmpty();
        assertThat(ledger().findById("no such")).isEmpty();
    }

    @Test
    void rows_are_taken_once_when_they_are_due_oldest_first() {
        ledger().commit(Decision.of(
                event(Event.Kind.ASKED, null, NOW, "plan"),
                outgoing("first", ask(key(1))),
                new Decision.Outgoing("tomorrow", "U1", ask(key(2)), NOW.plus(Duration.ofDays(1)), null),
                outgoing("second", ask(key(3))),
                outgoing("third", change(key(4)))));

        assertThat(ledger().take(NOW.minusMillis(1), 10)).isEmpty();
        assertThat(ledger().take(NOW, 2)).extracting(OutboxItem::dedupeKey).containsExactly("first", "second");
        List<OutboxItem> next = replica().take(NOW, 10);
        assertThat(next).extracting(OutboxItem::dedupeKey).containsExactly("third");
        assertThat(next.get(0).state()).isEqualTo(State.SENDING);
        assertThat(next.get(0).attempts()).isEqualTo(1);
        assertThat(ledger().take(NOW, 10)).isEmpty();
        assertThat(ledger().take(NOW.plus(Duration.ofDays(1)), 10))
                .extracting(OutboxItem::dedupeKey)
                .containsExactly("tomorrow");
    }

    @Test
    void one_row_can_be_taken_by_name_whenever_it_is_due_and_by_one_caller_only() {
        ledger().commit(Decision.of(
                event(Event.Kind.ASKED, null, NOW, "plan"),
                new Decision.Outgoing("later", "U1", ask(key(1)), NOW.plus(Duration.ofDays(1)), null)));

        OutboxItem taken = ledger().take("later", NOW).orElseThrow();

        assertThat(taken.state()).isEqualTo(State.SENDING);
        assertThat(taken.payload()).isEqualTo(ask(key(1)));
        assertThat(replica().take("later", NOW)).isEmpty();
        assertThat(ledger().take("later", NOW)).isEmpty();
        assertThat(ledger().take("no such", NOW)).isEmpty();
    }

    @Test
    void eight_threads_in_two_processes_take_two_hundred_rows_once_each() throws Exception {
        List<Decision.Outgoing> rows = IntStream.range(0, 200)
                .mapToObj(number -> outgoing("row:" + number, new MessageUpdate("x")))
                .toList();
        ledger().commit(new Decision(List.of(event(Event.Kind.ASKED, null, NOW, "plan")), rows, null));
        List<Ledger> processes = List.of(ledger(), replica());

        List<List<String>> taken = inEightThreads(thread -> {
            Ledger process = processes.get(thread % 2);
            List<String> mine = new ArrayList<>();
            for (int empty = 0; empty < 3; ) {
                List<OutboxItem> some = process.take(NOW, 3);
                empty = some.isEmpty() ? empty + 1 : 0;
                for (OutboxItem item : some) {
                    mine.add(item.dedupeKey());
                    process.sent(item.id(), "D1", "1." + item.dedupeKey(), NOW, null);
                }
            }
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream).toList()).hasSize(200).doesNotHaveDuplicates();
        assertThat(ledger().count(State.SENT)).isEqualTo(200);
    }

    @Test
    void a_sent_row_knows_where_it_stands_and_what_follows_is_decided_with_it() {
        ledger().commit(asking(key(1), "ask:1"));
        OutboxItem row = ledger().take("ask:1", NOW).orElseThrow();

        ledger().sent(
                        row.id(),
                        "D0ANA",
                        "1772442000.000100",
                        NOW.plusSeconds(1),
                        Decision.of(
                                event(Event.Kind.ASK_DELIVERED, key(1), NOW.plusSeconds(1), "ask:1:delivered"),
                                outgoing("ask:1:update", new MessageUpdate(row.id()))));

        OutboxItem sent = ledger().findById(row.id()).orElseThrow();
        assertThat(sent.state()).isEqualTo(State.SENT);
        assertThat(sent.channel()).isEqualTo("D0ANA");
        assertThat(sent.ts()).isEqualTo("1772442000.000100");
        assertThat(sent.sentAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(sent.problem()).isEmpty();
        assertThat(ledger().events(List.of(key(1))).get(key(1)))
                .extracting(Event::kind)
                .containsExactly(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
        assertThat(ledger().find("ask:1:update").orElseThrow().payload()).isEqualTo(new MessageUpdate(row.id()));
    }

    @Test
    void a_change_has_no_channel_when_it_is_done() {
        ledger().commit(Decision.of(
                event(Event.Kind.DEACTIVATION_REQUESTED, key(1), NOW, "off:1"), outgoing("off:1", change(key(1)))));
        OutboxItem row = ledger().take("off:1", NOW).orElseThrow();

        ledger().sent(row.id(), null, null, NOW, null);

        OutboxItem done = ledger().findById(row.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(State.SENT);
        assertThat(done.channel()).isNull();
        assertThat(done.ts()).isNull();
    }

    @Test
    void what_follows_is_decided_once_even_if_the_row_is_settled_again() {
        ledger().commit(asking(key(1), "ask:1"));
        OutboxItem row = ledger().take("ask:1", NOW).orElseThrow();
        ledger().commit(Decision.of(event(Event.Kind.ASK_DELIVERED, key(1), NOW, "ask:1:delivered")));

        ledger().sent(
                        row.id(),
                        "D0ANA",
                        "1.1",
                        NOW,
                        Decision.of(
                                event(Event.Kind.ASK_DELIVERED, key(1), NOW, "ask:1:delivered"),
                                outgoing("follows", new MessageUpdate(row.id()))));

        assertThat(ledger().findById(row.id()).orElseThrow().state()).isEqualTo(State.SENT);
        assertThat(ledger().find("follows")).isEmpty();
        assertThat(ledger().eventsSince(Instant.EPOCH)).hasSize(2);
    }

    @Test
    void a_refused_row_is_failed_with_its_reason_and_what_follows() {
        ledger().commit(asking(key(1), "ask:1"));
        OutboxItem row = ledger().take("ask:1", NOW).orElseThrow();

        ledger().failed(
                        row.id(),
                        "channel_not_found",
                        Decision.of(event(Event.Kind.ASK_FAILED, key(1), NOW, "ask:1:failed")));

        OutboxItem failed = ledger().findById(row.id()).orElseThrow();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.problem()).isEqualTo("channel_not_found");
        assertThat(ledger().events(List.of(key(1))).get(key(1))).hasSize(2);
        assertThat(ledger().take(NOW.plus(Duration.ofDays(9)), 10)).isEmpty();
    }

    @Test
    void a_row_put_back_is_tried_again_from_then_on_with_its_newer_payload() {
        ledger().commit(Decision.of(
                event(Event.Kind.DEACTIVATION_REQUESTED, key(1), NOW, "off:1"), outgoing("off:1", ask(key(1)))));
        OutboxItem row = ledger().take("off:1", NOW).orElseThrow();

        ledger().later(row.id(), NOW.plusSeconds(30), "ratelimited", ask(key(2)));

        OutboxItem waiting = ledger().findById(row.id()).orElseThrow();
        assertThat(waiting.state()).isEqualTo(State.PLANNED);
        assertThat(waiting.problem()).isEqualTo("ratelimited");
        assertThat(waiting.payload()).isEqualTo(ask(key(2)));
        assertThat(waiting.firstDue()).isEqualTo(NOW);
        assertThat(ledger().take(NOW.plusSeconds(29), 10)).isEmpty();
        assertThat(ledger().take(NOW.plusSeconds(30), 10))
                .extracting(OutboxItem::attempts)
                .containsExactly(2);

        ledger().sent(row.id(), "D1", "1.1", NOW.plusSeconds(31), null);
        assertThat(ledger().messagesShowing(key(1), Instant.EPOCH)).isEmpty();
        assertThat(ledger().messagesShowing(key(2), Instant.EPOCH)).hasSize(1);
    }

    @Test
    void a_key_is_one_however_its_user_is_written() {
        KeyRef typed = new KeyRef(key(1).accountId(), "USER-1", key(1).keyId(), key(1).created());
        ledger().commit(Decision.of(event(Event.Kind.ASKED, typed, NOW, "typed"), outgoing("ask", ask(typed))));
        ledger().commit(Decision.of(event(Event.Kind.ASK_DELIVERED, key(1), NOW, "written")));
        OutboxItem row = ledger().take("ask", NOW).orElseThrow();
        ledger().sent(row.id(), "D1", "1.1", NOW, null);

        assertThat(ledger().events(List.of(key(1))).get(key(1)))
                .extracting(Event::kind)
                .containsExactly(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
        assertThat(ledger().events(List.of(key(1), typed))).hasSize(1);
        assertThat(ledger().handles(List.of(typed)).get(typed))
                .isEqualTo(ledger().handles(List.of(key(1))).get(key(1)));
        assertThat(ledger().messagesShowing(key(1), NOW)).hasSize(1);
    }

    @Test
    void only_who_took_a_row_can_settle_it_and_nothing_follows_otherwise() {
        ledger().commit(asking(key(1), "ask:1"));
        OutboxItem planned = ledger().find("ask:1").orElseThrow();
        Decision follows = Decision.of(event(Event.Kind.ASK_DELIVERED, key(1), NOW, "follows"));

        assertThatThrownBy(() -> ledger().sent(planned.id(), "D1", "1.1", NOW, follows))
                .isInstanceOf(IllegalStateException.class);
        ledger().take("ask:1", NOW);
        Ledger other = replica();
        assertThatThrownBy(() -> other.sent(planned.id(), "D1", "1.1", NOW, follows))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.failed(planned.id(), "x", follows)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.unknown(planned.id(), "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.later(planned.id(), NOW, "x", ask(key(1))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ledger().findById(planned.id()).orElseThrow().state()).isEqualTo(State.SENDING);
        assertThat(ledger().eventsSince(Instant.EPOCH)).hasSize(1);
    }

    // --- what a process left behind

    @Test
    void a_restarted_process_finds_at_once_what_its_earlier_run_was_sending() {
        ledger().commit(asking(key(1), "ask:1"));
        ledger().commit(asking(key(2), "ask:2"));
        ledger().take("ask:1", NOW);

        Ledger restarted = restarted();
        List<OutboxItem> abandoned = restarted.takeAbandoned(NOW.plusSeconds(1), LEASE);

        assertThat(abandoned).extracting(OutboxItem::dedupeKey).containsExactly("ask:1");
        assertThat(abandoned.get(0).state()).isEqualTo(State.SENDING);
        assertThat(restarted.takeAbandoned(NOW.plusSeconds(1), LEASE)).isEmpty();
        restarted.unknown(abandoned.get(0).id(), "stale-keys stopped while sending");
        assertThat(restarted.find("ask:1").orElseThrow().state()).isEqualTo(State.UNKNOWN);
        assertThat(restarted.find("ask:1").orElseThrow().problem()).isEqualTo("stale-keys stopped while sending");
    }

    @Test
    void what_a_running_process_is_sending_is_left_alone_until_its_lease_is_over() {
        ledger().commit(asking(key(1), "ask:1"));
        ledger().take("ask:1", NOW);
        Ledger other = replica();

        assertThat(ledger().takeAbandoned(NOW.plusSeconds(1), LEASE)).isEmpty();
        assertThat(other.takeAbandoned(NOW.plus(LEASE), LEASE)).isEmpty();
        Instant over = NOW.plus(LEASE).plusMillis(1);
        assertThat(other.takeAbandoned(over, LEASE))
                .extracting(OutboxItem::dedupeKey)
                .containsExactly("ask:1");
        assertThat(other.takeAbandoned(over, LEASE)).isEmpty();
        assertThat(ledger().takeAbandoned(over, LEASE)).isEmpty();
    }

    @Test
    void a_process_that_is_only_slow_keeps_its_row_ten_times_as_long_and_then_finds_it_again() {
        ledger().commit(asking(key(1), "ask:1"));
        ledger().take("ask:1", NOW);

        assertThat(ledger().takeAbandoned(NOW.plus(LEASE).plusMillis(1), LEASE)).isEmpty();
        Instant over = NOW.plus(LEASE.multipliedBy(10)).plusMillis(1);
        assertThat(ledger().takeAbandoned(over, LEASE)).hasSize(1);
    }

    @Test
    void a_row_that_is_no_decision_of_its_own_is_planned_once() {
        ledger().commit(asking(key(1), "ask:1"));
        String id = ledger().find("ask:1").orElseThrow().id();
        Decision.Outgoing redraw = new Decision.Outgoing("redraw:1", "", new MessageUpdate(id), NOW, null);

        ledger().plan(redraw);
        ledger().plan(redraw);

        assertThat(ledger().find("redraw:1").orElseThrow().payload()).isEqualTo(new MessageUpdate(id));
        assertThat(ledger().count(State.PLANNED)).isEqualTo(2);
    }

    @Test
    void an_answer_that_comes_late_still_counts_once_the_row_was_given_up() {
        ledger().commit(asking(key(1), "ask:1"));
        OutboxItem row = ledger().take("ask:1", NOW).orElseThrow();
        Ledger other = replica();
        other.takeAbandoned(NOW.plus(LEASE).plusMillis(1), LEASE);
        assertThatThrownBy(() -> ledger().sent(row.id(), "D1", "1.1", NOW, null))
                .isInstanceOf(IllegalStateException.class);
        other.unknown(row.id(), "no answer");

        ledger().sent(row.id(), "D1", "1.1", NOW, null);

        assertThat(ledger().findById(row.id()).orElseThrow().state()).isEqualTo(State.SENT);
    }

    @Test
    void only_a_row_nobody_knows_about_can_be_sent_again_and_by_one_person_only() {
        ledger().commit(Decision.of(
                event(Event.Kind.ASKED, key(1), NOW, "ask:1"),
                new Decision.Outgoing("ask:1", "U1", ask(key(1)), NOW, NOW.plusSeconds(60))));
        OutboxItem row = ledger().take("ask:1", NOW).orElseThrow();
        Event again = event(Event.Kind.SENT_AGAIN, key(1), NOW, "again:1");
        assertThat(ledger().sendAgain(row.id(), NOW, again)).isFalse();
        ledger().unknown(row.id(), "timed out");

        Instant later = NOW.plusSeconds(90);
        assertThat(ledger().sendAgain(row.id(), later, again)).isTrue();
        assertThat(replica().sendAgain(row.id(), later, event(Event.Kind.SENT_AGAIN, key(1), NOW, "again:2")))
                .isFalse();
        assertThat(ledger().sendAgain("no such", later, event(Event.Kind.SENT_AGAIN, key(1), NOW, "again:3")))
                .isFalse();

        assertThat(ledger().eventsSince(Instant.EPOCH))
                .extracting(Event::dedupeKey)
                .containsExactly("ask:1", "again:1");
        assertThat(ledger().take(later.minusMillis(1), 10)).isEmpty();
        OutboxItem taken = ledger().take(later, 10).get(0);
        assertThat(taken.attempts()).isEqualTo(2);
        assertThat(taken.problem()).isEmpty();
        assertThat(taken.firstDue()).isEqualTo(later);
        assertThat(taken.notAfter()).as("it was wanted anew").isNull();
        ledger().unknown(row.id(), "timed out");
        assertThat(ledger().sendAgain(row.id(), later, again)).isFalse();
        assertThat(ledger().findById(row.id()).orElseThrow().state()).isEqualTo(State.UNKNOWN);
    }

    // --- looking at the outbox

    @Test
    void every_sent_message_that_shows_a_key_is_found_for_as_long_as_asked() {
        ledger().commit(Decision.of(
                event(Event.Kind.ASKED, null, NOW, "plan"),
                outgoing("ask", ask(key(1))),
                outgoing("digest", digest(key(1))),
                outgoing("other", ask(key(2))),
                outgoing("change", change(key(1))),
                outgoing("never sent", ask(key(1))),
                outgoing("old", ask(key(1)))));
        for (OutboxItem row : ledger().take(NOW, 10)) {
            if (row.dedupeKey().equals("never sent")) {
                ledger().failed(row.id(), "no", null);
            } else {
                Instant at = row.dedupeKey().equals("old") ? NOW.minusMillis(1) : NOW;
                ledger().sent(row.id(), "C1", "1." + row.dedupeKey(), at, null);
            }
        }

        assertThat(ledger().messagesShowing(key(1), NOW))
                .extracting(OutboxItem::dedupeKey)
                .containsExactly("ask", "digest");
        assertThat(ledger().messagesShowing(key(1), NOW).get(1).payload()).isEqualTo(digest(key(1)));
        assertThat(ledger().messagesShowing(key(3), NOW)).isEmpty();
    }

    @Test
    void rows_in_a_state_come_newest_first_and_can_be_counted() {
        ledger().commit(Decision.of(
                event(Event.Kind.ASKED, null, NOW, "plan"),
                outgoing("a", ask(key(1))),
                outgoing("b", ask(key(2))),
                outgoing("c", ask(key(3)))));

        assertThat(ledger().inState(State.PLANNED, 2))
                .extracting(OutboxItem::dedupeKey)
                .containsExactly("c", "b");
        assertThat(ledger().count(State.PLANNED)).isEqualTo(3);
        assertThat(ledger().inState(State.UNKNOWN, 2)).isEmpty();
        assertThat(ledger().count(State.UNKNOWN)).isZero();
    }

    // --- digests

    @Test
    void the_next_digest_compares_itself_with_the_last_one_that_surely_stands_in_this_channel() {
        assertThat(ledger().lastBaseline("C1")).isEmpty();
        send(digestDecision("C1", "2026-02-16T09:00:00Z", key(1)));
        send(digestDecision("C1", "2026-02-23T09:00:00Z", key(1), key(2)));
        send(digestDecision("C2", "2026-03-02T09:00:00Z", key(3)));
        assertThat(ledger().commit(digestDecision("C1", "2026-03-02T09:00:00Z", key(4))))
                .isTrue();
        OutboxItem lost = ledger().take("digest:C1:2026-03-02T09:00:00Z", NOW).orElseThrow();
        ledger().unknown(lost.id(), "timed out");

        assertThat(ledger().lastBaseline("C1")).contains(baseline(key(1), key(2)));
        assertThat(replica().lastBaseline("C2")).contains(baseline(key(3)));
        assertThat(ledger().lastBaseline("C")).isEmpty();
        assertThat(ledger().lastBaseline("C_")).isEmpty();
        assertThat(ledger().lastBaseline("%")).isEmpty();
    }

    @Test
    void the_digests_that_were_posted_are_found_again_by_their_channel() {
        Decision first = digestDecision("C1", "2026-02-16T09:00:00Z", key(1));
        Decision second = digestDecision("C1", "2026-02-23T09:00:00Z", key(2));
        send(first);
        send(second);
        send(digestDecision("C2", "2026-02-23T09:00:00Z", key(3)));
        assertThat(ledger().commit(digestDecision("C1", "2026-03-02T09:00:00Z", key(4))))
                .isTrue();

        assertThat(replica().digests("C1", NOW))
                .containsExactly((Message.Digest) first.outgoing().get(0).payload(), (Message.Digest)
                        second.outgoing().get(0).payload());
        assertThat(ledger().digests("C1", NOW.plusMillis(1))).isEmpty();
        assertThat(ledger().digests("C_", NOW)).isEmpty();
    }

    @Test
    void a_digest_by_hand_is_nothing_to_compare_with() {
        ledger().commit(Decision.of(
                event(Event.Kind.DIGEST_BY_HAND, null, NOW, "digest-by-hand:C1:1"),
                new Decision.Outgoing("digest-by-hand:C1:1", "C1", digest(key(1)), NOW, null)));
        OutboxItem row = ledger().take("digest-by-hand:C1:1", NOW).orElseThrow();
        ledger().sent(row.id(), "C1", "1.1", NOW, null);

        assertThat(ledger().lastBaseline("C1")).isEmpty();
    }

    private void send(Decision decision) {
        assertThat(ledger().commit(decision)).isTrue();
        OutboxItem row =
                ledger().take(decision.outgoing().get(0).dedupeKey(), NOW).orElseThrow();
        ledger().sent(row.id(), "C1", "1.1", NOW, null);
    }

    private interface PerThread<T> {
        T run(int thread) throws Exception;
    }

    private static <T> List<T> inEightThreads(PerThread<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch together = new CountDownLatch(8);
            List<Future<T>> answers = new ArrayList<>();
            for (int each = 0; each < 8; each++) {
                int thread = each;
                Callable<T> begun = () -> {
                    together.countDown();
                    together.await();
                    return work.run(thread);
                };
                answers.add(threads.submit(begun));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
