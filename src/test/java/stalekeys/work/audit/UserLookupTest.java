package stalekeys.work.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.work.FakePeople.ADMIN;
import static stalekeys.work.FakePeople.ANA;
import static stalekeys.work.FakePeople.GUEST;
import static stalekeys.work.FakePeople.VIEWER;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.report.KeyFilter;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.JobFixture;

/** What IAM is asked where somebody looks a user up. */
class UserLookupTest {
    private final JobFixture fixture = new JobFixture();

    @Test
    void a_user_the_kept_list_names_another_owner_for_costs_a_member_no_call() {
        fixture.ownedKey("bob", ADMIN, 400);
        fixture.look(KeyFilter.STALE, ADMIN);

        assertThat(found("bob", ANA)).isEmpty();
        assertThat(found("BOB", GUEST)).isEmpty();

        assertThat(fixture.aws.lookedUp).isEmpty();
        assertThat(fixture.aws.tagsRead).isEmpty();
    }

    @Test
    void of_a_user_the_kept_list_does_not_have_only_the_tags_are_read_and_once() {
        fixture.ownedKey("bob", ADMIN, 10);
        fixture.look(KeyFilter.STALE, ADMIN);

        for (int i = 0; i < 40; i++) {
            assertThat(found("bob", ANA)).isEmpty();
            assertThat(found("nobody", ANA)).isEmpty();
        }

        assertThat(fixture.aws.lookedUp).isEmpty();
        assertThat(fixture.aws.tagsRead).containsExactly("bob", "nobody");
    }

    @Test
    void an_own_user_is_read_be_it_in_the_kept_list_or_not() {
        fixture.anasKey(400);
        fixture.ownedKey("ana-2", ANA, 10);
        assertThat(found("ana", ANA)).hasSize(1);
        fixture.look(KeyFilter.STALE, ADMIN);
        assertThat(found("ana-2", ANA)).hasSize(1);
        assertThat(fixture.aws.lookedUp).containsExactly("ana", "ana-2");
    }

    @Test
    void the_map_of_owners_settles_it_without_a_call() {
        Deque<Runnable> begun = new ArrayDeque<>();
        UserLookup lookUps = lookUps(new OwnerRule(Map.of("bob", ADMIN, "Ann", ANA), List.of("owner")), begun);
        fixture.ownedKey("bob", ANA, 400);

        assertThat(lookUps.of("Bob", fixture.people.person(ANA)).join().findings())
                .isEmpty();
        assertThat(begun).isEmpty();

        CompletableFuture<Listing> anns = lookUps.of("ann", fixture.people.person(ANA));
        begun.remove().run();
        assertThat(anns).isCompleted();
        assertThat(fixture.aws.lookedUp).containsExactly("ann");
        assertThat(fixture.aws.tagsRead).isEmpty();
    }

    @Test
    void what_is_told_of_a_stranger_does_not_tell_whether_there_is_such_a_user() {
        fixture.ownedKey("bob", ADMIN, 400);
        fixture.ownedKey("young", ADMIN, 10);
        fixture.look(KeyFilter.STALE, ADMIN);
        fixture.clock.advance(Duration.ofMinutes(3));

        Listing bob = fixture.look(KeyFilter.user("bob"), ANA);

        assertThat(fixture.look(KeyFilter.user("young"), ANA)).isEqualTo(bob);
        assertThat(fixture.look(KeyFilter.user("nobody"), ANA)).isEqualTo(bob);
    }

    @Test
    void the_same_look_up_under_way_is_shared_whoever_asks() {
        Deque<Runnable> begun = new ArrayDeque<>();
        UserLookup lookUps = lookUps(new OwnerRule(Map.of(), List.of("owner")), begun);
        fixture.anasKey(400);
        CompletableFuture<Listing> adas = lookUps.of("ana", fixture.people.person(ADMIN));
        CompletableFuture<Listing> veras = lookUps.of("ANA", fixture.people.person(VIEWER));

        while (!begun.isEmpty()) {
            begun.remove().run();
        }

        assertThat(adas.join()).isSameAs(veras.join());
        assertThat(fixture.aws.lookedUp).hasSize(1);
    }

    @Test
    void an_answer_is_kept_for_half_a_minute_and_admins_are_told_what_is_true_now() {
        fixture.anasKey(400);
        found("ana", VIEWER);
        found("ana", VIEWER);
        assertThat(fixture.aws.lookedUp).hasSize(1);
        found("ana", ADMIN);
        found("ana", ADMIN);
        assertThat(fixture.aws.lookedUp).hasSize(3);
        fixture.clock.advance(UserLookup.KEPT_FOR);
        found("ana", VIEWER);
        assertThat(fixture.aws.lookedUp).hasSize(4);
    }

    @Test
    void what_was_read_before_a_change_is_no_answer_after_it() {
        KeyRef key = fixture.anasKey(400);
        found("ana", VIEWER);
        fixture.switchOff(key, ADMIN);
        found("ana", VIEWER);
        assertThat(fixture.aws.lookedUp).hasSize(2);
    }

    @Test
    void a_failure_is_told_and_after_half_a_minute_it_is_asked_again() {
        fixture.anasKey(400);
        fixture.aws.down = true;
        assertThat(fixture.look(KeyFilter.user("ana"), VIEWER).accounts())
                .allSatisfy(account -> assertThat(account.failure()).isNotNull());
        fixture.aws.down = false;
        fixture.clock.advance(UserLookup.KEPT_FOR);
        assertThat(found("ana", VIEWER)).hasSize(1);
    }

    private List<?> found(String user, String viewer) {
        return fixture.look(KeyFilter.user(user), viewer).findings();
    }

    private UserLookup lookUps(OwnerRule owners, Deque<Runnable> begun) {
        MovableClock clock = fixture.clock;
        Audit audit = new Audit(fixture.aws, new StalenessPolicy(90, 365), owners, clock);
        return new UserLookup(
                fixture.aws, audit, new Reports(audit, LastAudit.NOWHERE, clock, Runnable::run), clock, begun::add);
    }
}
