package stalekeys.work.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.FakeLedger;

class ReadOnlyLedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-06T10:00:00Z");
    private static final Event EVENT =
            new Event(NOW, Event.Kind.DIGEST_BY_HAND, null, "cli:ada", "", "cli", "digest-by-hand:1");

    private final FakeLedger ledger = new FakeLedger();

    @Test
    void it_tells_what_the_ledger_behind_it_remembers() {
        ledger.commit(Decision.of(EVENT));

        assertThat(ReadOnlyLedger.at(ledger).eventsSince(NOW)).containsExactly(EVENT);
    }

    @Test
    void whatever_would_write_is_refused_and_nothing_is_written() {
        ReadOnlyLedger look = ReadOnlyLedger.at(ledger);

        assertThatThrownBy(() -> look.commit(Decision.of(EVENT))).hasMessage("a dry run writes nothing");
        assertThatThrownBy(() -> look.take(NOW, 1)).hasMessage("a dry run writes nothing");
        assertThat(ledger.eventsSince(Instant.EPOCH)).isEmpty();
    }

    @Test
    void where_there_is_no_ledger_nothing_is_remembered() {
        ReadOnlyLedger look = ReadOnlyLedger.atNothing();

        assertThat(look.lastBaseline("C0SECURITY")).isEmpty();
        assertThat(look.count(OutboxItem.State.UNKNOWN)).isZero();
        assertThat(look.events(List.of())).isEmpty();
    }
}
