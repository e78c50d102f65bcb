package stalekeys.work.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.work.FakePeople.ADMIN;
import static stalekeys.work.FakePeople.ANA;
import static stalekeys.work.FakePeople.GUEST;
import static stalekeys.work.FakePeople.VIEWER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.work.FakeAws;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;

class AskOwnerTest {
    private final JobFixture fixture = new JobFixture();

    @Test
    void the_owner_gets_one_message_that_says_whom_to_ask() {
        KeyRef key = fixture.anasKey(400);
        AskOwner.Asked asked = fixture.ask(key, VIEWER);
        assertThat(asked.kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
        assertThat(asked.owner().slackId()).isEqualTo(ANA);
        assertThat(fixture.slack.to(ANA)).hasSize(1);
        Message.Ask message = (Message.Ask) fixture.slack.to(ANA).get(0);
        assertThat(message.askedBy()).isEqualTo(VIEWER);
        assertThat(message.contacts()).containsExactly(ADMIN, FakePeople.SECOND_ADMIN);
        assertThat(message.toChannel()).isFalse();
        assertThat(message.card().actions()).contains(Card.Action.DONE).doesNotContain(Card.Action.ASK);
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
    }

    @Test
    void an_ask_that_arrived_is_not_drawn_a_second_time() {
        fixture.ask(fixture.anasKey(400), ADMIN);
        fixture.worker.pass();
        assertThat(fixture.slack.updates).isEmpty();
    }

    @Test
    void within_seven_days_the_second_person_is_told_who_asked_and_nothing_is_sent() {
        KeyRef key = fixture.anasKey(400);
        fixture.ask(key, ADMIN);
        fixture.clock.advance(Duration.ofDays(7).minusSeconds(1));
        AskOwner.Asked again = fixture.ask(key, VIEWER);
        assertThat(again.kind()).isEqualTo(AskOwner.Asked.Kind.ALREADY_ASKED);
        assertThat(again.earlier().by()).isEqualTo(ADMIN);
        assertThat(again.earlier().at()).isEqualTo(JobFixture.NOW);
        assertThat(again.earlier().arrival()).isEqualTo(KeyHistory.Arrival.DELIVERED);
        assertThat(fixture.slack.to(ANA)).hasSize(1);
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(fixture.ask(key, VIEWER).kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
        assertThat(fixture.slack.to(ANA)).hasSize(2);
    }

    @Test
    void an_owner_slack_does_not_tell_of_is_not_known_and_nobody_is_asked_instead() {
        KeyRef key = fixture.ownedKey("zoe", "zoe@example.com", 400);
        fixture.answers.claim(key, fixture.people.person(VIEWER));
        fixture.people.notTold.add("zoe@example.com");

        AskOwner.Asked asked = fixture.ask(key, ADMIN);

        assertThat(asked.kind()).isEqualTo(AskOwner.Asked.Kind.NO_OWNER);
        assertThat(asked.owner().isUnknown()).isTrue();
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.ASKED, Event.Kind.CLAIMED);
    }

    @Test
    void a_claimer_slack_does_not_tell_of_is_not_known_either() {
        KeyRef key = fixture.unownedKey("robot", 400);
        fixture.answers.claim(key, fixture.people.person(VIEWER));
        fixture.people.notTold.add(VIEWER);

        assertThat(fixture.ask(key, ADMIN).owner().isUnknown()).isTrue();
    }

    @Test
    void what_was_asked_is_remembered_over_a_restart() {
        KeyRef key = fixture.anasKey(400);
        fixture.ask(key, ADMIN);
        fixture.restart();
        assertThat(fixture.ask(key, VIEWER).kind()).isEqualTo(AskOwner.Asked.Kind.ALREADY_ASKED);
    }

    @Test
    void another_key_of_the_same_owner_may_be_asked_about() {
        fixture.ask(fixture.anasKey(400), ADMIN);
        assertThat(fixture.ask(fixture.anasKey(401), ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
    }

    @Test
    void an_ask_slack_refused_may_be_made_again_at_once() {
        KeyRef key = fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.refused("messages_tab_disabled"));
        AskOwner.Asked refused = fixture.ask(key, ADMIN);
        assertThat(refused.kind()).isEqualTo(AskOwner.Asked.Kind.NOT_DELIVERED);
        assertThat(refused.detail()).isEqualTo("messages_tab_disabled");
        assertThat(fixture.ask(key, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
    }

    @Test
    void an_ask_that_may_not_have_arrived_stands_and_is_said_to_be_unconfirmed() {
        KeyRef key = fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        assertThat(fixture.ask(key, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.MAY_NOT_HAVE_ARRIVED);
        AskOwner.Asked again = fixture.ask(key, VIEWER);
        assertThat(again.kind()).isEqualTo(AskOwner.Asked.Kind.ALREADY_ASKED);
        assertThat(again.earlier().arrival()).isEqualTo(KeyHistory.Arrival.NOT_CONFIRMED);
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.slack.to(ANA)).isEmpty();
    }

    @Test
    void an_ask_slack_does_not_take_yet_is_on_its_way_and_arrives_by_itself() {
        KeyRef key = fixture.anasKey(400);
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(30), "ratelimited"));
        assertThat(fixture.ask(key, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.ON_ITS_WAY);
        fixture.pass(Duration.ofSeconds(31));
        assertThat(fixture.slack.to(ANA)).hasSize(1);
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
    }

    @Test
    void two_who_ask_at_once_send_one_message() {
        KeyRef key = fixture.anasKey(400);
        List<AskOwner.Asked.Kind> second = new ArrayList<>();
        fixture.slack.whilePosting = () -> second.add(fixture.ask(key, VIEWER).kind());
        assertThat(fixture.ask(key, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
        assertThat(second).containsExactly(AskOwner.Asked.Kind.ALREADY_ASKED);
        assertThat(fixture.slack.to(ANA)).hasSize(1);
    }

    @Test
    void a_teams_channel_is_asked_in_public_and_that_is_not_called_delivered() {
        KeyRef key = fixture.ownedKey("deploy", "C0TEAM001", 400);
        assertThat(fixture.ask(key, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
        assertThat(((Message.Ask) fixture.slack.to("C0TEAM001").get(0)).toChannel())
                .isTrue();
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_POSTED);
    }

    @Test
    void nothing_is_asked_in_a_channel_shared_with_another_company() {
        KeyRef key = fixture.ownedKey("deploy", "C0SHARED1", 400);
        fixture.people.channels.put("C0SHARED1", new People.ChannelFacts(false, "It is shared with another company."));
        AskOwner.Asked asked = fixture.ask(key, ADMIN);
        assertThat(asked.kind()).isEqualTo(AskOwner.Asked.Kind.NOT_DELIVERED);
        assertThat(asked.detail()).contains("shared");
        fixture.worker.pass();
        assertThat(fixture.slack.to("C0SHARED1")).isEmpty();
        assertThat(fixture.slack.to(FakePeople.SECOND_ADMIN))
                .containsExactly(new Message.NotPosted("C0SHARED1", "It is shared with another company."));
    }

    @Test
    void nobody_is_asked_where_nobody_is_named_or_the_named_one_is_not_here() {
        assertThat(fixture.ask(fixture.unownedKey("robot", 400), ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.NO_OWNER);
        AskOwner.Asked gone = fixture.ask(fixture.ownedKey("zoe", "U0LEFT001", 400), ADMIN);
        assertThat(gone.kind()).isEqualTo(AskOwner.Asked.Kind.NO_OWNER);
        assertThat(gone.owner().kind()).isEqualTo(Owner.Kind.GONE);
        AskOwner.Asked elsewhere = fixture.ask(fixture.ownedKey("yan", "yan@example.com", 400), ADMIN);
        assertThat(elsewhere.owner().kind()).isEqualTo(Owner.Kind.ADDRESS_ONLY);
        assertThat(fixture.slack.posts).isEmpty();
    }

    @Test
    void only_who_sees_everything_may_ask() {
        KeyRef key = fixture.anasKey(400);
        for (String person : List.of(ANA, GUEST, "U0STRANGE")) {
            assertThat(fixture.ask(key, person).kind()).isEqualTo(AskOwner.Asked.Kind.NOT_ENTITLED);
        }
        assertThat(fixture.happened(key)).isEmpty();
    }

    @Test
    void a_key_is_read_again_before_anyone_is_asked() {
        KeyRef off = fixture.anasKey(400);
        fixture.aws.is(off, KeyStatus.INACTIVE);
        assertThat(fixture.ask(off, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.NOT_ACTIVE);
        KeyRef gone = fixture.anasKey(401);
        fixture.aws.delete(gone);
        assertThat(fixture.ask(gone, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.GONE);
        assertThat(fixture.ask(fixture.anasKey(10), ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.NOT_STALE);
        KeyRef unread = fixture.anasKey(402);
        fixture.aws.is(unread, KeyStatus.UNKNOWN);
        assertThat(fixture.ask(unread, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.NOT_READ);
        fixture.aws.down = true;
        assertThat(fixture.ask(unread, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.NOT_READ);
        assertThat(fixture.slack.posts).isEmpty();
    }

    @Test
    void the_owner_of_a_fresh_key_that_leaked_may_be_asked() {
        KeyRef key = fixture.aws.key(
                new IamUser(
                        FakeAws.ACCOUNT,
                        "ana",
                        Tags.of(Map.of("owner", ANA)),
                        Leak.quarantined("AWSCompromisedKeyQuarantineV3")),
                1);
        assertThat(fixture.ask(key, ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
    }
}
