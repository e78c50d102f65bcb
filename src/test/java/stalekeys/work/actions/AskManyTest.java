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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.work.JobFixture;
import stalekeys.work.actions.AskOwner.Asked.Kind;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger;
import stalekeys.work.people.Owner;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

class AskManyTest {
    private static final String GORAN = "U0GORAN01";
    private static final String TEAM = "C0TEAM001";

    private final JobFixture fixture = new JobFixture();

    @BeforeEach
    void goran_works_here() {
        fixture.people.join(GORAN, "Goran", Role.MEMBER);
    }

    @Test
    void who_has_several_keys_gets_one_message_about_all_of_them() {
        List<KeyRef> keys = List.of(fixture.anasKey(400), gorans(300), fixture.anasKey(200));

        AskMany.Plan plan = plan(keys, VIEWER);
        assertThat(plan.bundles()).extracting(bundle -> bundle.to().slackId()).containsExactly(ANA, GORAN);
        assertThat(plan.bundles().get(0).keys()).hasSize(2);
        assertThat(fixture.slack.posts).isEmpty();
        assertThat(fixture.happened(keys.get(0))).isEmpty();

        assertThat(kinds(ask(plan, VIEWER))).containsOnly(Kind.DELIVERED);
        Message.FollowUp message = (Message.FollowUp) fixture.slack.to(ANA).get(0);
        assertThat(message.items()).hasSize(2);
        assertThat(message.askedBy()).isEqualTo(VIEWER);
        assertThat(message.cards().get(0).actions()).contains(Card.Action.DONE).doesNotContain(Card.Action.ASK);
        assertThat(fixture.slack.to(ANA)).hasSize(1);
        assertThat(fixture.slack.to(GORAN))
                .hasOnlyElementsOfType(Message.Ask.class)
                .hasSize(1);
        for (KeyRef key : keys) {
            assertThat(fixture.happened(key)).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
        }
    }

