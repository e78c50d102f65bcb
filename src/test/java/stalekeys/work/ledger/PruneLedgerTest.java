package stalekeys.work.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;

class PruneLedgerTest {
    private final JobFixture fixture = new JobFixture();
    private final OldEvents old = new OldEvents();

    @Test
    void the_history_of_a_key_goes_only_once_iam_says_that_the_key_is_gone() {
        KeyRef active = old.of(fixture.anasKey(900));
        KeyRef inactive = old.of(fixture.ownedKey("bob", FakePeople.ANA, 900));
        KeyRef deleted = old.of(fixture.ownedKey("eve", FakePeople.ANA, 900));
        fixture.aws.is(inactive, KeyStatus.INACTIVE);
        fixture.aws.delete(deleted);

        PruneLedger.Plan plan = pruning(365).plan();

        assertThat(plan.gone()).containsExactly(deleted).doesNotContain(active);
        assertThat(plan.existing()).isEqualTo(2);
        assertThat(plan.before()).isEqualTo(JobFixture.NOW.minus(Duration.ofDays(365)));
        assertThat(plan.events()).extracting(Event::key).containsExactly(deleted);
    }

    @Test
    void what_iam_does_not_say_is_kept() {
        KeyRef deleted = old.of(fixture.anasKey(900));
        KeyRef elsewhere = old.of(new KeyRef("999988887777", "ana", deleted.keyId(), deleted.created()));
        fixture.aws.delete(deleted);
        fixture.aws.down = true;

        PruneLedger.Plan plan = pruning(365).plan();

        assertThat(plan.gone()).isEmpty();
        assertThat(plan.unclear()).isEqualTo(2);
        assertThat(elsewhere.accountId()).isNotEqualTo(deleted.accountId());
    }

    @Test
    void without_a_retention_nothing_is_looked_at_or_removed() {
        fixture.aws.delete(old.of(fixture.anasKey(900)));
        PruneLedger pruning = pruning(0);

        pruning.scheduled();
        pruning.carryOut(pruning.plan(), "cli:ana", "cli");

        assertThat(old.calls).isEmpty();
    }

    @Test
    void the_server_removes_in_its_own_name() {
        KeyRef deleted = old.of(fixture.anasKey(900));
        fixture.aws.delete(deleted);

        pruning(365).scheduled();

        assertThat(old.calls).containsExactly("idle", "aboutNoKey", "remove [" + deleted + "] by stale-keys, schedule");
    }

    @Test
    void of_very_many_each_day_asks_about_others() {
        for (int number = 0; number < 1_100; number++) {
            KeyRef key = old.of(fixture.ownedKey("user-" + number, FakePeople.ANA, 900));
            fixture.aws.delete(key);
        }
        PruneLedger pruning = pruning(365);

        Set<KeyRef> today = pruning.plan().gone();
        fixture.clock.advance(Duration.ofDays(1));
        Set<KeyRef> tomorrow = pruning.plan().gone();

        assertThat(today).hasSize(500);
        assertThat(tomorrow).hasSize(500).doesNotContainAnyElementsOf(today);
        assertThat(pruning.plan().unclear()).isEqualTo(600);
    }

    private PruneLedger pruning(int days) {
        return new PruneLedger(old, fixture.aws, fixture.clock, days);
    }

    /** Keys that each have one old event. */
    private static final class OldEvents implements Archive {
        final List<String> calls = new ArrayList<>();
        private final Map<KeyRef, List<Event>> idle = new LinkedHashMap<>();

        KeyRef of(KeyRef key) {
            Instant longAgo = JobFixture.NOW.minus(Duration.ofDays(700));
            idle.put(
                    key,
                    List.of(new Event(longAgo, Event.Kind.ASKED, key, "U0ADMIN", "", "slack", "ask:" + idle.size())));
            return key;
        }

        @Override
        public Map<KeyRef, List<Event>> idle(Instant before) {
            calls.add("idle");
            return idle;
        }

        @Override
        public List<Event> aboutNoKey(Instant before) {
            calls.add("aboutNoKey");
            return List.of();
        }

        @Override
        public Removed remove(Set<KeyRef> keys, Instant before, Event record) {
            calls.add("remove " + keys + " by " + record.actor() + ", " + record.source());
            return new Removed(keys.size(), 0, 0);
        }
    }
}
