package stalekeys.work.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.work.FakeAws;
import stalekeys.work.FakeMessenger;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.actions.OwnerAnswers.Answered;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

class OwnerAnswersTest {
    private final JobFixture fixture = new JobFixture();

    @Test
    void whoever_says_it_is_rotated_is_believed_by_what_iam_shows() {
        KeyRef key = asked(100);

        assertThat(rotated(key).kind()).isEqualTo(Answered.Kind.NOT_YET);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ASK_DELIVERED);

        fixture.aws.is(key, KeyStatus.INACTIVE);
        assertThat(rotated(key).kind()).isEqualTo(Answered.Kind.ROTATED);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ROTATED, Event.Kind.THANKED);

        assertThat(rotated(key).kind()).isEqualTo(Answered.Kind.ROTATED);
        fixture.sweepAfter(1);
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);
        assertThat(fixture.happened(key)).hasSize(4);
    }

    @Test
    void not_yet_says_which_newer_key_there_is() {
        KeyRef key = asked(100);
        assertThat(rotated(key).newer()).isNull();

        KeyRef newer = fixture.anasKey(2);

        Answered answered = rotated(key);
        assertThat(answered.newer()).isNotNull();
        assertThat(answered.newer().ref()).isEqualTo(newer);
    }

    @Test
    void whoever_lost_the_right_since_they_clicked_has_answered_nothing() {
        KeyRef key = asked(100);
        KeyRef orphan = fixture.unownedKey("ghost", 100);
        Person before = fixture.people.person(FakePeople.ANA);
        int events = fixture.happened(key).size();
        fixture.people.join(FakePeople.ANA, "Ana", Role.NOBODY);
        fixture.aws.is(key, KeyStatus.INACTIVE);
        assertThat(fixture.answers.rotated(key, before).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        fixture.aws.is(key, KeyStatus.ACTIVE);
        assertThat(fixture.answers.later(key, before, 3).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.answers.notMine(key, before).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.answers.claim(orphan, before).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.answers.look(key, before).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.happened(key)).hasSize(events);
        assertThat(fixture.happened(orphan)).isEmpty();
    }

    @Test
    void an_address_that_is_not_theirs_any_more_makes_nobody_an_owner() {
        KeyRef key = fixture.ownedKey("ana", "ana@example.com", 100);
        fixture.ask(key, FakePeople.ADMIN);
        Person before = fixture.people.person(FakePeople.ANA);
        fixture.people.join(FakePeople.ANA, "Anna", Role.MEMBER);
        assertThat(fixture.answers.notMine(key, before).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
    }

    @Test
    void of_whom_slack_does_not_tell_just_now_no_answer_is_taken_and_they_are_told_why() {
        KeyRef key = asked(100);
        Person before = fixture.people.person(FakePeople.ANA);
        fixture.people.notTold.add(FakePeople.ANA);
        Answered answered = fixture.answers.notMine(key, before);
        assertThat(answered.kind()).isEqualTo(Answered.Kind.NOT_READ);
        assertThat(answered.detail()).contains("Slack did not tell");
        assertThat(fixture.happened(key)).doesNotContain(Event.Kind.NOT_MINE);
    }

    @Test
    void a_deleted_key_is_rotated_as_well() {
        KeyRef key = asked(100);
        fixture.aws.delete(key);

        assertThat(rotated(key).kind()).isEqualTo(Answered.Kind.ROTATED);
    }

    @Test
    void what_can_not_be_read_is_not_thanked_for() {
        KeyRef key = asked(100);
        fixture.aws.down = true;

        assertThat(rotated(key).kind()).isEqualTo(Answered.Kind.NOT_READ);
        assertThat(fixture.answers.later(key, ana(), 1).kind()).isEqualTo(Answered.Kind.NOT_READ);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ASK_DELIVERED);
    }

    @Test
    void a_reminder_can_be_put_off_three_times() {
        KeyRef key = asked(100);

        for (int time = 0; time < 3; time++) {
            assertThat(fixture.answers.later(key, ana(), 7).kind()).isEqualTo(Answered.Kind.POSTPONED);
        }
        assertThat(fixture.answers.later(key, ana(), 7).kind()).isEqualTo(Answered.Kind.TOO_OFTEN);

        assertThat(fixture.sweepAfter(6).plannedMessages()).isEmpty();
        fixture.sweepAfter(1);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.REMINDED, Event.Kind.REMINDER_DELIVERED);
    }

    @Test
    void a_reminder_of_a_critical_key_can_not_be_put_off_by_a_week_nor_by_any_other_number_a_click_brings() {
        KeyRef key = asked(400);

        assertThat(fixture.answers.later(key, ana(), 7).kind()).isEqualTo(Answered.Kind.NOT_TO_PUT_OFF);
        assertThat(fixture.answers.later(key, ana(), 365).kind()).isEqualTo(Answered.Kind.NOT_TO_PUT_OFF);
        assertThat(fixture.answers.later(key, ana(), 0).kind()).isEqualTo(Answered.Kind.NOT_TO_PUT_OFF);
        assertThat(fixture.answers.later(key, ana(), 3).kind()).isEqualTo(Answered.Kind.POSTPONED);
    }

    @Test
    void nobody_answers_for_somebody_else() {
        KeyRef key = asked(100);
        Person gus = fixture.people.person(FakePeople.GUEST);

        assertThat(fixture.answers.rotated(key, gus).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.answers.later(key, gus, 1).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.answers.notMine(key, gus).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.answers.look(key, gus).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ASK_DELIVERED);
    }

    @Test
    void who_is_not_named_any_more_can_not_answer_any_more() {
        KeyRef key = asked(100);
        fixture.aws.quarantine(
                new IamUser(FakeAws.ACCOUNT, "ana", Tags.of(Map.of("owner", FakePeople.VIEWER)), Leak.none()));

        assertThat(fixture.answers.notMine(key, ana()).kind()).isEqualTo(Answered.Kind.NOT_YOURS);
    }

    @Test
    void the_buttons_of_an_ask_follow_what_was_answered() {
        KeyRef key = asked(100);
        FakeMessenger.Posted ask = fixture.slack.posts.get(0);
        assertThat(fixture.buttons(ask))
                .isEqualTo(Set.of(
                        Card.Action.DONE,
                        Card.Action.LATER,
                        Card.Action.NOT_MINE,
                        Card.Action.DEACTIVATE_OWN,
                        Card.Action.SHOW_HOW));

        fixture.answers.later(key, ana(), 1);
        fixture.worker.pass();
        assertThat(fixture.place(ask).word().kind()).isEqualTo(Card.Word.Kind.POSTPONED);

        fixture.answers.notMine(key, ana());
        fixture.worker.pass();
        assertThat(fixture.place(ask).word().kind()).isEqualTo(Card.Word.Kind.NOT_MINE);
        assertThat(fixture.slack.updates.get(1).message().cards().get(0).actions())
                .isEmpty();
    }

    @Test
    void a_guest_and_an_owner_without_admins_have_no_button_to_switch_it_off() {
        KeyRef gus = fixture.ownedKey("gus", FakePeople.GUEST, 100);
        fixture.ask(gus, FakePeople.ADMIN);
        fixture.aws.changesAllowed = false;
        asked(100);

        assertThat(fixture.buttons(fixture.slack.posts.get(0))).doesNotContain(Card.Action.DEACTIVATE_OWN);
        assertThat(fixture.buttons(fixture.slack.posts.get(1))).doesNotContain(Card.Action.DEACTIVATE_OWN);
    }

    @Test
    void whoever_claims_a_key_nobody_is_asked_about_is_asked_at_once() {
        KeyRef key = fixture.unownedKey("ghost", 100);
        fixture.digestDue(JobFixture.NOW);
        FakeMessenger.Posted list = fixture.slack.posts.get(1);
        assertThat(fixture.buttons(list)).contains(Card.Action.CLAIM);

        assertThat(claim(key, FakePeople.VIEWER).kind()).isEqualTo(Answered.Kind.CLAIMED);
        fixture.worker.pass();

        assertThat(fixture.slack.to(FakePeople.VIEWER)).hasSize(1);
        assertThat(fixture.happened(key))
                .containsExactly(Event.Kind.ASKED, Event.Kind.CLAIMED, Event.Kind.ASK_DELIVERED);
        assertThat(fixture.place(list).word().kind()).isEqualTo(Card.Word.Kind.CLAIMED);
        fixture.sweepAfter(7);
        assertThat(fixture.slack.to(FakePeople.VIEWER)).hasSize(2);
    }

    @Test
    void what_nobody_can_tell_the_owner_of_can_not_be_claimed_and_that_is_said() {
        fixture.people.notTold.add("zoe@example.com");

        assertThat(claim(fixture.ownedKey("zoe", "zoe@example.com", 100), FakePeople.VIEWER)
                        .kind())
                .isEqualTo(Answered.Kind.OWNER_UNKNOWN);
        assertThat(fixture.slack.posts).isEmpty();
    }

    @Test
    void a_claim_gives_no_owners_rights() {
        KeyRef key = fixture.unownedKey("ghost", 100);
        claim(key, FakePeople.VIEWER);
        fixture.worker.pass();

        FakeMessenger.Posted asked = fixture.slack.posts.get(0);
        assertThat(fixture.buttons(asked)).contains(Card.Action.DONE).doesNotContain(Card.Action.DEACTIVATE_OWN);
        assertThat(fixture.switchOff(key, FakePeople.VIEWER).outcome()).isEqualTo(ChangeOutcome.NOT_ENTITLED);
        assertThat(fixture.aws.changes).isEmpty();
        assertThat(fixture.answers
                        .look(key, fixture.people.person(FakePeople.VIEWER))
                        .owner())
                .isFalse();
    }

    @Test
    void two_who_claim_the_same_key_are_not_both_asked() {
        KeyRef key = fixture.unownedKey("ghost", 100);

        assertThat(claim(key, FakePeople.VIEWER).kind()).isEqualTo(Answered.Kind.CLAIMED);
        assertThat(claim(key, FakePeople.ANA).kind()).isEqualTo(Answered.Kind.HAS_OWNER);
        assertThat(claim(asked(100), FakePeople.VIEWER).kind()).isEqualTo(Answered.Kind.HAS_OWNER);
    }

    @Test
    void a_guest_can_not_claim_and_nobody_can_claim_what_is_not_due() {
        assertThat(claim(fixture.unownedKey("ghost", 100), FakePeople.GUEST).kind())
                .isEqualTo(Answered.Kind.NOT_YOURS);
        assertThat(claim(fixture.unownedKey("young", 10), FakePeople.VIEWER).kind())
                .isEqualTo(Answered.Kind.NOT_DUE);
    }

    @Test
    void an_owner_switches_their_own_key_off_and_for_seven_days_on_again() {
        KeyRef key = asked(100);

        assertThat(fixture.switchOff(key, FakePeople.ANA).outcome()).isEqualTo(ChangeOutcome.DONE);
        fixture.clock.advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(fixture.switchOn(key, FakePeople.ANA).outcome()).isEqualTo(ChangeOutcome.DONE);

        assertThat(fixture.switchOff(key, FakePeople.ANA).outcome()).isEqualTo(ChangeOutcome.DONE);
        fixture.clock.advance(Duration.ofDays(7));
        assertThat(fixture.switchOn(key, FakePeople.ANA).outcome()).isEqualTo(ChangeOutcome.NOT_ENTITLED);
        assertThat(fixture.switchOn(key, FakePeople.ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
    }

    @Test
    void an_owner_does_not_undo_what_an_admin_did() {
        KeyRef key = asked(100);
        fixture.switchOff(key, FakePeople.ADMIN);

        assertThat(fixture.switchOn(key, FakePeople.ANA).outcome()).isEqualTo(ChangeOutcome.NOT_ENTITLED);
    }

    @Test
    void an_owner_who_is_not_named_any_more_switches_nothing_off() {
        KeyRef key = asked(100);
        fixture.aws.quarantine(
                new IamUser(FakeAws.ACCOUNT, "ana", Tags.of(Map.of("owner", FakePeople.VIEWER)), Leak.none()));

        assertThat(fixture.switchOff(key, FakePeople.ANA).outcome()).isEqualTo(ChangeOutcome.NOT_ENTITLED);
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void a_guest_switches_nothing_off_though_it_is_their_own() {
        KeyRef gus = fixture.ownedKey("gus", FakePeople.GUEST, 100);
        fixture.ask(gus, FakePeople.ADMIN);

        assertThat(fixture.switchOff(gus, FakePeople.GUEST).outcome()).isEqualTo(ChangeOutcome.NOT_ENTITLED);
    }

    private KeyRef asked(long days) {
        KeyRef key = fixture.anasKey(days);
        fixture.ask(key, FakePeople.ADMIN);
        return key;
    }

    private Answered rotated(KeyRef key) {
        return fixture.answers.rotated(key, ana());
    }

    private Answered claim(KeyRef key, String by) {
        return fixture.answers.claim(key, fixture.people.person(by));
    }

    private Person ana() {
        return fixture.people.person(FakePeople.ANA);
    }
}
