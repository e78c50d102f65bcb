package stalekeys.work.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.report.Baseline;

/**
 * What was decided: inserted into the ledger as a whole or not at all.
 *
 * @param events if one of them was decided before, nothing of this is; empty only where it follows from a message that
 *     arrived
 * @param baseline what the next digest compares itself with, stored under the first event's dedupe key; null for
 *     everything but a scheduled digest
 */
public record Decision(
        List<Event> events,
        List<Outgoing> outgoing,
        @Nullable Baseline baseline) {
    public Decision {
        events = List.copyOf(events);
        outgoing = List.copyOf(outgoing);
    }

    public static Decision of(Event event, Outgoing... outgoing) {
        return new Decision(List.of(event), List.of(outgoing), null);
    }

    /**
     * Something to be sent or changed.
     *
     * @param dedupeKey unique over the whole outbox; a second row with the same key is dropped
     * @param target where a message goes; empty for the other payloads
     * @param notBefore not to be tried earlier than this
     * @param notAfter a change is not made, and a message not sent, any more after this; null where it may wait
     */
    public record Outgoing(
            String dedupeKey,
            String target,
            Payload payload,
            Instant notBefore,
            @Nullable Instant notAfter) {
        /**
         * The same message to each of them.
         *
         * @param dedupeKey followed by the reader's id, so that it is unique for each
         */
        public static List<Outgoing> toEach(List<String> readers, String dedupeKey, Message message, Instant now) {
            return readers.stream()
                    .map(reader -> new Outgoing(dedupeKey + ":" + reader, reader, message, now, null))
                    .toList();
        }
    }
}
