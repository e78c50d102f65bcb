package stalekeys.work.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.KeyFilter;
import stalekeys.work.FakeAws;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.actions.ExemptKey.Excused;
import stalekeys.work.audit.Listing;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

class ExemptKeyTest {
    /** 180 days after the Monday on which it all begins. */
    private static final LocalDate LONGEST = LocalDate.parse("2026-08-29");

    private final JobFixture fixture = new JobFixture();

    @Test
    void an_excused_key_leaves_the_list_and_can_not_be_asked_about_until_it_comes_back_by_itself() {
        KeyRef key = fixture.anasKey(100);
        assertThat(listed()).isEqualTo(1);

        assertThat(exemption(key, FakePeople.ADMIN, LocalDate.parse("2026-03-03")))
                .isEqualTo(Excused.Outcome.DONE);

        assertThat(listed()).isZero();
        AskOwner.Asked asked = fixture.ask(key, FakePeople.ADMIN);
        assertThat(asked.kind()).isEqualTo(AskOwner.Asked.Kind.EXCUSED);
        assertThat(asked.detail()).isEqualTo("2026-03-03");

        fixture.clock.advance(java.time.Duration.ofDays(2));
        fixture.reports.refresh(90).join();
        assertThat(listed()).isEqualTo(1);
        assertThat(fixture.ask(key, FakePeople.ADMIN).kind()).isEqualTo(AskOwner.Asked.Kind.DELIVERED);
    }

    @Test
    void the_digest_counts_what_is_excused_and_names_the_day_the_next_one_ends() {
        exemption(fixture.anasKey(400), FakePeople.ADMIN, LONGEST);
        exemption(fixture.unownedKey("ghost", 100), FakePeople.ADMIN, LocalDate.parse("2026-03-09"));
        fixture.unownedKey("other", 100);

        Message.Digest digest = fixture.digest.draft("");

        assertThat(digest.counts().exempt()).isEqualTo(2);
        assertThat(digest.nextExcuseEnds()).isEqualTo(LocalDate.parse("2026-03-09"));
        assertThat(digest.counts().allStale()).isEqualTo(1);
        assertThat(digest.counts().exempt()).isEqualTo(2);
        assertThat(digest.worst()).hasSize(1);
    }

    @Test
    void a_key_that_was_stale_and_is_excused_is_neither_fixed_nor_still_stale() {
        KeyRef key = fixture.anasKey(100);
        fixture.digestDue(JobFixture.NOW);

        exemption(key, FakePeople.ADMIN, LONGEST);

        Message.Digest next = fixture.digest.draft("");
        assertThat(next.progress().fixed()).isZero();
        assertThat(next.progress().still()).isZero();
        assertThat(next.progress().notSeen()).isZero();
    }

    @Test
    void a_right_that_is_lost_while_the_dialog_is_open_or_the_key_is_read_is_a_right_lost() {
        KeyRef key = fixture.anasKey(100);
        Person before = fixture.people.person(FakePeople.ADMIN);
        fixture.people.join(FakePeople.ADMIN, "Adam", Role.VIEWER);
        assertThat(fixture.exemptKey.exemption(key, before, "why", LONGEST).outcome())
                .isEqualTo(Excused.Outcome.NOT_ENTITLED);
        fixture.people.join(FakePeople.ADMIN, "Adam", Role.ADMIN);
        fixture.aws.beforeRead = () -> fixture.people.join(FakePeople.ADMIN, "Adam", Role.NOBODY);
        Excused left = fixture.exemptKey.exemption(key, before, "why", LONGEST);
        assertThat(left.outcome()).isEqualTo(Excused.Outcome.NOT_ENTITLED);
        assertThat(left.detail()).isEqualTo("You are not from here.");
        assertThat(fixture.happened(key)).isEmpty();
    }

    @Test
    void an_excused_key_without_an_owner_is_not_in_the_weekly_list() {
        exemption(fixture.unownedKey("ghost", 100), FakePeople.ADMIN, LONGEST);

        fixture.digestDue(JobFixture.NOW);

        assertThat(fixture.slack.to(JobFixture.FALLBACK)).isEmpty();
    }

    @Test
    void a_tag_counts_like_an_admins_excuse() {
        fixture.aws.key(
                new IamUser(
                        FakeAws.ACCOUNT,
                        "ana",
                        Tags.of(Map.of("owner", FakePeople.ANA, "stale-keys:exempt-until", "2026-03-31")),
                        Leak.none()),
                100);

        assertThat(listed()).isZero();
        assertThat(fixture.digest.draft("").counts().exempt()).isEqualTo(1);
    }

