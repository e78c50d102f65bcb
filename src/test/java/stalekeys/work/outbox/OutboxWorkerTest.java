package stalekeys.work.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stalekeys.work.FakePeople.ADMIN;
import static stalekeys.work.FakePeople.ANA;
import static stalekeys.work.FakePeople.SECOND_ADMIN;
import static stalekeys.work.FakePeople.VIEWER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stalekeys.http.CapturedLog;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.FakeAws;
import stalekeys.work.FakeMessenger;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.LedgerUnavailable;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.MessageUpdate;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.people.People;

class OutboxWorkerTest {
    private static final Instant DUE = JobFixture.NOW;

    private final JobFixture fixture = new JobFixture();

    @Test
    void slack_saying_wait_is_obeyed() {
        fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(90), "ratelimited"));
        fixture.digestDue(DUE);
        fixture.pass(Duration.ofSeconds(89));
        assertThat(fixture.slack.calls).isEqualTo(1);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).hasSize(1);
    }

    @Test
    void without_a_time_to_wait_the_tries_become_rarer_and_end_after_a_day() {
        fixture.anasKey(400);
        for (int tries = 0; tries < 1_000; tries++) {
            fixture.slack.answers.add(Messenger.Delivery.notYet(null, "connection refused"));
        }
        fixture.digestDue(DUE);
        for (int minutes = 0; minutes < 60; minutes++) {
            fixture.pass(Duration.ofMinutes(1));
        }
        assertThat(fixture.slack.calls).isBetween(15, 25);
        for (int hours = 0; hours < 24; hours++) {
            fixture.pass(Duration.ofHours(1));
        }
        assertThat(digestRow().state()).isEqualTo(OutboxItem.State.FAILED);
        fixture.slack.answers.clear();
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).isEmpty();
        assertThat(fixture.slack.to(ADMIN)).hasSize(1);
    }

    @Test
    void a_row_that_goes_wrong_again_and_again_is_told_once_and_once_more_when_it_is_carried_out() {
        aRedrawing();
        try (CapturedLog log = new CapturedLog()) {
            fixture.slack.whileUpdating = () -> {
                throw new IllegalStateException("a fault of ours");
            };
            for (int tries = 0; tries < 4; tries++) {
                fixture.pass(Duration.ofHours(1));
            }
            fixture.slack.whileUpdating = () -> {};
            fixture.pass(Duration.ofHours(1));

            assertThat(fixture.slack.updates).hasSize(1);
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).startsWith("ERROR A row of the outbox");
            assertThat(log.lines().get(1)).startsWith("INFO The row of the outbox");
        }
    }

    @Test
    void where_the_ledger_is_away_in_the_middle_the_pass_ends_and_no_row_is_blamed() {
        aRedrawing();
        fixture.slack.whileUpdating = () -> {
            throw new LedgerUnavailable(new IllegalStateException("no connection"));
        };
        try (CapturedLog log = new CapturedLog()) {
            assertThatThrownBy(fixture.worker::pass).isInstanceOf(LedgerUnavailable.class);

            assertThat(log.lines()).isEmpty();
        }
    }

    private void aRedrawing() {
        fixture.anasKey(400);
        fixture.digestDue(DUE);
        fixture.ledger.plan(new Decision.Outgoing(
                "redraw:digest", "", new MessageUpdate(digestRow().id()), DUE, null));
    }

    @Test
    void a_refused_digest_is_told_to_each_admin_once() {
        fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.refused("not_in_channel"));
        fixture.digestDue(DUE);
        fixture.worker.pass();
        for (String admin : List.of(ADMIN, SECOND_ADMIN)) {
            assertThat(fixture.slack.to(admin))
                    .containsExactly(new Message.NotPosted(JobFixture.CHANNEL, "not_in_channel"));
        }
        assertThat(fixture.slack.to(VIEWER)).isEmpty();
    }

    @Test
    void nothing_is_posted_into_a_channel_shared_with_another_company_and_the_admins_hear_of_it() {
        fixture.anasKey(400);
        fixture.people.channels.put(JobFixture.CHANNEL, new People.ChannelFacts(false, "shared with another company"));
        fixture.digestDue(DUE);
        fixture.worker.pass();
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).isEmpty();
        assertThat(fixture.slack.to(ADMIN))
                .containsExactly(new Message.NotPosted(JobFixture.CHANNEL, "shared with another company"));
    }

    @Test
    void a_channel_slack_can_not_tell_about_just_now_is_asked_about_again() {
        fixture.anasKey(400);
        fixture.people.channels.put(JobFixture.CHANNEL, new People.ChannelFacts(false, "Slack did not tell.", true));
        fixture.digestDue(DUE);
        fixture.pass(Duration.ofMinutes(1));
        fixture.people.channels.remove(JobFixture.CHANNEL);
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).hasSize(1);
        assertThat(fixture.slack.to(ADMIN)).isEmpty();
    }

    @Test
    void a_channel_slack_does_not_tell_about_for_two_hours_is_not_posted_into_and_the_admins_hear_of_it() {
        fixture.anasKey(400);
        fixture.people.channels.put(JobFixture.CHANNEL, new People.ChannelFacts(false, "Slack did not tell.", true));
        fixture.digestDue(DUE);
        fixture.pass(Duration.ofHours(2));
        fixture.people.channels.remove(JobFixture.CHANNEL);
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).isEmpty();
        assertThat(fixture.slack.to(ADMIN)).hasSize(1);
    }

    @Test
    void what_may_not_have_arrived_is_never_sent_again_by_itself() {
        fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        fixture.digestDue(DUE);
        fixture.restart();
        for (int days = 0; days < 5; days++) {
            fixture.pass(Duration.ofDays(1));
        }
        assertThat(fixture.slack.calls).isEqualTo(1);
        assertThat(digestRow().state()).isEqualTo(OutboxItem.State.UNKNOWN);
    }

    @Test
    void only_an_admin_may_have_it_sent_again() {
        KeyRef key = unconfirmedAsk();
        String id = unconfirmed().id();
        for (String person : List.of(VIEWER, ANA, "U0STRANGE")) {
            assertThat(fixture.worker.sendAgain(id, fixture.people.person(person)))
                    .isEmpty();
        }
        assertThat(fixture.slack.to(ANA)).isEmpty();
        assertThat(fixture.worker.sendAgain(id, fixture.people.person(ADMIN)).map(OutboxItem::state))
                .contains(OutboxItem.State.SENT);
        assertThat(fixture.slack.to(ANA)).hasSize(1);
        assertThat(fixture.happened(key)).contains(Event.Kind.ASK_DELIVERED);
        assertThat(fixture.worker.sendAgain(id, fixture.people.person(ADMIN))).isEmpty();
        assertThat(fixture.slack.to(ANA)).hasSize(1);
    }

    @Test
    void sending_again_may_itself_not_be_confirmed_and_be_done_once_more() {
        unconfirmedAsk();
        String id = unconfirmed().id();
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        assertThat(fixture.worker.sendAgain(id, fixture.people.person(ADMIN)).map(OutboxItem::state))
                .contains(OutboxItem.State.UNKNOWN);
        assertThat(fixture.worker.sendAgain(id, fixture.people.person(ADMIN)).map(OutboxItem::state))
                .contains(OutboxItem.State.SENT);
    }

    @Test
    void sending_again_days_later_tries_for_another_day() {
        unconfirmedAsk();
        fixture.clock.advance(Duration.ofDays(5));
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(5), "ratelimited"));
        Optional<OutboxItem> again = fixture.worker.sendAgain(unconfirmed().id(), fixture.people.person(ADMIN));
        assertThat(again.map(OutboxItem::state)).contains(OutboxItem.State.PLANNED);
        fixture.pass(Duration.ofSeconds(6));
        assertThat(fixture.slack.to(ANA)).hasSize(1);
    }

    @Test
    void a_message_that_was_being_sent_when_the_process_died_is_unknown() {
        fixture.anasKey(400);
        fixture.slack.whilePosting = JobFixture.THE_BOT_DIES;
        assertThatThrownBy(() -> fixture.digestDue(DUE)).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(digestRow().state()).isEqualTo(OutboxItem.State.UNKNOWN);
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).isEmpty();
    }

    @Test
    void what_was_not_begun_when_the_process_died_is_simply_sent() {
        fixture.anasKey(400);
        fixture.unownedKey("robot", 400);
        fixture.slack.whilePosting = JobFixture.THE_BOT_DIES;
        assertThatThrownBy(() -> fixture.digestDue(DUE)).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.slack.to(JobFixture.FALLBACK)).hasSize(1);
        assertThat(fixture.ledger.count(OutboxItem.State.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void one_message_that_goes_wrong_does_not_hold_up_the_others() {
        fixture.anasKey(400);
        fixture.unownedKey("robot", 400);
        fixture.slack.whilePosting = () -> {
            throw new IllegalStateException("a view can't be drawn");
        };
        fixture.digestDue(DUE);
        assertThat(fixture.slack.to(JobFixture.FALLBACK)).hasSize(1);
    }

    @Test
    void every_copy_of_a_card_is_redrawn_when_the_key_is_switched_off() {
        KeyRef key = fixture.anasKey(400);
        fixture.digestDue(DUE);
        fixture.ask(key, ADMIN);
        FakeMessenger.Posted digest = fixture.slack.posts.get(0);
        FakeMessenger.Posted ask = fixture.slack.posts.get(1);
        assertThat(fixture.buttons(digest)).contains(Card.Action.DEACTIVATE, Card.Action.ASK);
        fixture.clock.advance(Duration.ofDays(59));
        fixture.switchOff(key, ADMIN);
        fixture.worker.pass();
        assertThat(fixture.place(digest).change()).isEqualTo(Card.Change.DEACTIVATED);
        assertThat(fixture.place(ask).change()).isEqualTo(Card.Change.DEACTIVATED);
        assertThat(fixture.slack.updates.get(0).message().cards().get(0).actions())
                .containsExactly(Card.Action.REACTIVATE);
    }

    @Test
    void a_copy_older_than_sixty_days_is_left_alone() {
        KeyRef key = fixture.anasKey(400);
        fixture.digestDue(DUE);
        fixture.clock.advance(Duration.ofDays(61));
        fixture.switchOff(key, ADMIN);
        fixture.worker.pass();
        assertThat(fixture.slack.updates).isEmpty();
    }

    @Test
    void a_redrawing_slack_does_not_take_yet_or_does_not_confirm_is_tried_again() {
        KeyRef key = fixture.anasKey(400);
        fixture.digestDue(DUE);
        fixture.switchOff(key, ADMIN);
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(1), "ratelimited"));
        for (int tries = 0; tries < 5; tries++) {
            fixture.pass(Duration.ofMinutes(1));
        }
        assertThat(fixture.place(fixture.slack.posts.get(0)).change()).isEqualTo(Card.Change.DEACTIVATED);
    }

    @Test
    void a_message_on_its_way_while_the_key_is_switched_off_ends_up_true() {
        KeyRef key = fixture.anasKey(400);
        fixture.slack.whilePosting = () -> fixture.switchOff(key, ADMIN);
        fixture.digestDue(DUE);
        fixture.worker.pass();
        assertThat(fixture.place(fixture.slack.posts.get(fixture.slack.posts.size() - 1))
                        .change())
                .isEqualTo(Card.Change.DEACTIVATED);
    }

    @Test
    void a_message_that_waited_is_drawn_as_things_are_when_it_is_sent() {
        KeyRef key = fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofMinutes(1), "ratelimited"));
        fixture.digestDue(DUE);
        fixture.switchOff(key, ADMIN);
        fixture.pass(Duration.ofMinutes(2));
        Message digest = fixture.slack.to(JobFixture.CHANNEL).get(0);
        assertThat(digest.cards().get(0).state().change()).isEqualTo(Card.Change.DEACTIVATED);
    }

    @Test
    void a_message_posted_while_a_change_was_under_way_is_redrawn_when_it_was_not_made_after_all() {
        KeyRef key = fixture.anasKey(400);
        for (int tries = 0; tries < 100; tries++) {
            fixture.aws.answers.add(FakeAws.Answer.ACCEPTS);
        }
        fixture.switchOff(key, ADMIN);
        fixture.digestDue(DUE);
        FakeMessenger.Posted digest = fixture.slack.posts.get(0);
        assertThat(fixture.place(digest).change()).isEqualTo(Card.Change.SWITCHING);
        for (int minutes = 0; minutes < 8; minutes++) {
            fixture.pass(Duration.ofMinutes(1));
        }
        assertThat(fixture.place(digest).change()).isEqualTo(Card.Change.NONE);
    }

    private KeyRef unconfirmedAsk() {
        KeyRef key = fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        fixture.ask(key, ADMIN);
        return key;
    }

    private OutboxItem unconfirmed() {
        return fixture.ledger.inState(OutboxItem.State.UNKNOWN, 1).get(0);
    }

    private OutboxItem digestRow() {
        return fixture.ledger.outbox().get(0);
    }
}