    @Test
    void a_teams_channel_gets_a_post_for_each_key() {
        List<KeyRef> keys = List.of(fixture.ownedKey("ci", TEAM, 400), fixture.ownedKey("deploy", TEAM, 300));
        AskMany.Plan plan = plan(keys, ADMIN);
        assertThat(plan.bundles()).hasSize(2);
        assertThat(kinds(ask(plan, ADMIN))).containsOnly(Kind.DELIVERED);
        assertThat(fixture.slack.to(TEAM))
                .hasOnlyElementsOfType(Message.Ask.class)
                .hasSize(2);
        assertThat(fixture.happened(keys.get(1))).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_POSTED);
    }

    @Test
    void submitted_twice_nobody_is_asked_twice() {
        AskMany.Plan plan = plan(List.of(fixture.anasKey(400), fixture.anasKey(300)), ADMIN);
        ask(plan, ADMIN);
        List<AskMany.Answer> again = ask(plan, ADMIN);
        assertThat(kinds(again)).containsOnly(Kind.ALREADY_ASKED);
        assertThat(again.get(0).asked().earlier().by()).isEqualTo(ADMIN);
        assertThat(fixture.slack.posts).hasSize(1);
    }

    @Test
    void what_exceeds_the_day_is_shown_before_and_not_sent() {
        fixture.atMostADay(1);
        List<KeyRef> keys = List.of(fixture.anasKey(400), gorans(300), fixture.anasKey(200));
        AskMany.Plan plan = plan(keys, ADMIN);
        assertThat(plan.bundles()).hasSize(1);
        assertThat(plan.beyond()).extracting(bundle -> bundle.to().slackId()).containsExactly(GORAN);
        assertThat(plan.targets()).containsOnlyKeys(keys.get(0), keys.get(2));
        ask(plan, ADMIN);

        AskMany.Plan rest = plan(List.of(keys.get(1)), VIEWER);
        assertThat(rest.bundles()).isEmpty();
        assertThat(kinds(fixture.askMany.ask(Map.of(keys.get(1), GORAN), person(VIEWER))))
                .containsExactly(Kind.DAY_IS_FULL);
        assertThat(fixture.happened(keys.get(1))).isEmpty();

        fixture.clock.advance(Duration.ofDays(1));
        assertThat(kinds(ask(plan(List.of(keys.get(1)), VIEWER), VIEWER))).containsExactly(Kind.DELIVERED);
    }

    @Test
    void the_day_counts_what_the_sweep_sent_and_the_sweep_counts_this() {
        fixture.atMostADay(1);
        KeyRef first = gorans(400);
        ask(plan(List.of(first), ADMIN), ADMIN);
        KeyRef anas = fixture.anasKey(300);
        fixture.ask(anas, ADMIN);
        assertThat(fixture.slack.posts).as("a single ask is nobody's to limit").hasSize(2);

        // Both are due for a reminder in a week; the first of the two takes the day.
        fixture.sweepAfter(7);
        assertThat(fixture.slack.posts).hasSize(3);
        assertThat(plan(List.of(fixture.anasKey(200)), ADMIN).bundles()).isEmpty();
    }

    @Test
    void the_limit_holds_over_two_processes() {
        fixture.atMostADay(1);
        KeyRef anas = fixture.anasKey(400);
        KeyRef gorans = gorans(300);
        AskMany.Plan one = plan(List.of(anas), ADMIN);
        AskMany.Plan other = plan(List.of(gorans), VIEWER);
        ask(one, ADMIN);
        fixture.goOnInAnotherProcess();
        assertThat(kinds(ask(other, VIEWER))).containsExactly(Kind.DAY_IS_FULL);
        assertThat(fixture.slack.posts).hasSize(1);
    }

    @Test
    void who_was_quicker_with_one_key_does_not_keep_the_others_waiting() {
        KeyRef first = fixture.anasKey(400);
        KeyRef second = fixture.anasKey(300);
        AskMany.Plan plan = plan(List.of(first, second), ADMIN);
        List<Kind> quicker = new ArrayList<>();
        int[] reads = {0};
        fixture.aws.beforeRead = () -> {
            if (++reads[0] == 2) {
                quicker.add(fixture.ask(first, VIEWER).kind());
            }
        };
        List<AskMany.Answer> answers = ask(plan, ADMIN);
        assertThat(quicker).containsExactly(Kind.DELIVERED);
        assertThat(kinds(answers)).containsExactly(Kind.ALREADY_ASKED, Kind.DELIVERED);
        assertThat(answers.get(0).asked().earlier().by()).isEqualTo(VIEWER);
        assertThat(fixture.slack.to(ANA)).hasSize(2);
        assertThat(fixture.happened(first)).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED);
    }

    @Test
    void each_key_is_read_again_and_nobody_but_who_was_named_is_asked() {
        KeyRef off = fixture.anasKey(400);
        KeyRef gone = fixture.anasKey(300);
        KeyRef unowned = fixture.unownedKey("robot", 250);
        KeyRef open = fixture.anasKey(200);
        AskMany.Plan plan = plan(List.of(off, gone, unowned, open), ADMIN);
        assertThat(plan.answers()).extracting(AskMany.Answer::key).containsExactly(unowned);
        fixture.aws.is(off, KeyStatus.INACTIVE);
        fixture.aws.delete(gone);
        assertThat(kinds(ask(plan, ADMIN))).containsExactly(Kind.NOT_ACTIVE, Kind.GONE, Kind.DELIVERED);
        assertThat(fixture.slack.to(ANA)).hasSize(1);

        KeyRef another = fixture.anasKey(150);
        assertThat(kinds(fixture.askMany.ask(Map.of(another, GORAN), person(ADMIN))))
                .containsExactly(Kind.OTHER_OWNER);
        assertThat(fixture.happened(another)).isEmpty();
    }

    @Test
    void only_who_may_ask_learns_or_sends_anything() {
        KeyRef key = fixture.anasKey(400);
        for (String person : List.of(ANA, GUEST, "U0STRANGE")) {
            AskMany.Plan plan = plan(List.of(key), person);
            assertThat(plan.bundles()).isEmpty();
            assertThat(plan.answers().get(0).asked().owner()).isEqualTo(Owner.none());
            assertThat(kinds(fixture.askMany.ask(Map.of(key, ANA), person(person))))
                    .containsExactly(Kind.NOT_ENTITLED);
        }
        assertThat(fixture.happened(key)).isEmpty();
        assertThat(fixture.slack.calls).isZero();
    }

    @Test
    void what_slack_refuses_after_all_is_told_to_who_asked_key_by_key() {
        KeyRef first = fixture.anasKey(400);
        KeyRef second = fixture.anasKey(300);
        fixture.slack.answers.add(Messenger.Delivery.notYet(Duration.ofSeconds(30), "ratelimited"));
        fixture.slack.answers.add(Messenger.Delivery.refused("messages_tab_disabled"));
        assertThat(kinds(ask(plan(List.of(first, second), ADMIN), ADMIN))).containsOnly(Kind.ON_ITS_WAY);
        fixture.pass(Duration.ofSeconds(31));
        fixture.worker.pass();
        assertThat(fixture.slack.to(ADMIN))
                .hasOnlyElementsOfType(Message.NotAsked.class)
                .hasSize(2);
        assertThat(fixture.happened(first)).containsExactly(Event.Kind.ASKED, Event.Kind.ASK_FAILED);
        assertThat(plan(List.of(first, second), ADMIN).bundles()).hasSize(1);
    }

    private KeyRef gorans(long days) {
        return fixture.ownedKey("goran", GORAN, days);
    }

    private Person person(String id) {
        return fixture.people.person(id);
    }

    private AskMany.Plan plan(List<KeyRef> keys, String by) {
        return fixture.askMany.plan(keys, person(by));
    }

    private List<AskMany.Answer> ask(AskMany.Plan plan, String by) {
        return fixture.askMany.ask(plan.targets(), person(by));
    }

    private static List<Kind> kinds(List<AskMany.Answer> answers) {
        return answers.stream().map(answer -> answer.asked().kind()).toList();
    }
}