    @Test
    void only_an_admin_excuses_and_only_for_so_long() {
        KeyRef key = fixture.anasKey(100);

        assertThat(exemption(key, FakePeople.VIEWER, LONGEST)).isEqualTo(Excused.Outcome.NOT_ENTITLED);
        assertThat(exemption(key, FakePeople.ANA, LONGEST)).isEqualTo(Excused.Outcome.NOT_ENTITLED);
        assertThat(exemption(key, FakePeople.ADMIN, LONGEST.plusDays(1))).isEqualTo(Excused.Outcome.NOT_A_DAY);
        assertThat(exemption(key, FakePeople.ADMIN, LocalDate.parse("2026-03-01")))
                .isEqualTo(Excused.Outcome.NOT_A_DAY);
        assertThat(exemption(key, FakePeople.ADMIN, LONGEST)).isEqualTo(Excused.Outcome.DONE);
        assertThat(fixture.happened(key)).containsExactly(Event.Kind.EXCUSED);
    }

    @Test
    void a_leaked_key_can_not_be_excused_and_one_excused_before_it_leaked_counts_again() {
        KeyRef key = fixture.anasKey(100);
        exemption(key, FakePeople.ADMIN, LONGEST);
        fixture.aws.quarantine(new IamUser(
                FakeAws.ACCOUNT,
                "ana",
                Tags.of(Map.of("owner", FakePeople.ANA)),
                Leak.quarantined("AWSCompromisedKeyQuarantineV3")));

        assertThat(exemption(key, FakePeople.ADMIN, LONGEST)).isEqualTo(Excused.Outcome.QUARANTINED);
        assertThat(fixture.digest.draft("").counts().critical()).isEqualTo(1);
    }

    @Test
    void what_may_be_leaked_can_not_be_exempt_and_an_exemption_is_on_hold_until_that_is_known() {
        KeyRef key = fixture.anasKey(100);
        exemption(key, FakePeople.ADMIN, LONGEST);
        IamUser known = new IamUser(FakeAws.ACCOUNT, "ana", Tags.of(Map.of("owner", FakePeople.ANA)), Leak.none());
        IamUser unknown = new IamUser(known.account(), "ana", known.tags(), Leak.unknown("AWS refused it."));

        fixture.aws.quarantine(unknown);
        assertThat(fixture.exemptKey.exemption(key, fixture.people.person(FakePeople.ADMIN), "still", LONGEST))
                .isEqualTo(new Excused(Excused.Outcome.LEAK_UNKNOWN, LONGEST, "AWS refused it."));
        assertThat(fixture.digest.draft("").counts().allStale()).isEqualTo(1);
        assertThat(fixture.digest.draft("").worst().get(0).finding().exemptionOnHold())
                .get()
                .extracting(Exemption::lastDay)
                .isEqualTo(LONGEST);

        fixture.aws.quarantine(known);
        assertThat(fixture.digest.draft("").counts().allStale()).isZero();
    }

    @Test
    void what_is_off_gone_fresh_or_unreadable_is_not_excused() {
        KeyRef off = fixture.anasKey(100);
        fixture.aws.is(off, KeyStatus.INACTIVE);
        assertThat(exemption(off, FakePeople.ADMIN, LONGEST)).isEqualTo(Excused.Outcome.NOT_DUE);
        fixture.aws.delete(off);
        assertThat(exemption(off, FakePeople.ADMIN, LONGEST)).isEqualTo(Excused.Outcome.NOT_DUE);
        assertThat(exemption(fixture.anasKey(10), FakePeople.ADMIN, LONGEST)).isEqualTo(Excused.Outcome.NOT_DUE);
        fixture.aws.down = true;
        assertThat(exemption(fixture.anasKey(100), FakePeople.ADMIN, LONGEST)).isEqualTo(Excused.Outcome.NOT_READ);
    }

    @Test
    void a_later_excuse_takes_the_place_of_an_earlier_one_also_to_end_it_sooner() {
        KeyRef key = fixture.anasKey(100);
        exemption(key, FakePeople.ADMIN, LONGEST);
        exemption(key, FakePeople.SECOND_ADMIN, LocalDate.parse("2026-03-02"));

        fixture.clock.advance(java.time.Duration.ofDays(1));

        assertThat(fixture.digest.draft("").counts().allStale()).isEqualTo(1);
    }

    private Excused.Outcome exemption(KeyRef key, String by, LocalDate lastDay) {
        return fixture.exemptKey
                .exemption(key, fixture.people.person(by), "migration", lastDay)
                .outcome();
    }

    private int listed() {
        Listing listing =
                fixture.showKeys.kept(KeyFilter.STALE).orElseGet(() -> fixture.look(KeyFilter.STALE, FakePeople.ADMIN));
        return fixture.showKeys
                .page(listing, fixture.people.person(FakePeople.ADMIN), KeyFilter.STALE, 1, "", null)
                .total();
    }
}
