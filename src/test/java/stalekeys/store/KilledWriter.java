package stalekeys.store;

import static stalekeys.store.SampleEvents.NOW;
import static stalekeys.store.SampleEvents.asking;
import static stalekeys.store.SampleEvents.event;
import static stalekeys.store.SampleEvents.key;

import java.time.Instant;
import stalekeys.keys.lifecycle.Event;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.OutboxItem;

/** A serving process of its own, for being killed: decides, sends and settles without end, and counts on standard output. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] args) {
        try (Database database = Database.open(args[0], Database.Mode.SERVE)) {
            Ledger ledger = database.ledger();
            for (int number = 0; ; number++) {
                ledger.commit(asking(key(number), "ask:" + number));
                OutboxItem row = ledger.take("ask:" + number, NOW).orElseThrow();
                Instant at = NOW.plusMillis(number);
                ledger.sent(
                        row.id(),
                        "D1",
                        "1." + number,
                        at,
                        Decision.of(event(Event.Kind.ASK_DELIVERED, key(number), at, "ask:" + number + ":arrived")));
                System.out.println(number);
            }
        }
    }
}
