package stalekeys.work.show;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.work.FakePeople.ADMIN;
import static stalekeys.work.FakePeople.ANA;
import static stalekeys.work.FakePeople.GUEST;
import static stalekeys.work.FakePeople.VIEWER;

import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.KeyFilter;
import stalekeys.keys.report.Reason;
import stalekeys.work.FakeAws;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Card;
import stalekeys.work.outbox.Messenger;

class ShowKeysTest {
    private final JobFixture fixture = new JobFixture();

    @Test
    void an_admin_sees_everything_with_every_button() {
        fixture.anasKey(400);
        fixture.unownedKey("robot", 200);
        KeyPage page = page(ADMIN, KeyFilter.STALE, 1);
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.ownOnly()).isFalse();
        assertThat(page.cards().get(0).actions())
                .containsExactlyInAnyOrder(Card.Action.ASK, Card.Action.DEACTIVATE, Card.Action.EXCUSE);
        assertThat(page.cards().get(1).actions()).containsExactlyInAnyOrder(Card.Action.DEACTIVATE, Card.Action.EXCUSE);
    }

    @Test
    void a_leaked_key_and_a_fresh_one_have_no_button_to_excuse_them() {
        fixture.anasKey(400);
        fixture.aws.quarantine(new IamUser(
                FakeAws.ACCOUNT,
                "ana",
                Tags.of(Map.of("owner", ANA)),
                Leak.quarantined("AWSCompromisedKeyQuarantineV3")));
        fixture.unownedKey("robot", 10);

        KeyPage page = page(ADMIN, KeyFilter.olderThan(1), 1);

        assertThat(page.cards())
                .hasSize(2)
                .allSatisfy(card -> assertThat(card.actions()).doesNotContain(Card.Action.EXCUSE));
    }

    @Test
    void where_nobody_knows_whether_it_leaked_the_list_offers_no_way_back_and_says_why() {
        KeyRef off = fixture.anasKey(400);
        fixture.switchOff(off, ADMIN);
        KeyRef on = fixture.anasKey(300);
        fixture.aws.quarantine(
                new IamUser(FakeAws.ACCOUNT, "ana", Tags.of(Map.of("owner", ANA)), Leak.unknown("AWS refused it.")));

        KeyPage page = page(ADMIN, KeyFilter.user("ana"), 1);

        assertThat(page.cards()).hasSize(2).allSatisfy(card -> {
            assertThat(card.actions()).doesNotContain(Card.Action.EXCUSE, Card.Action.REACTIVATE);
            assertThat(card.finding().verdict().reasons())
                    .contains(new Reason(Reason.Kind.LEAK_UNKNOWN, 0, "AWS refused it."));
        });
        assertThat(page.cards())
                .filteredOn(card -> card.finding().ref().filter(on::equals).isPresent())
                .singleElement()
                .satisfies(card -> assertThat(card.actions()).contains(Card.Action.ASK, Card.Action.DEACTIVATE));
    }

    @Test
    void a_user_goes_by_the_name_as_iam_writes_it() {
        KeyRef key = fixture.anasKey(400);

        KeyPage page = page(ADMIN, KeyFilter.user("ANA"), 1);

        assertThat(page.filter()).isEqualTo(KeyFilter.user("ana"));
        assertThat(page.cards())
                .extracting(card -> card.finding().ref().orElseThrow())
                .containsExactly(key);
        assertThat(page(ADMIN, KeyFilter.user("NOBODY"), 1).filter()).isEqualTo(KeyFilter.user("NOBODY"));
    }

    @Test
    void a_viewer_sees_everything_and_may_only_ask() {
        fixture.anasKey(400);
        KeyPage page = page(VIEWER, KeyFilter.STALE, 1);
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.counts()).isNotNull();
        assertThat(page.cards().get(0).actions()).containsExactly(Card.Action.ASK);
    }

    @Test
    void a_member_sees_own_keys_and_the_totals_whatever_they_type() {
        fixture.anasKey(400);
        fixture.ownedKey("bob", ADMIN, 300);
        fixture.unownedKey("robot", 200);
        for (KeyFilter filter : new KeyFilter[] {
            KeyFilter.STALE, KeyFilter.CRITICAL, KeyFilter.MINE, KeyFilter.olderThan(1), KeyFilter.unused(1)
        }) {
            KeyPage page = page(ANA, filter, 1);
            assertThat(page.cards())
                    .extracting(card -> card.finding().userName())
                    .containsExactly("ana");
            assertThat(page.ownOnly()).isTrue();
            assertThat(page.counts()).isNotNull();
            assertThat(page.cards().get(0).actions()).isEmpty();
        }
        assertThat(page(ANA, KeyFilter.user("bob"), 1).total()).isZero();
        assertThat(page(ANA, KeyFilter.ownedBy(ADMIN), 1).total()).isZero();
    }

    @Test
    void a_guest_sees_own_keys_and_no_totals() {
        fixture.ownedKey("gus", GUEST, 400);
        fixture.anasKey(400);
        KeyPage page = page(GUEST, KeyFilter.STALE, 1);
        assertThat(page.cards()).extracting(card -> card.finding().userName()).containsExactly("gus");
        assertThat(page.counts()).isNull();
        assertThat(page.accounts()).isEmpty();
    }

    @Test
    void who_is_nobody_sees_nothing() {
        fixture.ownedKey("zoe", "U0STRANGE", 400);
        assertThat(page("U0STRANGE", KeyFilter.STALE, 1).total()).isZero();
        assertThat(page("U0STRANGE", KeyFilter.STALE, 1).counts()).isNull();
    }

    @Test
    void keys_whose_tags_could_not_be_read_may_be_anybodys() {
        fixture.aws.key(new IamUser(FakeAws.ACCOUNT, "ana", Tags.unreadable(), Leak.none()), 400);
        for (String person : new String[] {ANA, GUEST}) {
            assertThat(page(person, KeyFilter.STALE, 1).total()).isZero();
            assertThat(page(person, KeyFilter.STALE, 1).ownersUnknown()).isTrue();
            assertThat(page(person, KeyFilter.user("ana"), 1).ownersUnknown()).isTrue();
        }
        assertThat(page(ADMIN, KeyFilter.MINE, 1).ownersUnknown()).isTrue();
        assertThat(page(ADMIN, KeyFilter.ownedBy(ANA), 1).ownersUnknown()).isTrue();
        // Whose the keys are is no question here.
        assertThat(page(ADMIN, KeyFilter.STALE, 1).ownersUnknown()).isFalse();
    }

    @Test
    void keys_that_name_nobody_or_somebody_are_nobody_elses() {
        fixture.anasKey(400);
        fixture.unownedKey("robot", 200);
        assertThat(page(GUEST, KeyFilter.STALE, 1).ownersUnknown()).isFalse();
        assertThat(page(GUEST, KeyFilter.user("ana"), 1).ownersUnknown()).isFalse();
        assertThat(page(ADMIN, KeyFilter.MINE, 1).ownersUnknown()).isFalse();
    }

    @Test
    void who_slack_does_not_tell_about_may_have_keys() {
        fixture.anasKey(400);
        fixture.people.notTold.add(ANA);
        assertThat(page(ADMIN, KeyFilter.ownedBy(ANA), 1).ownersUnknown()).isTrue();
    }

    @Test
    void an_own_key_may_be_named_by_a_verified_address() {
        fixture.ownedKey("ana", "ana@example.com", 400);
        assertThat(page(ANA, KeyFilter.MINE, 1).total()).isEqualTo(1);
    }

    @Test
    void a_key_that_names_a_team_is_nobodys_own() {
        fixture.ownedKey("deploy", "C0TEAM001", 400);
        assertThat(page(ANA, KeyFilter.STALE, 1).total()).isZero();
        assertThat(page(ADMIN, KeyFilter.MINE, 1).total()).isZero();
    }

    @Test
    void mine_and_someones_are_the_keys_that_name_that_person() {
        fixture.anasKey(400);
        fixture.ownedKey("adam", ADMIN, 300);
        assertThat(page(ADMIN, KeyFilter.MINE, 1).cards())
                .extracting(card -> card.finding().userName())
                .containsExactly("adam");
        assertThat(page(ADMIN, KeyFilter.ownedBy(ANA), 1).cards())
                .extracting(card -> card.finding().userName())
                .containsExactly("ana");
    }

    @Test
    void pages_hold_five_keys_worst_first_and_a_page_too_far_is_the_last() {
        for (int days = 0; days < 12; days++) {
            fixture.ownedKey("user-" + days, ANA, 100 + days);
        }
        KeyPage first = page(ADMIN, KeyFilter.STALE, 1);
        assertThat(first.pages()).isEqualTo(3);
        assertThat(first.cards())
                .extracting(card -> card.finding().ageDays())
                .containsExactly(111L, 110L, 109L, 108L, 107L);
        assertThat(page(ADMIN, KeyFilter.STALE, 99).page()).isEqualTo(3);
        assertThat(page(ADMIN, KeyFilter.STALE, 99).cards()).hasSize(2);
        assertThat(page(ADMIN, KeyFilter.STALE, -1).page()).isEqualTo(1);
    }

    @Test
    void nothing_found_is_one_empty_page() {
        KeyPage page = page(ADMIN, KeyFilter.STALE, 1);
        assertThat(page.pages()).isEqualTo(1);
        assertThat(page.cards()).isEmpty();
    }

    @Test
    void what_may_not_have_arrived_is_shown_to_admins_on_the_first_page() {
        fixture.slack.answers.add(Messenger.Delivery.unknown("timeout"));
        fixture.ask(fixture.anasKey(400), ADMIN);
        assertThat(page(ADMIN, KeyFilter.STALE, 1).unconfirmed()).hasSize(1);
        assertThat(page(VIEWER, KeyFilter.STALE, 1).unconfirmed()).isEmpty();
        assertThat(page(ANA, KeyFilter.STALE, 1).unconfirmed()).isEmpty();
    }

    @Test
    void a_card_says_who_asked_and_whether_it_arrived() {
        fixture.ask(fixture.anasKey(400), VIEWER);
        Card.State state = page(ADMIN, KeyFilter.STALE, 1).cards().get(0).state();
        assertThat(state.askedBy()).isEqualTo(VIEWER);
        assertThat(state.askArrival()).isEqualTo(KeyHistory.Arrival.DELIVERED);
    }

    @Test
    void a_key_that_was_switched_on_elsewhere_since_is_a_stale_key_again() {
        var key = fixture.anasKey(400);
        fixture.switchOff(key, ADMIN);
        fixture.aws.is(key, KeyStatus.ACTIVE);
        fixture.clock.advance(java.time.Duration.ofMinutes(1));
        Card card = page(ADMIN, KeyFilter.STALE, 1).cards().get(0);
        assertThat(card.state().change()).isEqualTo(Card.Change.NONE);
        assertThat(card.actions()).contains(Card.Action.DEACTIVATE);
    }

    private KeyPage page(String person, KeyFilter filter, int page) {
        return fixture.showKeys.page(
                fixture.look(filter, person), fixture.people.person(person), filter, page, "", null);
    }
}
