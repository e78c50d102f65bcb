package stalekeys.work.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.EnforcementPolicy;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.FollowUpPolicy;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.work.FakeAws;
import stalekeys.work.FakeMessenger;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.ApplyChange;

/** What becomes of a change nobody clicked for; the rules themselves have AutomationTest. It begins on a Monday at nine. */
class EnforcerTest {
    private static final EnforcementPolicy BY_ITSELF = new EnforcementPolicy(14, 60, ZoneOffset.UTC);

    private final JobFixture fixture = new JobFixture();

    @BeforeEach
    void the_bot_acts_by_itself() {
        fixture.actsByItself(BY_ITSELF);
    }

    @Test
    void the_key_of_an_owner_who_does_nothing_is_switched_off_and_the_channel_and_the_owner_are_told() {
        KeyRef key = noticed();

        fixture.sweepAfter(7);
        assertThat(fixture.aws.changes).as("the last day").isEmpty();
        Sweep.Swept swept = fixture.sweepAfter(1);

        assertThat(swept.changes()).extracting(AutomaticChange::held).containsExactly(AutomaticChange.HoldReason.NO);
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.INACTIVE);
        assertThat(fixture.aws.changes).containsExactly("off " + key + " for stale-keys");
        FakeMessenger.Posted post = posts().get(0);
        assertThat(fixture.place(post).reason())
                .isEqualTo("Not rotated within 22 days of being asked; the final notice gave time until 2026-03-23.");
        assertThat(fixture.buttons(post)).containsExactly(Card.Action.REACTIVATE);
        assertThat(last(FakePeople.ANA)).isInstanceOf(Message.Changed.class);

