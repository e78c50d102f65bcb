package stalekeys.work.outbox;

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
import static stalekeys.work.FakePeople.ADMIN;
import static stalekeys.work.FakePeople.ANA;
import static stalekeys.work.FakePeople.SECOND_ADMIN;
import static stalekeys.work.FakePeople.VIEWER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxWorkerTest {
    private static final Instant DUE = JobFixture.NOW;

    private final JobFixture world = new JobFixture();

    @Test
    void slack_saying_wait_is_obeyed() {
        world.anasKey(400);
        world.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(90), "ratelimited"));
        world.digestDue(DUE);
        world.pass(Duration.ofSeconds(89));
        assertThat(world.slack.calls).isEqualTo(1);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.slack.to(JobFixture.CHANNEL)).hasSize(1);
    }

    @Test
    void without_a_time_to_wait_the_tries_become_rarer_and_end_after_a_day() {
        world.anasKey(400);
        for (int tries = 0; tries < 1_000; tries++) {
            world.slack.answers.add(Messenger.Delivery.notYet(null, "connection refused"));
        }
        world.digestDue(DUE);
        for (int minutes = 0; minutes < 60; minutes++) {
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(world.slack.calls).isBetween(15, 25);
        for (int hours = 0; hours < 24; hours++) {
            world.pass(Duration.ofHours(1));
        }
        assertThat(digestRow().state()).isEqualTo(OutboxItem.State.FAILED);
        world.slack.answers.clear();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.slack.to(JobFixture.CHANNEL)).isEmpty();
        assertThat(world.slack.to(ADMIN)).hasSize(1);
    }

    @Test
    void a_row_that_goes_wrong_again_and_again_is_told_once_and_once_more_when_it_is_carried_out() {
        aRedrawing();
        try (CapturedLog log = new CapturedLog()) {
            world.slack.whileUpdating = () -> {
                throw new IllegalStateException("a fault of ours");
            };
            for (int tries = 0; tries < 4; tries++) {
                world.pass(Duration.ofHours(1));
            }
            world.slack.whileUpdating = () -> {};
            world.pass(Duration.ofHours(1));

            assertThat(world.slack.updates).hasSize(1);
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).startsWith("ERROR A row of the outbox");
            assertThat(log.lines().get(1)).startsWith("INFO The row of the outbox");
        }
    }

    @Test
    void where_the_ledger_is_away_in_the_middle_the_pass_ends_and_no_row_is_blamed() {
        aRedrawing();
        world.slack.whileUpdating = () -> {
            throw new LedgerUnavailable(new IllegalStateException("no connection"));
        };
        try (CapturedLog log = new CapturedLog()) {
            assertThatThrownBy(world.worker::pass).isInstanceOf(LedgerUnavailable.class);

            assertThat(log.lines()).isEmpty();
        }
    }

    private void aRedrawing() {
        world.anasKey(400);
        world.digestDue(DUE);
        world.ledger.plan(new Decision.Outgoing(
                "redraw:digest", "", new MessageUpdate(digestRow().id()), DUE, null));
    }

    @Test
    void a_refused_digest_is_told_to_each_admin_once() {
        world.anasKey(400);
        world.slack.answers.add(Messenger.Delivery.refused("not_in_channel"));
        world.digestDue(DUE);
        world.worker.pass();
        for (String admin : List.of(ADMIN, SECOND_ADMIN)) {
            assertThat(world.slack.to(admin)).containsExactly(new Message.NotPosted(JobFixture.CHANNEL, "not_in_channel"));
        }
        assertThat(world.slack.to(VIEWER)).isEmpty();
    }

    @Test
    void nothing_is_posted_into_a_channel_shared_with_another_company_and_the_admins_hear_of_it() {
        world.anasKey(400);
        world.people.channels.put(JobFixture.CHANNEL, new People.ChannelFacts(false, "shared with another company"));
        world.digestDue(DUE);
        world.worker.pass();
        assertThat(world.slack.to(JobFixture.CHANNEL)).isEmpty();
        assertThat(world.slack.to(ADMIN))
                .containsExactly(new Message.NotPosted(JobFixture.CHANNEL, "shared with another company"));
    }

    @Test
    void a_channel_slack_can_not_tell_about_just_now_is_asked_about_again() {
        world.anasKey(400);
        world.people.channels.put(JobFixture.CHANNEL, new People.ChannelFacts(false, "Slack did not tell.", true));
        world.digestDue(DUE);
        world.pass(Duration.ofMinutes(1));
        world.people.channels.remove(JobFixture.CHANNEL);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.slack.to(JobFixture.CHANNEL)).hasSize(1);
        assertThat(world.slack.to(ADMIN)).isEmpty();
    }

    @Test
    void a_channel_slack_does_not_tell_about_for_two_hours_is_not_posted_into_and_the_admins_hear_of_it() {
        world.anasKey(400);
        world.people.channels.put(JobFixture.CHANNEL, new People.ChannelFacts(false, "Slack did not tell.", true));
        world.digestDue(DUE);
        world.pass(Duration.ofHours(2));
        world.people.channels.remove(JobFixture.CHANNEL);
        world.pass(Duration.ofHours(1));
        assertThat(world.slack.to(JobFixture.CHANNEL)).isEmpty();
        assertThat(world.slack.to(ADMIN)).hasSize(1);
    }

    @Test
    void what_may_not_have_arrived_is_never_sent_again_by_itself() {
        world.anasKey(400);
        world.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        world.digestDue(DUE);
        world.restart();
        for (int days = 0; days < 5; days++) {
            world.pass(Duration.ofDays(1));
        }
        assertThat(world.slack.calls).isEqualTo(1);
        assertThat(digestRow().state()).isEqualTo(OutboxItem.State.UNKNOWN);
    }

    @Test
    void only_an_admin_may_have_it_sent_again() {
        KeyRef key = unconfirmedAsk();
        String id = unconfirmed().id();
        for (String person : List.of(VIEWER, ANA, "U0STRANGE")) {
            assertThat(world.worker.sendAgain(id, world.people.person(person))).isEmpty();
        }
        assertThat(world.slack.to(ANA)).isEmpty();
        assertThat(world.worker.sendAgain(id, world.people.person(ADMIN)).map(OutboxItem::state))
                .contains(OutboxItem.State.SENT);
        assertThat(world.slack.to(ANA)).hasSize(1);
        assertThat(world.happened(key)).contains(Event.Kind.ASK_DELIVERED);
        assertThat(world.worker.sendAgain(id, world.people.person(ADMIN))).isEmpty();
        assertThat(world.slack.to(ANA)).hasSize(1);
    }

    @Test
    void sending_again_may_itself_not_be_confirmed_and_be_done_once_more() {
        unconfirmedAsk();
        String id = unconfirmed().id();
        world.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        assertThat(world.worker.sendAgain(id, world.people.person(ADMIN)).map(OutboxItem::state))
                .contains(OutboxItem.State.UNKNOWN);
        assertThat(world.worker.sendAgain(id, world.people.person(ADMIN)).map(OutboxItem::state))
                .contains(OutboxItem.State.SENT);
    }

    @Test
    void sending_again_days_later_tries_for_another_day() {
        unconfirmedAsk();
        world.clock.advance(Duration.ofDays(5));
        world.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(5), "ratelimited"));
        Optional<OutboxItem> again = world.worker.sendAgain(unconfirmed().id(), world.people.person(ADMIN));
        assertThat(again.map(OutboxItem::state)).contains(OutboxItem.State.PLANNED);
        world.pass(Duration.ofSeconds(6));
        assertThat(world.slack.to(ANA)).hasSize(1);
    }

    @Test
    void a_message_that_was_being_sent_when_the_process_died_is_unknown() {
        world.anasKey(400);
        world.slack.whilePosting = JobFixture.THE_BOT_DIES;
        assertThatThrownBy(() -> world.digestDue(DUE)).isInstanceOf(FakeAws.Died.class);
        world.restart();
        world.pass(Duration.ofSeconds(1));
        assertThat(digestRow().state()).isEqualTo(OutboxItem.State.UNKNOWN);
        world.pass(Duration.ofHours(1));
        assertThat(world.slack.to(JobFixture.CHANNEL)).isEmpty();
    }

    @Test
    void what_was_not_begun_when_the_process_died_is_simply_sent() {
        world.anasKey(400);
        world.unownedKey("robot", 400);
        world.slack.whilePosting = JobFixture.THE_BOT_DIES;
        assertThatThrownBy(() -> world.digestDue(DUE)).isInstanceOf(FakeAws.Died.class);
        world.restart();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.slack.to(JobFixture.FALLBACK)).hasSize(1);
        assertThat(world.ledger.count(OutboxItem.State.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void one_message_that_goes_wrong_does_not_hold_up_the_others() {
        world.anasKey(400);
        world.unownedKey("robot", 400);
        world.slack.whilePosting = () -> {
            throw new IllegalStateException("a view can't be drawn");
        };
        world.digestDue(DUE);
        assertThat(world.slack.to(JobFixture.FALLBACK)).hasSize(1);
    }

    @Test
    void every_copy_of_a_card_is_redrawn_when_the_key_is_switched_off() {
        KeyRef key = world.anasKey(400);
        world.digestDue(DUE);
        world.ask(key, ADMIN);
        FakeMessenger.Posted digest = world.slack.posts.get(0);
        FakeMessenger.Posted ask = world.slack.posts.get(1);
        assertThat(world.buttons(digest)).contains(Card.Action.DEACTIVATE, Card.Action.ASK);
        world.clock.advance(Duration.ofDays(59));
        world.switchOff(key, ADMIN);
        world.worker.pass();
        assertThat(world.standing(digest).change()).isEqualTo(Card.Change.DEACTIVATED);
        assertThat(world.standing(ask).change()).isEqualTo(Card.Change.DEACTIVATED);
        assertThat(world.slack.updates.get(0).message().cards().get(0).actions())
                .containsExactly(Card.Action.REACTIVATE);
    }

    @Test
    void a_copy_older_than_sixty_days_is_left_alone() {
        KeyRef key = world.anasKey(400);
        world.digestDue(DUE);
        world.clock.advance(Duration.ofDays(61));
        world.switchOff(key, ADMIN);
        world.worker.pass();
        assertThat(world.slack.updates).isEmpty();
    }

    @Test
    void a_redrawing_slack_does_not_take_yet_or_does_not_confirm_is_tried_again() {
        KeyRef key = world.anasKey(400);
        world.digestDue(DUE);
        world.switchOff(key, ADMIN);
        world.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        world.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(1), "ratelimited"));
        for (int tries = 0; tries < 5; tries++) {
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(world.standing(world.slack.posts.get(0)).change()).isEqualTo(Card.Change.DEACTIVATED);
    }

    @Test
    void a_message_on_its_way_while_the_key_is_switched_off_ends_up_true() {
        KeyRef key = world.anasKey(400);
        world.slack.whilePosting = () -> world.switchOff(key, ADMIN);
        world.digestDue(DUE);
        world.worker.pass();
        assertThat(world.standing(world.slack.posts.get(world.slack.posts.size() - 1))
                        .change())
                .isEqualTo(Card.Change.DEACTIVATED);
    }

    @Test
    void a_message_that_waited_is_drawn_as_things_are_when_it_is_sent() {
        KeyRef key = world.anasKey(400);
        world.slack.answers.add(Messenger.Delivery.notYet(Duration.ofMinutes(1), "ratelimited"));
        world.digestDue(DUE);
        world.switchOff(key, ADMIN);
        world.pass(Duration.ofMinutes(2));
        Message digest = world.slack.to(JobFixture.CHANNEL).get(0);
        assertThat(digest.cards().get(0).state().change()).isEqualTo(Card.Change.DEACTIVATED);
    }

    @Test
    void a_message_posted_while_a_change_was_under_way_is_redrawn_when_it_was_not_made_after_all() {
        KeyRef key = world.anasKey(400);
        for (int tries = 0; tries < 100; tries++) {
            world.aws.answers.add(FakeAws.Answer.ACCEPTS);
        }
        world.switchOff(key, ADMIN);
        world.digestDue(DUE);
        FakeMessenger.Posted digest = world.slack.posts.get(0);
        assertThat(world.standing(digest).change()).isEqualTo(Card.Change.SWITCHING);
        for (int minutes = 0; minutes < 8; minutes++) {
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(world.standing(digest).change()).isEqualTo(Card.Change.NONE);
    }

    private KeyRef unconfirmedAsk() {
        KeyRef key = world.anasKey(400);
        world.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        world.ask(key, ADMIN);
        return key;
    }

    private OutboxItem unconfirmed() {
        return world.ledger.inState(OutboxItem.State.UNKNOWN, 1).get(0);
    }

    private OutboxItem digestRow() {
        return world.ledger.outbox().get(0);
    }
}
