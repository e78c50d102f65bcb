package stalekeys.work.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.FakeLedger;
import stalekeys.work.FakePeople;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.Decision;

class ShowHistoryTest {
    private final FakeLedger ledger = new FakeLedger();
    private final FakePeople people = new FakePeople();
    private final ShowHistory history = new ShowHistory(ledger);

    @BeforeEach
    void twenty_three_digests() {
        for (int each = 1; each <= 23; each++) {
            ledger.commit(Decision.of(new Event(
                    JobFixture.NOW.plus(Duration.ofDays(each)),
                    Event.Kind.DIGEST,
                    null,
                    Event.SYSTEM,
                    "",
                    "schedule",
                    "digest:" + each)));
        }
    }

    @Test
    void an_admin_turns_from_the_newest_to_the_oldest() {
        assertThat(page(FakePeople.ADMIN, 1).events().get(0).dedupeKey()).isEqualTo("digest:23");
        HistoryPage last = page(FakePeople.ADMIN, 3);
        assertThat(last.events()).extracting(Event::dedupeKey).containsExactly("digest:3", "digest:2", "digest:1");
        assertThat(last.pages()).isEqualTo(3);
        assertThat(last.total()).isEqualTo(23);
    }

    @Test
    void beyond_the_end_is_the_end_and_before_the_beginning_the_beginning() {
        assertThat(page(FakePeople.ADMIN, 999_999)).isEqualTo(page(FakePeople.ADMIN, 3));
        assertThat(page(FakePeople.ADMIN, -1)).isEqualTo(page(FakePeople.ADMIN, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {FakePeople.VIEWER, FakePeople.ANA, FakePeople.GUEST, "U0NOBODY1"})
    void nobody_else_reads_it(String person) {
        assertThat(history.page(people.person(person), "", 1)).isEmpty();
    }

    @Test
    void where_slack_does_not_say_who_somebody_is_it_stays_closed() {
        people.slackIsDown = true;
        assertThat(history.page(people.person(FakePeople.ADMIN), "", 1)).isEmpty();
    }

    private HistoryPage page(String person, int number) {
        return history.page(people.person(person), "", number).orElseThrow();
    }
}