        fixture.sweepAfter(1);
        fixture.sweepAfter(30);
        assertThat(fixture.aws.changes).hasSize(1);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_does_nothing() {
        KeyRef key = noticed();
        fixture.clock.advance(Duration.ofDays(8));
        List<Event.Kind> before = fixture.happened(key);

        List<AutomaticChange> changes = fixture.sweep.draft().changes();
        fixture.worker.pass();

        assertThat(changes).extracting(AutomaticChange::held).containsExactly(AutomaticChange.HoldReason.NO);
        assertThat(changes.get(0).owner().id()).isEqualTo(FakePeople.ANA);
        assertThat(fixture.happened(key)).isEqualTo(before);
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void at_most_five_keys_a_day_are_changed_whoever_and_however_often_sweeps() {
        fixture.follows(new FollowUpPolicy(true, 90, 0));
        for (int number = 0; number < 4; number++) {
            fixture.ownedKey("ana" + number, FakePeople.ANA, 100);
            fixture.ownedKey("vera" + number, FakePeople.VIEWER, 100);
        }
        fixture.sweep();
        fixture.sweepAfter(7);
        fixture.sweepAfter(7);

        Sweep.Swept swept = fixture.sweepAfter(8);
        assertThat(swept.changes())
                .extracting(AutomaticChange::held)
                .filteredOn(AutomaticChange.HoldReason.DAY_IS_FULL::equals)
                .hasSize(3);
        fixture.goOnInAnotherProcess();
        fixture.sweep();
        fixture.restart();
        fixture.sweep();
        assertThat(fixture.aws.changes).hasSize(5);

        fixture.sweepAfter(1);
        assertThat(fixture.aws.changes).hasSize(8);
    }

    @Test
    void keys_that_aws_refuses_to_change_do_not_keep_the_others_waiting() {
        fixture.follows(new FollowUpPolicy(true, 90, 0));
        for (int number = 0; number < 4; number++) {
            fixture.ownedKey("ana" + number, FakePeople.ANA, 200);
        }
        fixture.ownedKey("vera0", FakePeople.VIEWER, 200);
        KeyRef sixth = fixture.ownedKey("vera1", FakePeople.VIEWER, 100);
        fixture.sweep();
        fixture.sweepAfter(7);
        fixture.sweepAfter(7);
        for (int refused = 0; refused < 5; refused++) {
            fixture.aws.answers.add(FakeAws.Answer.REFUSES);
        }

        fixture.sweepAfter(8);
        assertThat(fixture.aws.changes).isEmpty();
        fixture.sweepAfter(1);

        assertThat(fixture.aws.changes.get(0)).startsWith("off " + sixth);
    }

    @Test
    void two_processes_that_sweep_at_once_do_not_plan_more_than_five_together() {
        fixture.follows(new FollowUpPolicy(true, 90, 0));
        for (int number = 0; number < 4; number++) {
            fixture.ownedKey("ana" + number, FakePeople.ANA, 100);
            fixture.ownedKey("vera" + number, FakePeople.VIEWER, 100);
        }
        fixture.sweep();
        fixture.sweepAfter(7);
        fixture.sweepAfter(7);
        fixture.clock.advance(Duration.ofDays(8));

        Sweep first = fixture.sweep;
        fixture.people.whileLookedUp = first::run;
        fixture.goOnInAnotherProcess();
        fixture.sweep();

        assertThat(fixture.aws.changes).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void what_is_true_just_before_the_change_counts() {
        KeyRef key = noticed();
        planned();
        fixture.aws.used(key, LastUse.used(fixture.clock.instant(), "s3", null));
        fixture.worker.pass();
        assertNotDone(key, "USED_SINCE");

        fixture.aws.used(key, JobFixture.SHOWN);
        planned();
        fixture.aws.quarantine(new IamUser(FakeAws.ACCOUNT, "ana", Tags.unreadable(), Leak.none()));
        fixture.worker.pass();
        assertNotDone(key, "NOT_DUE");

        fixture.aws.quarantine(new IamUser(FakeAws.ACCOUNT, "ana", Tags.none(), Leak.none()));
        fixture.worker.pass();
        assertNotDone(key, "NOT_DUE");
    }

    @Test
    void where_nobody_knows_whether_it_leaked_nothing_is_changed_automatically_and_the_sweep_says_so() {
        KeyRef key = noticed();
        leak(Leak.unknown("AWS refused it."));

        assertThat(fixture.sweepAfter(8).changes())
                .extracting(AutomaticChange::held)
                .containsExactly(AutomaticChange.HoldReason.LEAK_UNKNOWN);
        assertThat(fixture.aws.changes).isEmpty();

        leak(Leak.none());
        assertThat(fixture.sweepAfter(1).changes())
                .extracting(AutomaticChange::held)
                .containsExactly(AutomaticChange.HoldReason.NO);
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.INACTIVE);
    }

    @Test
    void what_was_known_when_it_was_planned_and_is_not_just_before_stops_it_as_well() {
        KeyRef key = noticed();
        planned();
        leak(Leak.unknown("AWS refused it."));
        fixture.worker.pass();
        assertNotDone(key, "LEAK_UNKNOWN: AWS refused it.");
    }

    @Test
    void nothing_is_announced_that_would_not_happen() {
        KeyRef key = fixture.anasKey(120);
        leak(Leak.unknown("AWS refused it."));
        fixture.ask(key, FakePeople.ADMIN);
        fixture.sweepAfter(7);
        fixture.sweepAfter(7);
        Message.FinalNotice notice = (Message.FinalNotice) last(FakePeople.ANA);
        assertThat(notice.items()).allMatch(item -> !item.announced().switchesOff());
    }

    private void leak(Leak leak) {
        fixture.aws.quarantine(
                new IamUser(FakeAws.ACCOUNT, "ana", Tags.of(java.util.Map.of("owner", FakePeople.ANA)), leak));
    }

    @Test
    void an_intention_does_not_outlive_the_hours_or_the_setting() {
        KeyRef key = noticed();
        planned();
        fixture.clock.advance(Duration.ofHours(7));
        fixture.worker.pass();
        assertNotDone(key, "TOO_LATE");

        fixture.clock.advance(Duration.ofHours(17));
        fixture.sweep.run();
        fixture.actsByItself(EnforcementPolicy.off(ZoneOffset.UTC));
        fixture.worker.pass();
        assertNotDone(key, "NOT_DUE");
    }

    @Test
    void somebody_who_clicks_at_the_same_time_and_the_sweep_make_one_change() {
        KeyRef key = noticed();
        fixture.clock.advance(Duration.ofDays(8));
        fixture.aws.beforeRead = () -> {
            fixture.aws.beforeRead = () -> {};
            fixture.sweep.run();
        };
        fixture.switchOff(key, FakePeople.ADMIN);
        fixture.worker.pass();

        assertThat(fixture.aws.changes).hasSize(1);
    }

    @Test
    void where_aws_refuses_the_admins_are_told_and_it_is_not_tried_again_that_day() {
        KeyRef key = noticed();
        fixture.aws.answers.add(FakeAws.Answer.REFUSES);

        fixture.sweepAfter(8);
        assertNotDone(key, "AWS_FAILED: AWS does not allow it.");
        assertThat(last(FakePeople.ADMIN)).isInstanceOf(Message.Outcome.class);
        assertThat(posts()).isEmpty();
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(fixture.sweep().changes())
                .extracting(AutomaticChange::held)
                .containsExactly(AutomaticChange.HoldReason.HAD_ITS_TURN);

        fixture.sweepAfter(1);
        assertThat(fixture.aws.changes).hasSize(1);
    }

    @Test
    void where_nobody_would_hear_of_it_nothing_is_changed_until_somebody_does() {
        fixture.withoutAChannel();
        KeyRef key = noticed();
        fixture.people.groupUnreadable = true;

        assertThat(fixture.sweepAfter(8).changes())
                .extracting(AutomaticChange::held)
                .containsExactly(AutomaticChange.HoldReason.NOBODY_HEARS);
        assertThat(fixture.aws.changes).isEmpty();
        fixture.people.groupUnreadable = false;
        fixture.sweepAfter(1);

        assertThat(fixture.happened(key)).endsWith(Event.Kind.DEACTIVATED);
        assertThat(last(FakePeople.ADMIN)).isInstanceOf(Message.Announcement.class);
    }

    @Test
    void a_lost_answer_is_found_out_and_told_once() {
        KeyRef key = noticed();
        fixture.aws.answers.add(FakeAws.Answer.LOSES_THE_ANSWER);

        fixture.sweepAfter(8);
        assertThat(posts()).isEmpty();
        fixture.pass(Duration.ofSeconds(10));
        fixture.pass(Duration.ofMinutes(2));

        assertThat(fixture.happened(key)).containsOnlyOnce(Event.Kind.DEACTIVATED);
        assertThat(fixture.aws.changes).hasSize(1);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void the_bot_dies_before_or_after_aws_was_told() {
        KeyRef key = noticed();
        for (FakeAws.Answer death : List.of(FakeAws.Answer.THE_BOT_DIES, FakeAws.Answer.CARRIES_OUT_AND_THE_BOT_DIES)) {
            fixture.aws.answers.add(death);
        }
        planned();

        assertThatThrownBy(fixture.worker::pass).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        assertThatThrownBy(fixture.worker::pass).isInstanceOf(FakeAws.Died.class);
        fixture.restart();
        fixture.worker.pass();
        fixture.sweep();

        assertThat(fixture.happened(key)).containsOnlyOnce(Event.Kind.DEACTIVATED);
        assertThat(fixture.aws.changes).hasSize(1);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void as_long_as_slack_does_not_say_where_the_owner_is_nothing_is_done() {
        KeyRef key = noticed();
        planned();
        fixture.people.slackIsDown = true;
        fixture.worker.pass();
        assertNotDone(key, "NOT_DUE");

        fixture.clock.advance(Duration.ofDays(1));
        assertThat(fixture.sweep.run().changes()).isEmpty();
    }

    @Test
    void a_key_that_is_only_claimed_is_followed_up_and_not_switched_off() {
        KeyRef key = fixture.unownedKey("ci", 100);
        fixture.answers.claim(key, fixture.people.person(FakePeople.ANA));
        fixture.worker.pass();
        for (int week = 0; week < 10; week++) {
            fixture.sweepAfter(7);
            fixture.sweepAfter(1);
        }

        assertThat(fixture.happened(key)).contains(Event.Kind.FINAL_NOTICE_DELIVERED);
        assertThat(fixture.aws.changes).isEmpty();
    }

    @Test
    void of_the_bots_own_key_nothing_is_threatened() {
        fixture.aws.ownIdentity = true;
        assertNothingIsThreatened();
    }

    @Test
    void where_keys_can_not_be_changed_nothing_is_threatened() {
        fixture.aws.changesAllowed = false;
        assertNothingIsThreatened();
    }

    @Test
    void a_key_that_is_off_long_enough_is_announced_for_deletion_and_deleted() {
        KeyRef key = switchedOff();

        fixture.sweepAfter(53);
        assertThat(last(FakePeople.ANA)).as("a Friday, a week ahead").isInstanceOf(Message.DeletionNotice.class);
        fixture.sweepAfter(7);
        assertThat(fixture.aws.changes).as("the last day").hasSize(1);
        fixture.sweepAfter(3);

        assertThat(fixture.aws.changes).hasSize(2).last().isEqualTo("deleted " + key + " for stale-keys");
        assertThat(fixture.happened(key))
                .endsWith(
                        Event.Kind.DELETION_NOTICE,
                        Event.Kind.DELETION_NOTICE_DELIVERED,
                        Event.Kind.AUTOMATIC_CHANGE,
                        Event.Kind.DELETION_REQUESTED,
                        Event.Kind.DELETED);
        Card.State place = fixture.place(posts().get(0));
        assertThat(place.change()).isEqualTo(Card.Change.DELETED);
        assertThat(place.reason())
                .isEqualTo("Inactive for 63 days and not used since; the final notice gave time until 2026-05-01.");
        assertThat(fixture.buttons(posts().get(0))).isEmpty();

        fixture.sweepAfter(1);
        assertThat(fixture.aws.changes).hasSize(2);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void a_key_that_was_used_or_switched_on_since_is_not_deleted() {
        KeyRef key = switchedOff();
        fixture.sweepAfter(53);
        fixture.clock.advance(Duration.ofDays(10));
        fixture.sweep.run();
        fixture.aws.used(key, LastUse.used(JobFixture.NOW.plus(Duration.ofDays(1)), "s3", null));
        fixture.worker.pass();
        assertThat(fixture.aws.changes).hasSize(1);

        fixture.aws.used(key, JobFixture.SHOWN);
        fixture.clock.advance(Duration.ofDays(1));
        fixture.sweep.run();
        fixture.aws.is(key, KeyStatus.ACTIVE);
        fixture.worker.pass();
        assertThat(fixture.aws.changes).hasSize(1);
    }

    @Test
    void a_key_that_was_seen_on_in_between_is_not_deleted_though_it_is_off_again_and_was_never_used() {
        KeyRef key = switchedOff();
        fixture.aws.is(key, KeyStatus.ACTIVE);
        fixture.sweepAfter(10);
        fixture.sweepAfter(1);
        fixture.aws.is(key, KeyStatus.INACTIVE);
        for (int week = 0; week < 20; week++) {
            fixture.sweepAfter(7);
        }

        assertThat(fixture.happened(key)).endsWith(Event.Kind.DEACTIVATED, Event.Kind.SEEN_ON_AGAIN);
        assertThat(fixture.slack.to(FakePeople.ANA)).noneMatch(Message.DeletionNotice.class::isInstance);
        assertThat(fixture.aws.changes).hasSize(1);
    }

    @Test
    void a_key_that_was_switched_on_in_aws_is_left_alone_for_30_days_and_then_asked_about() {
        KeyRef key = switchedOff();
        fixture.aws.is(key, KeyStatus.ACTIVE);
        fixture.sweepAfter(1);

        fixture.sweepAfter(29);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.SEEN_ON_AGAIN);
        fixture.sweepAfter(1);

        assertThat(fixture.happened(key)).endsWith(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
    }

    @Test
    void once_switched_off_anew_its_days_are_counted_anew() {
        KeyRef key = switchedOff();
        fixture.aws.is(key, KeyStatus.ACTIVE);
        fixture.sweepAfter(28);
        fixture.switchOff(key, FakePeople.ADMIN);
        fixture.worker.pass();

        fixture.sweepAfter(35);
        assertThat(fixture.happened(key))
                .endsWith(Event.Kind.SEEN_ON_AGAIN, Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.DEACTIVATED);
        fixture.sweepAfter(18);
        assertThat(last(FakePeople.ANA)).isInstanceOf(Message.DeletionNotice.class);
    }

    @Test
    void a_deletion_that_was_planned_already_is_not_made_where_another_process_saw_the_key_on() {
        KeyRef key = switchedOff();
        fixture.sweepAfter(53);
        fixture.clock.advance(Duration.ofDays(10));
        assertThat(fixture.sweep.run().changes()).hasSize(1);
        fixture.ledger.commit(Decision.of(new Event(
                fixture.clock.instant(), Event.Kind.SEEN_ON_AGAIN, key, Event.SYSTEM, "", "schedule", "seen-on")));

        fixture.worker.pass();

        assertThat(fixture.aws.changes).hasSize(1);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.CHANGE_NOT_DONE);
    }

    @Test
    void a_dry_run_records_no_key_as_on_again() {
        KeyRef key = switchedOff();
        fixture.aws.is(key, KeyStatus.ACTIVE);
        fixture.clock.advance(Duration.ofDays(1));

        fixture.sweep.draft();

        assertThat(fixture.happened(key)).endsWith(Event.Kind.DEACTIVATED);
    }

    @Test
    void a_deletion_whose_answer_is_lost_is_found_out() {
        KeyRef key = switchedOff();
        fixture.sweepAfter(53);
        fixture.aws.answers.add(FakeAws.Answer.LOSES_THE_ANSWER);
        fixture.sweepAfter(10);
        fixture.pass(Duration.ofSeconds(10));

        assertThat(fixture.happened(key)).endsWith(Event.Kind.DELETED);
        assertThat(fixture.aws.changes).hasSize(2);
    }

    @Test
    void no_person_can_have_a_key_deleted() {
        KeyRef key = switchedOff();

        ApplyChange.Changed changed = fixture.changeKey.submit(
                key, KeyChange.TargetState.DELETED, fixture.people.person(FakePeople.ADMIN), "tidy up", null);

        assertThat(changed.outcome()).isEqualTo(ChangeOutcome.NOT_ENTITLED);
        assertThat(fixture.aws.changes).hasSize(1);
    }

    /** An admin's click, on the first Monday. */
    private KeyRef switchedOff() {
        KeyRef key = fixture.anasKey(100);
        fixture.switchOff(key, FakePeople.ADMIN);
        fixture.worker.pass();
        assertThat(fixture.aws.changes).hasSize(1);
        return key;
    }

    /** Asked, reminded, and given the final notice, which names Monday, 23 March; it is the 16th. */
    private KeyRef noticed() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.sweepAfter(7);
        fixture.sweepAfter(7);
        assertThat(last(FakePeople.ANA)).isInstanceOf(Message.FinalNotice.class);
        return key;
    }

    /** The day after the last day, or the next: it is planned, and not yet carried out. */
    private void planned() {
        fixture.clock.advance(Duration.ofDays(fixture.aws.changes.isEmpty() && neverPlanned() ? 8 : 1));
        assertThat(fixture.sweep.run().changes())
                .extracting(AutomaticChange::held)
                .containsExactly(AutomaticChange.HoldReason.NO);
    }

    private boolean neverPlanned() {
        return fixture.ledger.eventsSince(JobFixture.NOW).stream()
                .noneMatch(event -> event.kind() == Event.Kind.AUTOMATIC_CHANGE);
    }

    private void assertNotDone(KeyRef key, String why) {
        List<Event> events = fixture.ledger.events(List.of(key)).getOrDefault(key, List.of());
        Event latest = events.get(events.size() - 1);
        assertThat(latest.kind() + " " + latest.why()).isEqualTo("CHANGE_NOT_DONE " + why);
        assertThat(fixture.aws.changes).isEmpty();
        assertThat(fixture.aws.now(key).status()).isEqualTo(KeyStatus.ACTIVE);
    }

    private List<FakeMessenger.Posted> posts() {
        return fixture.slack.posts.stream()
                .filter(post -> post.message() instanceof Message.Announcement)
                .toList();
    }

    private Message last(String person) {
        List<Message> all = fixture.slack.to(person);
        return all.get(all.size() - 1);
    }

    private void assertNothingIsThreatened() {
        noticed();

        Message.FinalNotice notice = (Message.FinalNotice) last(FakePeople.ANA);

        assertThat(notice.items()).allMatch(item -> !item.announced().switchesOff());
        assertThat(fixture.sweepAfter(8).changes()).isEmpty();
        assertThat(fixture.aws.changes).isEmpty();
    }
}
