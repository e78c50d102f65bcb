package stalekeys.work.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stalekeys.work.FakePeople.ADMIN;
import static stalekeys.work.FakePeople.ANA;
import static stalekeys.work.FakePeople.SECOND_ADMIN;
import static stalekeys.work.FakePeople.VIEWER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.KeyFilter;
import stalekeys.work.FakeAws;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.ApplyChange;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

class ChangeKeyTest {
    private final JobFixture fixture = new JobFixture();

    @Test
    void an_admin_switches_a_key_off_and_the_owner_and_the_log_are_told() {
        KeyRef key = fixture.anasKey(400);
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
        fixture.worker.pass();
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.INACTIVE);
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.DEACTIVATED);
        Event done =
                fixture.ledger.events(List.of(key)).getOrDefault(key, List.of()).get(1);
        assertThat(done.actor()).isEqualTo(ADMIN);
        assertThat(done.why()).isEqualTo("not needed");
        assertThat(fixture.slack.to(ANA)).hasSize(1);
        assertThat(fixture.slack.to(ANA).get(0)).isInstanceOf(Message.Changed.class);
        assertThat(fixture.slack.to(ANA).get(0).cards().get(0).state().change()).isEqualTo(Card.Change.DEACTIVATED);
        assertThat(fixture.slack.to(ADMIN)).isEmpty();
    }

    @Test
    void an_owner_who_is_the_admin_who_did_it_is_not_told_what_they_did() {
        KeyRef key = fixture.ownedKey("adam", ADMIN, 400);
        fixture.switchOff(key, ADMIN);
        fixture.worker.pass();
        assertThat(fixture.slack.posts).isEmpty();
    }

    @Test
    void the_dialog_shows_what_is_true_now() {
        KeyRef key = fixture.anasKey(400);
        ChangeKey.Opened opened =
                fixture.changeKey.open(key, KeyChange.TargetState.OFF, fixture.people.person(ADMIN), false);
        assertThat(opened.dialog()).isNotNull();
        assertThat(opened.dialog().key().status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(opened.dialog().owner().slackId()).isEqualTo(ANA);
    }

    @Test
    void nobody_but_an_admin_gets_a_dialog_or_a_change() {
        KeyRef key = fixture.anasKey(400);
        for (String person : List.of(VIEWER, ANA, FakePeople.GUEST, "U0STRANGE")) {
            assertThat(fixture.changeKey
                            .open(key, KeyChange.TargetState.OFF, fixture.people.person(person), false)
                            .outcome())
                    .isEqualTo(ChangeOutcome.NOT_ENTITLED);
            assertThat(fixture.switchOff(key, person).outcome()).isEqualTo(ChangeOutcome.NOT_ENTITLED);
        }
        assertThat(fixture.happened(key)).isEmpty();
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void a_right_that_is_lost_between_dialog_and_submit_is_a_right_lost() {
        KeyRef key = fixture.anasKey(400);
        Person before = fixture.people.person(ADMIN);
        fixture.people.join(ADMIN, "Adam", Role.MEMBER);
        assertThat(fixture.changeKey
                        .submit(key, KeyChange.TargetState.OFF, before, "not needed", JobFixture.SHOWN)
                        .outcome())
                .isEqualTo(ChangeOutcome.NOT_ENTITLED);
        assertThat(fixture.aws.changes).isEmpty();
        assertThat(fixture.happened(key))
                .containsExactly(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.CHANGE_NOT_DONE);
    }

    @Test
    void where_slack_does_not_say_who_someone_is_nothing_is_changed() {
        KeyRef key = fixture.anasKey(400);
        Person before = fixture.people.person(ADMIN);
        fixture.people.slackIsDown = true;
        assertThat(fixture.changeKey
                        .submit(key, KeyChange.TargetState.OFF, before, "not needed", JobFixture.SHOWN)
                        .outcome())
                .isEqualTo(ChangeOutcome.NOT_ENTITLED);
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void a_key_used_since_the_dialog_was_filled_is_shown_again_and_not_changed() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.used(key, LastUse.used(JobFixture.NOW.minus(Duration.ofMinutes(1)), "s3", null));
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.USED_SINCE);
        assertThat(fixture.aws.changes).isEmpty();
        assertThat(fixture.changeKey
                        .submit(
                                key,
                                KeyChange.TargetState.OFF,
                                fixture.people.person(ADMIN),
                                "not needed",
                                fixture.aws.now(key).lastUse())
                        .outcome())
                .isEqualTo(ChangeOutcome.DONE);
    }

    @Test
    void a_last_use_that_can_not_be_read_any_more_is_shown_again_too() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.used(key, LastUse.unreadable());
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.USED_SINCE);
    }

    @Test
    void what_stands_against_a_change_is_said_and_nothing_is_changed() {
        KeyRef off = fixture.anasKey(400);
        fixture.aws.is(off, KeyStatus.INACTIVE);
        assertThat(fixture.switchOff(off, ADMIN).outcome()).isEqualTo(ChangeOutcome.ALREADY);
        KeyRef gone = fixture.anasKey(401);
        fixture.aws.delete(gone);
        assertThat(fixture.switchOff(gone, ADMIN).outcome()).isEqualTo(ChangeOutcome.GONE);
        KeyRef own = fixture.anasKey(402);
        fixture.aws.ownIdentity = true;
        assertThat(fixture.switchOff(own, ADMIN).outcome()).isEqualTo(ChangeOutcome.OWN_IDENTITY);
        fixture.aws.ownIdentity = false;
        fixture.aws.changesAllowed = false;
        assertThat(fixture.switchOff(own, ADMIN).outcome()).isEqualTo(ChangeOutcome.NO_SWITCH);
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void another_key_in_the_place_of_the_one_that_was_meant_is_left_alone() {
        KeyRef key = fixture.anasKey(400);
        KeyRef meant = new KeyRef(
                key.accountId(), key.userName(), key.keyId(), key.created().minusSeconds(60));
        assertThat(fixture.switchOff(meant, ADMIN).outcome()).isEqualTo(ChangeOutcome.GONE);
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.ACTIVE);
    }

    @Test
    void a_status_nobody_knows_is_not_called_switched_off() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.is(key, KeyStatus.UNKNOWN);
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.AWS_FAILED);
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void aws_refusing_is_said_with_its_reason_and_the_next_try_is_free() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.REFUSES);
        ApplyChange.Changed changed = fixture.switchOff(key, ADMIN);
        assertThat(changed).isEqualTo(new ApplyChange.Changed(ChangeOutcome.AWS_FAILED, "AWS does not allow it."));
        fixture.worker.pass();
        assertThat(fixture.slack.posts).isEmpty();
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
    }

    @Test
    void a_key_that_can_not_be_read_is_not_changed() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.down = true;
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.AWS_FAILED);
        assertThat(fixture.aws.changes).isEmpty();
        assertThat(fixture.changeKey
                        .open(key, KeyChange.TargetState.OFF, fixture.people.person(ADMIN), false)
                        .outcome())
                .isEqualTo(ChangeOutcome.AWS_FAILED);
    }

    @Test
    void two_at_once_make_one_change_and_the_second_is_told() {
        KeyRef key = fixture.anasKey(400);
        List<ChangeOutcome> second = new java.util.ArrayList<>();
        fixture.aws.beforeRead = () -> {
            fixture.aws.beforeRead = () -> {};
            second.add(fixture.switchOff(key, SECOND_ADMIN).outcome());
        };
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
        assertThat(second).containsExactly(ChangeOutcome.UNDER_WAY);
        assertThat(fixture.aws.changes).hasSize(1);
        assertThat(fixture.switchOff(key, SECOND_ADMIN).outcome()).isEqualTo(ChangeOutcome.ALREADY);
    }

    @Test
    void what_aws_accepts_and_does_not_show_is_looked_at_until_it_does_and_then_told() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.ACCEPTS);
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.NOT_CONFIRMED);
        assertThat(fixture.happened(key)).doesNotContain(Event.Kind.DEACTIVATED);
        assertThat(fixture.switchOff(key, SECOND_ADMIN).outcome()).isEqualTo(ChangeOutcome.UNDER_WAY);
        fixture.aws.settle();
        fixture.pass(Duration.ofSeconds(6));
        assertThat(fixture.happened(key)).contains(Event.Kind.DEACTIVATED);
        assertThat(fixture.slack.to(ADMIN)).hasSize(1);
        assertThat(((Message.Outcome) fixture.slack.to(ADMIN).get(0)).outcome()).isEqualTo(ChangeOutcome.DONE);
        assertThat(fixture.aws.changes).hasSize(1);
    }

    @Test
    void what_aws_never_confirms_is_given_up_after_five_minutes_and_told_once() {
        KeyRef key = fixture.anasKey(400);
        for (int tries = 0; tries < 100; tries++) {
            fixture.aws.answers.add(FakeAws.Answer.ACCEPTS);
        }
        fixture.switchOff(key, ADMIN);
        for (int minutes = 0; minutes < 10; minutes++) {
            fixture.pass(Duration.ofMinutes(1));
        }
        assertThat(fixture.happened(key))
                .containsExactly(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.CHANGE_NOT_DONE);
        assertThat(fixture.slack.to(ADMIN)).hasSize(1);
        Message.Outcome told = (Message.Outcome) fixture.slack.to(ADMIN).get(0);
        assertThat(told.outcome()).isEqualTo(ChangeOutcome.TOO_LATE);
        assertThat(told.detail()).contains("AWS may have been told");
        assertThat(fixture.slack.to(ANA)).isEmpty();
    }

    @Test
    void a_lost_answer_is_looked_after_and_found_done() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.LOSES_THE_ANSWER);
        ApplyChange.Changed changed = fixture.switchOff(key, ADMIN);
        assertThat(changed)
                .isEqualTo(new ApplyChange.Changed(ChangeOutcome.NOT_CONFIRMED, "AWS did not answer in time."));
        fixture.pass(Duration.ofSeconds(6));
        assertThat(fixture.happened(key)).contains(Event.Kind.DEACTIVATED);
        assertThat(fixture.aws.changes).hasSize(1);
    }

    @Test
    void a_lost_request_is_made_again_while_there_is_time() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.LOSES_THE_REQUEST);
        fixture.switchOff(key, ADMIN);
        fixture.pass(Duration.ofSeconds(6));
        assertThat(fixture.happened(key)).contains(Event.Kind.DEACTIVATED);
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.INACTIVE);
    }

    @Test
    void after_a_crash_a_key_that_is_off_already_is_recorded_so() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.CARRIES_OUT_AND_THE_BOT_DIES);
        assertThatThrownBy(() -> fixture.switchOff(key, ADMIN)).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.DEACTIVATED);
        assertThat(fixture.aws.changes).hasSize(1);
        assertThat(fixture.slack.to(ADMIN)).hasSize(1);
        assertThat(fixture.slack.to(ANA)).hasSize(1);
    }

    @Test
    void after_a_crash_a_key_that_is_still_active_is_switched_off_while_there_is_time() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.THE_BOT_DIES);
        assertThatThrownBy(() -> fixture.switchOff(key, ADMIN)).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        fixture.pass(Duration.ofMinutes(4));
        assertThat(fixture.happened(key)).contains(Event.Kind.DEACTIVATED);
        assertThat(fixture.aws.changes).hasSize(1);
    }

    @Test
    void after_a_crash_a_key_is_not_switched_off_later_and_the_person_is_told() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.THE_BOT_DIES);
        assertThatThrownBy(() -> fixture.switchOff(key, ADMIN)).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        fixture.pass(Duration.ofMinutes(6));
        fixture.pass(Duration.ofMinutes(6));
        assertThat(fixture.aws.changes).isEmpty();
        assertThat(fixture.happened(key)).contains(Event.Kind.CHANGE_NOT_DONE);
        assertThat(fixture.slack.to(ADMIN)).hasSize(1);
        assertThat(((Message.Outcome) fixture.slack.to(ADMIN).get(0)).outcome()).isEqualTo(ChangeOutcome.TOO_LATE);
    }

    @Test
    void another_process_takes_over_what_a_dead_one_left() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.CARRIES_OUT_AND_THE_BOT_DIES);
        assertThatThrownBy(() -> fixture.switchOff(key, ADMIN)).isInstanceOf(FakeAws.Died.class);
        fixture.goOnInAnotherProcess();
        fixture.worker.pass();
        assertThat(fixture.happened(key)).doesNotContain(Event.Kind.DEACTIVATED);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.happened(key)).contains(Event.Kind.DEACTIVATED);
    }

    @Test
    void after_a_crash_with_aws_out_of_reach_nothing_is_claimed_until_it_can_be_read() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.answers.add(FakeAws.Answer.CARRIES_OUT_AND_THE_BOT_DIES);
        assertThatThrownBy(() -> fixture.switchOff(key, ADMIN)).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        fixture.aws.down = true;
        fixture.pass(Duration.ofMinutes(6));
        fixture.pass(Duration.ofMinutes(6));
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.DEACTIVATION_REQUESTED);
        assertThat(fixture.slack.posts).isEmpty();
        fixture.aws.down = false;
        fixture.pass(Duration.ofMinutes(6));
        assertThat(fixture.happened(key)).contains(Event.Kind.DEACTIVATED);
    }

    @Test
    void a_key_we_switched_off_can_be_switched_on_again() {
        KeyRef key = fixture.anasKey(400);
        fixture.switchOff(key, ADMIN);
        assertThat(fixture.switchOn(key, SECOND_ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
        fixture.worker.pass();
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(fixture.slack.to(ANA)).hasSize(2);
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
    }

    @Test
    void a_key_somebody_else_switched_off_is_not_switched_on_from_here() {
        KeyRef key = fixture.anasKey(400);
        fixture.aws.is(key, KeyStatus.INACTIVE);
        assertThat(fixture.switchOn(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.NOT_OURS);
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void an_expired_key_is_not_switched_on() {
        KeyRef key = fixture.anasKey(400);
        fixture.switchOff(key, ADMIN);
        fixture.aws.is(key, KeyStatus.EXPIRED);
        assertThat(fixture.switchOn(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.NOT_OURS);
    }

    @Test
    void a_leaked_key_stays_off() {
        KeyRef key = fixture.anasKey(400);
        fixture.switchOff(key, ADMIN);
        fixture.aws.quarantine(new IamUser(
                FakeAws.ACCOUNT,
                "ana",
                Tags.of(Map.of("owner", ANA)),
                Leak.quarantined("AWSCompromisedKeyQuarantineV3")));
        assertThat(fixture.switchOn(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.QUARANTINED);
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.INACTIVE);
    }

    @Test
    void a_key_of_which_nobody_knows_whether_it_leaked_stays_off_and_the_reason_is_said() {
        KeyRef key = fixture.anasKey(400);
        fixture.switchOff(key, ADMIN);
        unknown("ana");
        ApplyChange.Changed changed = fixture.switchOn(key, ADMIN);
        assertThat(changed).isEqualTo(new ApplyChange.Changed(ChangeOutcome.LEAK_UNKNOWN, "AWS refused it."));
        ChangeKey.Opened opened =
                fixture.changeKey.open(key, KeyChange.TargetState.ON, fixture.people.person(ADMIN), false);
        assertThat(opened.outcome()).isEqualTo(ChangeOutcome.LEAK_UNKNOWN);
        assertThat(opened.detail()).isEqualTo("AWS refused it.");
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.INACTIVE);
    }

    @Test
    void it_may_be_switched_off_and_nobody_says_that_it_can_be_undone() {
        KeyRef key = fixture.anasKey(400);
        unknown("ana");
        ApplyChange.Changed changed = fixture.switchOff(key, ADMIN);
        assertThat(changed.outcome()).isEqualTo(ChangeOutcome.DONE);
        assertThat(changed.detail()).startsWith("It can't be reactivated from here");
        fixture.worker.pass();
        Message.Changed told = (Message.Changed) fixture.slack.to(ANA).get(0);
        assertThat(told.card().finding().mayBeLeaked()).isTrue();
        assertThat(told.card().actions()).doesNotContain(Card.Action.REACTIVATE);
    }

    private void unknown(String user) {
        fixture.aws.quarantine(
                new IamUser(FakeAws.ACCOUNT, user, Tags.of(Map.of("owner", ANA)), Leak.unknown("AWS refused it.")));
    }

    @Test
    void the_list_says_at_once_what_the_bot_did_itself() {
        KeyRef key = fixture.anasKey(400);
        fixture.reports.refresh(90).join();
        fixture.switchOff(key, ADMIN);
        var page = fixture.showKeys.page(
                fixture.showKeys.kept(KeyFilter.STALE).orElseThrow(),
                fixture.people.person(ADMIN),
                KeyFilter.STALE,
                1,
                "",
                null);
        assertThat(page.total()).isZero();
        assertThat(page.counts().inactive()).isEqualTo(1);
        fixture.switchOn(key, ADMIN);
        assertThat(fixture.reports.kept(90)).isEmpty();
    }
}
