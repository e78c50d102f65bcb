package stalekeys.work.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.work.FakePeople.ADMIN;
import static stalekeys.work.FakePeople.ANA;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.work.FakeAws;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;

class NotifyOwnerTest {
    private final JobFixture fixture = new JobFixture();

    @Test
    void an_owner_slack_did_not_tell_about_when_the_key_was_deactivated_is_told_later() {
        KeyRef key = fixture.anasKey(400);
        fixture.people.notTold.add(ANA);
        assertThat(fixture.switchOff(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
        fixture.worker.pass();
        fixture.restart();
        fixture.pass(Duration.ofHours(3));
        assertThat(fixture.slack.to(ANA)).isEmpty();
        fixture.people.notTold.clear();
        fixture.pass(Duration.ofMinutes(5));
        assertToldOnce(Card.Change.DEACTIVATED);
        fixture.pass(Duration.ofMinutes(5));
        assertToldOnce(Card.Change.DEACTIVATED);
    }

    @Test
    void the_same_is_true_of_a_key_that_was_reactivated() {
        KeyRef key = fixture.anasKey(400);
        fixture.switchOff(key, ADMIN);
        fixture.worker.pass();
        fixture.slack.posts.clear();
        fixture.people.notTold.add(ANA);
        assertThat(fixture.switchOn(key, ADMIN).outcome()).isEqualTo(ChangeOutcome.DONE);
        fixture.worker.pass();
        fixture.people.notTold.clear();
        fixture.pass(Duration.ofMinutes(5));
        assertToldOnce(Card.Change.REACTIVATED);
    }

    @Test
    void an_owner_whose_tags_could_not_be_read_when_the_key_was_deactivated_is_told_later() {
        IamUser user = new IamUser(FakeAws.ACCOUNT, "ana", Tags.unreadable(), Leak.none());
        KeyRef key = fixture.aws.key(user, 400);
        fixture.switchOff(key, ADMIN);
        fixture.worker.pass();
        assertThat(fixture.slack.to(ANA)).isEmpty();
        fixture.aws.quarantine(new IamUser(FakeAws.ACCOUNT, "ana", Tags.of(Map.of("owner", ANA)), Leak.none()));
        fixture.pass(Duration.ofMinutes(5));
        assertToldOnce(Card.Change.DEACTIVATED);
    }

    @Test
    void who_had_it_done_is_not_told_what_they_did() {
        KeyRef key = fixture.ownedKey("adam", "adam.owner@example.com", 400);
        fixture.people.notTold.add("adam.owner@example.com");
        fixture.switchOff(key, ADMIN);
        fixture.worker.pass();
        fixture.aws.quarantine(new IamUser(FakeAws.ACCOUNT, "adam", Tags.of(Map.of("owner", ADMIN)), Leak.none()));
        fixture.people.notTold.clear();
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.slack.posts).isEmpty();
    }

    @Test
    void of_two_changes_an_owner_who_was_out_of_reach_hears_the_last() {
        KeyRef key = fixture.anasKey(400);
        fixture.people.notTold.add(ANA);
        fixture.switchOff(key, ADMIN);
        fixture.switchOn(key, ADMIN);
        fixture.people.notTold.clear();
        fixture.pass(Duration.ofMinutes(5));
        fixture.pass(Duration.ofMinutes(5));
        assertToldOnce(Card.Change.REACTIVATED);
    }

    @Test
    void an_owner_nobody_can_tell_of_for_a_day_is_given_up_and_the_log_says_so() {
        KeyRef key = fixture.anasKey(400);
        fixture.people.notTold.add(ANA);
        fixture.switchOff(key, ADMIN);
        for (int hours = 0; hours < 26; hours++) {
            fixture.pass(Duration.ofHours(1));
        }
        fixture.people.notTold.clear();
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.slack.to(ANA)).isEmpty();
        assertThat(fixture.happened(key)).last().isEqualTo(Event.Kind.NOT_POSTED);
        assertThat(fixture.ledger.inState(OutboxItem.State.PLANNED, 10)).isEmpty();
    }

    private void assertToldOnce(Card.Change change) {
        List<Message> told = fixture.slack.to(ANA);
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).isInstanceOf(Message.Changed.class);
        assertThat(told.get(0).cards().get(0).state().change()).isEqualTo(change);
    }
}
