package stalekeys.work.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static stalekeys.work.FakePeople.ADMIN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.ChangedKeys;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.WeekCount;
import stalekeys.work.FakeAws;
import stalekeys.work.FakeMessenger;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.DigestDetails;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.outbox.Messenger;

class PostDigestTest {
    private static final Instant MONDAY = JobFixture.NOW;
    private static final Duration WEEK = Duration.ofDays(7);

    private final JobFixture fixture = new JobFixture();

    @Test
    void it_says_how_many_and_shows_the_five_worst() {
        for (int days = 0; days < 7; days++) {
            fixture.ownedKey("user-" + days, FakePeople.ANA, 100 + days * 60L);
        }
        fixture.anasKey(10);
        Message.Digest digest = scheduled(MONDAY);
        assertThat(digest.counts()).isEqualTo(new Counts(1, 5, 2, 0, 0));
        assertThat(digest.worst()).hasSize(5);
        assertThat(digest.worst()).extracting(card -> card.finding().ageDays()).startsWith(460L, 400L);
        assertThat(digest.staleUsers()).isEqualTo(7);
        assertThat(digest.progress()).isNull();
        assertThat(digest.sentBy()).isEmpty();
    }

    @Test
    void it_is_posted_once_for_each_due_time_whoever_is_told_to() {
        fixture.anasKey(400);
        fixture.digestDue(MONDAY);
        fixture.digestDue(MONDAY);
        fixture.restart();
        fixture.digestDue(MONDAY);
        fixture.goOnInAnotherProcess();
        fixture.digestDue(MONDAY);
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).hasSize(1);
        assertThat(fixture.aws.scans).isLessThanOrEqualTo(4);
    }

    @Test
    void the_first_of_a_week_looks_at_every_user_live_and_the_others_need_not() {
        fixture.anasKey(400);
        scheduled(MONDAY);
        assertThat(fixture.aws.fullScans).isEqualTo(1);

        for (int day = 1; day < 7; day++) {
            fixture.clock.advance(Duration.ofDays(1));
            scheduled(MONDAY.plus(Duration.ofDays(day)));
        }
        fixture.digest.draft("cli:ana");
        assertThat(fixture.aws.fullScans).isEqualTo(1);

        aWeekLater(1);
        assertThat(fixture.aws.fullScans).isEqualTo(2);
    }

    @Test
    void the_next_one_says_what_changed() {
        fixture.anasKey(400);
        KeyRef fixed = fixture.anasKey(300);
        KeyRef gone = fixture.anasKey(200);
        KeyRef growing = fixture.anasKey(85);
        scheduled(MONDAY);
        fixture.aws.is(fixed, KeyStatus.INACTIVE);
        fixture.aws.delete(gone);
        assertThat(fixture.aws.now(growing).status()).isEqualTo(KeyStatus.ACTIVE);
        Message.Digest next = aWeekLater(1);
        assertThat(next.progress()).isEqualTo(new ChangeCounts(MONDAY, 1, 2, 1, 0, 0));
    }

    @Test
    void the_details_follow_in_the_thread_of_the_digest_once() {
        KeyRef off = fixture.anasKey(300);
        KeyRef gone = fixture.anasKey(200);
        KeyRef growing = fixture.anasKey(85);
        scheduled(MONDAY);
        assertThat(replies()).isEmpty();
        fixture.aws.is(off, KeyStatus.INACTIVE);
        fixture.aws.delete(gone);
        aWeekLater(1);
        fixture.restart();
        fixture.pass(Duration.ofHours(1));
        assertThat(replies()).hasSize(1);
        Message.DigestReply reply = replies().get(0);
        FakeMessenger.Posted digest = fixture.slack.posts.get(fixture.slack.posts.size() - 2);
        assertThat(digest.message()).isInstanceOf(Message.Digest.class);
        assertThat(reply.inThread()).contains(digest.ts());
        assertThat(reply.details().changes())
                .extracting(
                        DigestDetails.Change::kind,
                        change -> change.named().get(0).key())
                .containsExactly(
                        tuple(ChangedKeys.Kind.NEWLY_STALE, growing),
                        tuple(ChangedKeys.Kind.SWITCHED_OFF, off),
                        tuple(ChangedKeys.Kind.GONE, gone));
    }

    @Test
    void a_digest_that_may_not_have_arrived_has_no_details_until_it_is_sent_again() {
        for (int days = 0; days < 7; days++) {
            fixture.ownedKey("user-" + days, FakePeople.ANA, 100 + days);
        }
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        fixture.digestDue(MONDAY);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.slack.posts.stream().filter(post -> post.target().equals(JobFixture.CHANNEL)))
                .isEmpty();
        OutboxItem unknown = fixture.ledger.inState(OutboxItem.State.UNKNOWN, 1).get(0);
        fixture.worker.sendAgain(unknown.id(), fixture.people.person(ADMIN));
        fixture.worker.pass();
        fixture.worker.pass();
        assertThat(replies()).hasSize(1);
        assertThat(replies().get(0).details().oldest()).hasSize(7);
    }

    @Test
    void a_process_that_ends_between_the_digest_and_its_details_neither_loses_nor_repeats_them() {
        for (int days = 0; days < 7; days++) {
            fixture.ownedKey("user-" + days, FakePeople.ANA, 100 + days);
        }
        fixture.digest.scheduled(MONDAY);
        OutboxItem digest = fixture.ledger.take(fixture.clock.instant(), 1).get(0);
        fixture.worker.pass();
        assertThat(replies()).isEmpty();
        fixture.restart();
        fixture.worker.pass();
        fixture.worker.sendAgain(digest.id(), fixture.people.person(ADMIN));
        fixture.restart();
        fixture.worker.pass();
        fixture.restart();
        fixture.worker.pass();
        assertThat(replies()).hasSize(1);
    }

    @Test
    void the_oldest_in_the_thread_tell_of_a_key_that_was_switched_off_since() {
        KeyRef key = fixture.anasKey(400);
        for (int days = 0; days < 6; days++) {
            fixture.ownedKey("user-" + days, FakePeople.ANA, 100 + days);
        }
        scheduled(MONDAY);
        fixture.switchOff(key, ADMIN);
        fixture.worker.pass();
        assertThat(fixture.slack.updates.stream()
                        .map(FakeMessenger.Posted::message)
                        .filter(Message.DigestReply.class::isInstance)
                        .map(message -> message.cards().get(0).state().change()))
                .contains(Card.Change.DEACTIVATED);
    }

    @Test
    void week_by_week_only_what_was_posted_counts_and_an_incomplete_look_says_so() {
        fixture.anasKey(400);
        fixture.anasKey(88);
        scheduled(MONDAY);
        fixture.slack.answers.add(Messenger.Delivery.unknown("timed out"));
        fixture.clock.advance(Duration.ofDays(7));
        fixture.digestDue(MONDAY.plus(Duration.ofDays(7)));
        fixture.aws.unreadable.add("ben");
        fixture.ownedKey("ben", FakePeople.ANA, 300);
        assertThat(aWeekLater(2).weeks())
                .extracting(WeekCount::critical, WeekCount::stale, WeekCount::complete)
                .containsExactly(tuple(1, 0, true), tuple(1, 1, false));
    }

    @Test
    void who_can_not_be_read_is_not_seen_and_not_fixed() {
        fixture.anasKey(400);
        scheduled(MONDAY);
        fixture.aws.unreadable.add("ana");
        assertThat(aWeekLater(1).progress()).isEqualTo(new ChangeCounts(MONDAY, 0, 0, 0, 1, 0));
    }

    @Test
    void a_digest_that_may_not_have_arrived_is_no_baseline() {
        fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        fixture.digestDue(MONDAY);
        assertThat(aWeekLater(1).progress()).isNull();
        assertThat(aWeekLater(1).progress()).isNotNull();
    }

    @Test
    void one_sent_by_hand_says_by_whom_and_is_no_baseline() {
        KeyRef key = fixture.anasKey(400);
        scheduled(MONDAY);
        fixture.clock.advance(Duration.ofDays(1));
        OutboxItem sent = fixture.digest.byHand(JobFixture.CHANNEL, "cli:ana");
        assertThat(sent.state()).isEqualTo(OutboxItem.State.SENT);
        fixture.digest.byHand(JobFixture.CHANNEL, "cli:ana");
        List<Message> posts = fixture.slack.to(JobFixture.CHANNEL);
        assertThat(posts).hasSize(3);
        assertThat(((Message.Digest) posts.get(1)).sentBy()).isEqualTo("cli:ana");
        fixture.aws.is(key, KeyStatus.INACTIVE);
        assertThat(aWeekLater(1).progress()).isEqualTo(new ChangeCounts(MONDAY, 0, 1, 0, 0, 0));
    }

    @Test
    void a_draft_sends_and_keeps_nothing() {
        fixture.anasKey(400);
        assertThat(fixture.digest.draft("cli:ana").worst()).hasSize(1);
        assertThat(fixture.slack.posts).isEmpty();
        assertThat(fixture.ledger.outbox()).isEmpty();
        assertThat(fixture.ledger.eventsSince(Instant.EPOCH)).isEmpty();
    }

    @Test
    void a_raised_threshold_fixes_nothing() {
        fixture.anasKey(100);
        scheduled(MONDAY);
        fixture.thresholds(180, 365);
        assertThat(aWeekLater(1).progress()).isEqualTo(new ChangeCounts(MONDAY, 0, 0, 1, 0, 0));
    }

    @Test
    void keys_nobody_is_named_for_are_listed_once_a_week_however_often_the_digest_comes() {
        fixture.unownedKey("robot", 400);
        fixture.ownedKey("zoe", "U0LEFT001", 200);
        fixture.ownedKey("yan", "yan@example.com", 150);
        fixture.anasKey(400);
        for (int day = 0; day < 7; day++) {
            fixture.digestDue(MONDAY.plus(Duration.ofDays(day)));
            fixture.clock.advance(Duration.ofDays(1));
        }
        assertThat(fixture.slack.to(JobFixture.CHANNEL)).hasSize(7);
        assertThat(fixture.slack.to(JobFixture.FALLBACK)).hasSize(1);
        Message.Unowned unowned =
                (Message.Unowned) fixture.slack.to(JobFixture.FALLBACK).get(0);
        assertThat(unowned.total()).isEqualTo(3);
        assertThat(unowned.cards())
                .extracting(card -> card.finding().userName())
                .containsExactly("robot", "zoe", "yan");
        fixture.digestDue(MONDAY.plus(WEEK));
        assertThat(fixture.slack.to(JobFixture.FALLBACK)).hasSize(2);
    }

    @Test
    void keys_whose_owner_could_not_be_looked_up_are_counted_apart_and_not_listed() {
        for (int number = 0; number < 5; number++) {
            fixture.unownedKey("robot-" + number, 400);
        }
        for (int number = 0; number < 8; number++) {
            String address = "owner-" + number + "@example.com";
            fixture.ownedKey("user-" + number, address, 200);
            fixture.ownedKey("second-" + number, address, 200);
            fixture.people.notTold.add(address);
        }

        fixture.digestDue(MONDAY);

        Message.Unowned unowned =
                (Message.Unowned) fixture.slack.to(JobFixture.FALLBACK).get(0);
        assertThat(unowned.total()).isEqualTo(5);
        assertThat(unowned.unknownOwners()).isEqualTo(8);
        assertThat(unowned.cards())
                .hasSize(5)
                .allSatisfy(card -> assertThat(card.finding().userName()).startsWith("robot"));
    }

    @Test
    void a_claim_by_somebody_slack_does_not_tell_of_just_now_still_stands() {
        KeyRef key = fixture.unownedKey("robot", 400);
        fixture.answers.claim(key, fixture.people.person(FakePeople.VIEWER));
        fixture.people.notTold.add(FakePeople.VIEWER);

        fixture.digestDue(MONDAY);

        Message.Unowned unowned =
                (Message.Unowned) fixture.slack.to(JobFixture.FALLBACK).get(0);
        assertThat(unowned.total()).isZero();
        assertThat(unowned.unknownOwners()).isEqualTo(1);
        assertThat(unowned.cards()).isEmpty();
    }

    @Test
    void as_long_as_nothing_can_be_read_it_waits_two_hours_and_then_says_so() {
        fixture.anasKey(400);
        fixture.aws.down = true;
        assertThatThrownBy(() -> fixture.digestDue(MONDAY)).isInstanceOf(PostDigest.NothingSeenException.class);
        assertThat(fixture.slack.posts).isEmpty();
        fixture.clock.advance(Duration.ofHours(2));
        fixture.digestDue(MONDAY);
        Message.Digest digest =
                (Message.Digest) fixture.slack.to(JobFixture.CHANNEL).get(0);
        assertThat(digest.accounts().get(0).failure()).isNotNull();
    }

    @Test
    void a_digest_that_saw_nothing_does_not_make_what_was_there_before_forgotten() {
        KeyRef key = fixture.anasKey(400);
        scheduled(MONDAY);
        fixture.aws.down = true;
        fixture.clock.advance(WEEK.plusHours(2));
        fixture.digestDue(MONDAY.plus(WEEK));
        fixture.aws.down = false;
        fixture.aws.is(key, KeyStatus.INACTIVE);
        fixture.clock.advance(WEEK.minusHours(2));
        Message.Digest third = scheduled(MONDAY.plus(WEEK).plus(WEEK));
        assertThat(third.progress()).isEqualTo(new ChangeCounts(MONDAY, 0, 1, 0, 0, 0));
    }

    @Test
    void it_says_how_many_messages_may_not_have_arrived() {
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        fixture.ask(fixture.anasKey(400), ADMIN);
        assertThat(scheduled(MONDAY).unconfirmed()).isEqualTo(1);
    }

    @Test
    void what_is_no_key_has_no_button() {
        fixture.aws.key(
                new IamUser(FakeAws.ACCOUNT, "eve", Tags.none(), Leak.quarantined("AWSCompromisedKeyQuarantineV3")),
                10);
        fixture.aws.is(fixture.anasKey(400), KeyStatus.INACTIVE);
        Message.Digest digest = scheduled(MONDAY);
        assertThat(digest.worst()).extracting(card -> card.finding().kind()).containsExactly(Finding.Kind.KEY);
        assertThat(digest.worst().get(0).actions()).containsExactly(Card.Action.DEACTIVATE);
    }

    @Test
    void without_admins_no_card_offers_a_change() {
        fixture.people.persons.remove(ADMIN);
        fixture.people.persons.remove(FakePeople.SECOND_ADMIN);
        fixture.anasKey(400);
        assertThat(scheduled(MONDAY).worst().get(0).actions()).containsExactly(Card.Action.ASK);
    }

    private Message.Digest scheduled(Instant due) {
        fixture.digestDue(due);
        List<Message> posts = fixture.slack.to(JobFixture.CHANNEL).stream()
                .filter(Message.Digest.class::isInstance)
                .toList();
        return (Message.Digest) posts.get(posts.size() - 1);
    }

    private List<Message.DigestReply> replies() {
        return fixture.slack.to(JobFixture.CHANNEL).stream()
                .filter(Message.DigestReply.class::isInstance)
                .map(Message.DigestReply.class::cast)
                .toList();
    }

    private Message.Digest aWeekLater(int weeks) {
        fixture.clock.advance(WEEK.multipliedBy(weeks));
        return scheduled(fixture.clock.instant());
    }
}
