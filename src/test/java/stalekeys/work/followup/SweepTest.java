package stalekeys.work.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.lifecycle.FollowUpPolicy;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.Report;
import stalekeys.work.FakeAws;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PlannedMessage;
import stalekeys.work.outbox.Messenger;
import stalekeys.work.people.Owner;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** What becomes of a sweep's decisions; the rules themselves have LifecycleTest. */
class SweepTest {
    private static final FollowUpPolicy BY_ITSELF = new FollowUpPolicy(true, 90, 0);

    private final JobFixture fixture = new JobFixture();

    @Test
    void an_owner_who_was_asked_is_reminded_after_a_week_and_told_a_last_day_after_two() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);

        fixture.sweepAfter(7);
        assertThat(last().items()).extracting(Message.Item::why).containsExactly(Message.Item.Why.REMINDER);
        assertThat(last().items().get(0).askedAt()).isEqualTo(JobFixture.NOW);

        fixture.sweepAfter(7);
        Message.FinalNotice notice = (Message.FinalNotice) last();
        assertThat(notice.lastDay()).isEqualTo(LocalDate.parse("2026-03-23"));
        assertThat(notice.adminsMayAct()).isTrue();
        assertThat(fixture.happened(key))
                .containsExactly(
                        Event.Kind.ASKED,
                        Event.Kind.ASK_DELIVERED,
                        Event.Kind.REMINDED,
                        Event.Kind.REMINDER_DELIVERED,
                        Event.Kind.FINAL_NOTICE,
                        Event.Kind.FINAL_NOTICE_DELIVERED);

        fixture.sweepAfter(7);
        fixture.sweepAfter(30);
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(3);
    }

    @Test
    void a_final_notice_names_no_admin_where_nobody_could_switch_the_key_off() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.aws.changesAllowed = false;

        fixture.sweepAfter(7);
        fixture.sweepAfter(7);

        assertThat(((Message.FinalNotice) last()).adminsMayAct()).isFalse();
    }

    @Test
    void as_long_as_nobody_was_asked_aws_is_not_even_looked_at() {
        fixture.anasKey(100);

        assertThat(fixture.sweep().plannedMessages()).isEmpty();

        assertThat(fixture.aws.scans).isZero();
    }

    @Test
    void the_audit_of_a_sweep_is_kept_for_whoever_types_the_command_next() {
        fixture.ask(fixture.anasKey(100), FakePeople.ADMIN);
        fixture.sweepAfter(1);
        int scans = fixture.aws.scans;

        Report kept = fixture.reports.kept(90).orElseThrow();

        assertThat(kept.takenAt()).isEqualTo(JobFixture.NOW.plus(Duration.ofDays(1)));
        assertThat(fixture.aws.scans).isEqualTo(scans);
    }

    @Test
    void owners_who_could_not_be_looked_up_are_counted_and_nothing_is_said_about_their_keys() {
        fixture.follows(BY_ITSELF);
        fixture.anasKey(100);
        fixture.ownedKey("zoe", "zoe@example.com", 200);
        fixture.ownedKey("zoe-2", "zoe@example.com", 200);
        fixture.ownedKey("yan", "yan@example.com", 200);
        fixture.people.notTold.addAll(List.of("zoe@example.com", "yan@example.com"));

        Sweep.Swept swept = fixture.sweep();

        assertThat(swept.unknownOwners()).isEqualTo(2);
        assertThat(swept.plannedMessages()).extracting(PlannedMessage::to).containsExactly(FakePeople.ANA);
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);
        assertThat(fixture.slack.posts).hasSize(1);
    }

    @Test
    void a_claim_by_somebody_slack_does_not_tell_of_is_not_known() {
        KeyRef key = fixture.unownedKey("ghost", 100);
        fixture.answers.claim(key, fixture.people.person(FakePeople.VIEWER));
        fixture.worker.pass();
        fixture.people.notTold.add(FakePeople.VIEWER);

        assertThat(fixture.sweepAfter(7).unknownOwners()).isEqualTo(1);
    }

    @Test
    void a_claim_by_somebody_who_has_left_is_known_to_be_nobodys() {
        KeyRef key = fixture.unownedKey("ghost", 100);
        fixture.answers.claim(key, fixture.people.person(FakePeople.VIEWER));
        fixture.worker.pass();
        fixture.people.join(FakePeople.VIEWER, "Vera", Role.NOBODY);

        assertThat(fixture.sweepAfter(7).unknownOwners()).isZero();
    }

    @Test
    void sweeping_again_says_nothing_again() {
        fixture.ask(fixture.anasKey(100), FakePeople.ADMIN);
        fixture.sweepAfter(7);

        assertThat(fixture.sweep().plannedMessages()).isEmpty();
        assertThat(fixture.sweepAfter(1).plannedMessages()).isEmpty();

        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(2);
    }

    @Test
    void a_draft_says_what_would_be_said_and_leaves_no_trace() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.aws.is(key, KeyStatus.INACTIVE);
        int rows = fixture.ledger.outbox().size();
        int events = fixture.ledger.eventsSince(Instant.EPOCH).size();

        PlannedMessage planned = fixture.sweep.draft().plannedMessages().get(0);

        assertThat(planned.lines()).extracting(PlannedMessage.Line::step).containsExactly(Step.Kind.THANK);
        assertThat(fixture.ledger.outbox()).hasSize(rows);
        assertThat(fixture.ledger.eventsSince(Instant.EPOCH)).hasSize(events);
    }

    @Test
    void a_key_that_is_off_or_gone_is_recorded_at_once_and_thanked_for_once() {
        KeyRef off = fixture.anasKey(100);
        KeyRef gone = fixture.anasKey(200);
        fixture.ask(off, FakePeople.ADMIN);
        fixture.ask(gone, FakePeople.ADMIN);
        fixture.aws.is(off, KeyStatus.INACTIVE);
        fixture.aws.delete(gone);

        fixture.sweepAfter(1);
        fixture.sweepAfter(1);

        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(3);
        assertThat(last().items()).extracting(Message.Item::why).containsOnly(Message.Item.Why.THANKS);
        assertThat(last().items())
                .extracting(item -> item.card().finding().status())
                .containsExactlyInAnyOrder(KeyStatus.INACTIVE, KeyStatus.UNKNOWN);
        assertThat(fixture.happened(off)).endsWith(Event.Kind.ROTATED, Event.Kind.THANKED);
        assertThat(fixture.happened(gone)).endsWith(Event.Kind.ROTATED, Event.Kind.THANKED);
    }

    @Test
    void a_rotation_is_recorded_on_a_saturday_and_thanked_for_on_monday() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.aws.is(key, KeyStatus.INACTIVE);

        assertThat(fixture.sweepAfter(5).plannedMessages())
                .extracting(PlannedMessage::held)
                .containsExactly(PlannedMessage.HoldReason.OFF_HOURS);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ROTATED);

        fixture.sweepAfter(2);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.THANKED);
    }

    @Test
    void a_key_that_can_not_be_read_is_neither_gone_nor_reminded_of() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.aws.unreadable.add("ana");

        assertThat(fixture.sweepAfter(7).plannedMessages()).isEmpty();
        fixture.aws.unreadable.clear();
        fixture.aws.down = true;
        assertThat(fixture.sweepAfter(1).plannedMessages()).isEmpty();

        fixture.aws.down = false;
        fixture.sweepAfter(1);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.REMINDED, Event.Kind.REMINDER_DELIVERED);
    }

    @Test
    void tags_that_can_not_be_read_may_excuse_the_key_so_nothing_is_said() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.aws.quarantine(new IamUser(FakeAws.ACCOUNT, "ana", Tags.unreadable(), Leak.none()));

        assertThat(fixture.sweepAfter(7).plannedMessages()).isEmpty();
    }

    @Test
    void a_tag_stops_the_follow_up_and_at_its_end_the_owner_is_asked_anew() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.aws.quarantine(new IamUser(
                FakeAws.ACCOUNT,
                "ana",
                Tags.of(Map.of("owner", FakePeople.ANA, Exemption.TAG, "2026-03-31")),
                Leak.none()));

        fixture.sweepAfter(7);
        fixture.sweepAfter(7);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.EXCUSED_BY_TAG);
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);

        fixture.sweepAfter(16);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
        fixture.sweepAfter(6);
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(2);
        fixture.sweepAfter(1);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.REMINDED, Event.Kind.REMINDER_DELIVERED);
    }

    @Test
    void an_exemption_ends_for_the_sweep_too_where_the_key_leaks_and_holds_it_back_where_nobody_knows() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.exemptKey.exemption(
                key, fixture.people.person(FakePeople.ADMIN), "planned", java.time.LocalDate.parse("2026-08-01"));
        Tags tags = Tags.of(Map.of("owner", FakePeople.ANA));

        fixture.aws.quarantine(new IamUser(FakeAws.ACCOUNT, "ana", tags, Leak.unknown("AWS refused it.")));
        fixture.sweepAfter(7);
        assertThat(fixture.slack.to(FakePeople.ANA))
                .as("only what was asked before")
                .hasSize(1);

        fixture.aws.quarantine(
                new IamUser(FakeAws.ACCOUNT, "ana", tags, Leak.quarantined("AWSCompromisedKeyQuarantineV3")));
        fixture.sweepAfter(7);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
    }

    @Test
    void owners_are_asked_by_themselves_where_that_is_set_the_five_worst_first_and_the_rest_on_other_days() {
        fixture.follows(BY_ITSELF);
        for (int number = 1; number <= 7; number++) {
            fixture.anasKey(100 + number);
        }

        PlannedMessage planned = fixture.sweep().plannedMessages().get(0);
        assertThat(planned.lines())
                .extracting(line -> line.finding().ageDays())
                .containsExactly(107L, 106L, 105L, 104L, 103L);
        assertThat(planned.more()).isEqualTo(2);

        assertThat(fixture.sweep().plannedMessages())
                .extracting(PlannedMessage::held)
                .containsExactly(PlannedMessage.HoldReason.HAD_TODAYS);
        fixture.sweepAfter(1);

        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(2);
        assertThat(last().items()).hasSize(2);
    }

    @Test
    void everybody_is_written_to_in_their_own_working_hours() {
        fixture.follows(BY_ITSELF);
        fixture.people.persons.put(
                FakePeople.ANA,
                new Person(FakePeople.ANA, "Ana", null, ZoneId.of("America/New_York"), Role.MEMBER, null));
        fixture.anasKey(100);

        assertThat(fixture.sweep().plannedMessages())
                .extracting(PlannedMessage::held)
                .containsExactly(PlannedMessage.HoldReason.OFF_HOURS);
        fixture.clock.advance(Duration.ofHours(5));
        assertThat(fixture.sweep().plannedMessages())
                .extracting(PlannedMessage::held)
                .containsExactly(PlannedMessage.HoldReason.NO);
    }

    @Test
    void a_day_has_so_many_unasked_messages_and_who_waits_longest_comes_first() {
        fixture.follows(BY_ITSELF);
        fixture.atMostADay(1);
        fixture.ask(fixture.anasKey(100), FakePeople.ADMIN);
        fixture.clock.advance(Duration.ofDays(7));
        fixture.ownedKey("gus", FakePeople.GUEST, 100);

        Sweep.Swept swept = fixture.sweep();

        assertThat(swept.plannedMessages())
                .extracting(PlannedMessage::to)
                .containsExactly(FakePeople.ANA, FakePeople.GUEST);
        assertThat(swept.plannedMessages())
                .extracting(PlannedMessage::held)
                .containsExactly(PlannedMessage.HoldReason.NO, PlannedMessage.HoldReason.DAY_IS_FULL);
        fixture.sweepAfter(1);
        assertThat(fixture.slack.to(FakePeople.GUEST)).hasSize(1);
    }

    @Test
    void the_limit_holds_over_two_processes_that_sweep_at_the_same_time() {
        fixture.follows(BY_ITSELF);
        fixture.atMostADay(1);
        fixture.anasKey(100);
        fixture.ownedKey("gus", FakePeople.GUEST, 100);
        Sweep first = fixture.sweep;
        fixture.goOnInAnotherProcess();
        Sweep second = fixture.sweep;
        fixture.people.whileLookedUp = second::run;

        first.run();
        fixture.worker.pass();

        assertThat(fixture.slack.posts).hasSize(1);
    }

    @Test
    void a_click_and_a_sweep_at_the_same_time_ask_once() {
        fixture.follows(BY_ITSELF);
        KeyRef key = fixture.anasKey(100);
        fixture.people.whileLookedUp = () -> fixture.ask(key, FakePeople.ADMIN);

        fixture.sweep();

        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
    }

    @Test
    void of_two_keys_of_a_message_the_one_a_click_was_quicker_with_is_left_out() {
        fixture.follows(BY_ITSELF);
        KeyRef clicked = fixture.anasKey(100);
        KeyRef other = fixture.anasKey(200);
        fixture.people.whileLookedUp = () -> fixture.ask(clicked, FakePeople.ADMIN);

        fixture.sweep();

        assertThat(last().items())
                .extracting(item -> item.card().finding().ref())
                .containsExactly(java.util.Optional.of(other));
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(2);
    }

    @Test
    void what_slack_refuses_was_not_said_and_is_tried_again_on_the_next_working_day() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.slack.answers.add(Messenger.Delivery.refused("messages_tab_disabled"));

        fixture.sweepAfter(7);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.REMINDED, Event.Kind.FOLLOW_UP_FAILED);
        fixture.sweep();
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);

        fixture.sweepAfter(1);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.REMINDED, Event.Kind.REMINDER_DELIVERED);
    }

    @Test
    void what_may_not_have_arrived_is_not_said_again() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));

        fixture.sweepAfter(7);
        fixture.sweepAfter(1);
        fixture.sweepAfter(1);

        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);
        assertThat(fixture.ledger.count(OutboxItem.State.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void a_message_that_slack_did_not_take_in_the_owners_hours_is_not_sent_at_night() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.clock.advance(Duration.ofDays(7));
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofHours(10), "ratelimited"));
        fixture.sweep();

        fixture.pass(Duration.ofHours(11));

        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.FOLLOW_UP_FAILED);
    }

    @Test
    void a_key_switched_off_while_the_reminder_waits_is_not_reminded_of() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.clock.advance(Duration.ofDays(7));
        fixture.sweep.run();
        fixture.switchOff(key, FakePeople.ADMIN);

        fixture.worker.pass();

        assertThat(fixture.slack.to(FakePeople.ANA)).noneMatch(message -> message instanceof Message.FollowUp);
    }

    @Test
    void who_says_it_is_not_theirs_is_not_asked_again_and_the_key_stands_in_the_weekly_list() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.ledger.commit(Decision.of(
                new Event(JobFixture.NOW, Event.Kind.NOT_MINE, key, FakePeople.ANA, "", "slack", "not-mine:1")));

        assertThat(fixture.sweepAfter(7).plannedMessages()).isEmpty();
        fixture.digestDue(fixture.clock.instant());

        Message.Unowned list =
                (Message.Unowned) fixture.slack.to(JobFixture.FALLBACK).get(0);
        assertThat(list.cards()).extracting(card -> card.owner().kind()).containsExactly(Owner.Kind.DISOWNED);
    }

    @Test
    void an_owner_who_left_is_not_written_to_and_the_key_stands_in_the_weekly_list() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.people.persons.remove(FakePeople.ANA);

        assertThat(fixture.sweepAfter(7).plannedMessages()).isEmpty();
        fixture.digestDue(fixture.clock.instant());

        Message.Unowned list =
                (Message.Unowned) fixture.slack.to(JobFixture.FALLBACK).get(0);
        assertThat(list.cards()).extracting(card -> card.owner().kind()).containsExactly(Owner.Kind.GONE);
        assertThat(fixture.happened(key)).endsWith(Event.Kind.ASK_DELIVERED);
    }

    @Test
    void a_claimed_key_leaves_the_weekly_list_and_its_claimer_is_the_one_who_is_reminded() {
        KeyRef key = fixture.anasKey(100);
        fixture.ask(key, FakePeople.ADMIN);
        fixture.ledger.commit(Decision.of(
                new Event(JobFixture.NOW, Event.Kind.NOT_MINE, key, FakePeople.ANA, "", "slack", "not-mine:1")));
        fixture.ledger.commit(Decision.of(
                new Event(JobFixture.NOW, Event.Kind.CLAIMED, key, FakePeople.VIEWER, "", "slack", "claim:1")));

        fixture.sweepAfter(1);
        fixture.digestDue(fixture.clock.instant());
        fixture.sweepAfter(7);

        assertThat(fixture.slack.to(JobFixture.FALLBACK)).isEmpty();
        assertThat(fixture.slack.to(FakePeople.VIEWER)).hasSize(2);
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(1);
    }

    @Test
    void owners_are_told_before_a_key_turns_stale_where_that_is_set_and_nobody_else_is() {
        fixture.follows(new FollowUpPolicy(false, 90, 14));
        KeyRef key = fixture.anasKey(80);
        fixture.unownedKey("ghost", 80);

        fixture.sweep();
        fixture.sweepAfter(1);

        assertThat(fixture.slack.posts).hasSize(1);
        assertThat(last().items()).extracting(Message.Item::why).containsExactly(Message.Item.Why.AHEAD);
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.WARNED_AHEAD);
    }

    @Test
    void the_verb_sends_at_once_and_tells_what_became_of_it() {
        fixture.ask(fixture.anasKey(100), FakePeople.ADMIN);
        fixture.clock.advance(Duration.ofDays(7));

        Sweep.Sent sent = fixture.sweep.runAndSend();

        assertThat(sent.items().values()).extracting(OutboxItem::state).containsExactly(OutboxItem.State.SENT);
        assertThat(fixture.slack.to(FakePeople.ANA)).hasSize(2);
    }

    private Message.Unasked last() {
        List<Message> messages = fixture.slack.to(FakePeople.ANA);
        return (Message.Unasked) messages.get(messages.size() - 1);
    }
}
