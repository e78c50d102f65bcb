package stalekeys.work.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.EnforcementPolicy;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;

/** A verb on the command line: when it has ended, nobody comes after it. */
class DrainOutboxTest {
    private final JobFixture fixture = new JobFixture();
    private final List<Duration> waited = new ArrayList<>();

    @Test
    void whoever_has_to_hear_of_a_key_the_verb_deactivated_hears_of_it_before_the_verb_ends() {
        KeyRef key = due();

        Sweep.Sent sent = fixture.sweep.runAndSend();
        List<OutboxItem> unsent = finish();

        assertThat(sent.items().values()).extracting(OutboxItem::state).containsExactly(OutboxItem.State.SENT);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.DEACTIVATED);
        assertThat(fixture.slack.to(FakePeople.ANA)).last().isInstanceOf(Message.Changed.class);
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).last().isInstanceOf(Message.Announcement.class);
        assertThat(unsent).isEmpty();
        nothingIsOpen();
    }

    @Test
    void what_an_earlier_run_left_planned_is_carried_out_and_once() {
        due();
        fixture.sweep.runAndSend();
        fixture.restart();
        int before = fixture.slack.posts.size();

        assertThat(finish()).isEmpty();
        int after = fixture.slack.posts.size();
        assertThat(finish()).isEmpty();

        assertThat(after).isGreaterThan(before);
        assertThat(fixture.slack.posts).hasSize(after);
        nothingIsOpen();
    }

    @Test
    void slack_is_waited_for_as_long_as_it_asks_but_not_for_ever() {
        due();
        fixture.sweep.runAndSend();
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(30), "ratelimited"));
        assertThat(finish()).isEmpty();
        assertThat(waited).contains(Duration.ofSeconds(30));
        nothingIsOpen();
    }

    @Test
    void what_slack_does_not_take_in_time_is_told_and_left_for_the_next_run() {
        due();
        fixture.sweep.runAndSend();
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofHours(1), "ratelimited"));

        assertThat(finish())
                .singleElement()
                .satisfies(item -> assertThat(item.problem()).isEqualTo("ratelimited"));
        assertThat(waited).isEmpty();

        fixture.clock.advance(Duration.ofHours(1));
        assertThat(finish()).isEmpty();
        nothingIsOpen();
    }

    @Test
    void a_message_nobody_took_is_told_too() {
        due();
        fixture.sweep.runAndSend();
        fixture.slack.answers.add(Messenger.Delivery.refused("not_in_channel"));

        assertThat(finish()).extracting(OutboxItem::state).containsExactly(OutboxItem.State.FAILED);
    }

    @Test
    void what_another_process_was_sending_when_it_died_is_waited_for_and_never_sent_twice() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.clock.advance(Duration.ofDays(7));
        fixture.sweep.run();
        fixture.ledger.take(fixture.clock.instant(), 1);
        fixture.goOnInAnotherProcess();
        int before = fixture.slack.posts.size();

        assertThat(finish()).extracting(OutboxItem::state).containsExactly(OutboxItem.State.UNKNOWN);
        assertThat(fixture.slack.posts).hasSize(before);
    }

    /** Asked, reminded, given the final notice, ignored; it is Monday after the last day. */
    private KeyRef due() {
        fixture.actsByItself(new EnforcementPolicy(14, null, ZoneOffset.UTC));
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.sweepAfter(7);
        fixture.sweepAfter(7);
        fixture.clock.advance(Duration.ofDays(8));
        return key;
    }

    private List<OutboxItem> finish() {
        return new DrainOutbox(fixture.ledger, fixture.worker, fixture.clock, time -> {
                    waited.add(time);
                    fixture.clock.advance(time);
                })
                .run();
    }

    private void nothingIsOpen() {
        assertThat(fixture.ledger.count(OutboxItem.State.PLANNED)).isZero();
        assertThat(fixture.ledger.count(OutboxItem.State.SENDING)).isZero();
    }
}
