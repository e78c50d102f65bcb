package stalekeys.store;

import static stalekeys.store.Samples.NOW;
import static stalekeys.store.Samples.asking;
import static stalekeys.store.Samples.event;
import static stalekeys.store.Samples.key;

import java.time.Instant;
import stalekeys.keys.Event;
import stalekeys.work.Decision;
import stalekeys.work.Ledger;
import stalekeys.work.OutboxItem;

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
