package stalekeys.work.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stalekeys.work.people.MailDomains;

/**
 * A row of the outbox.
 *
 * @param target where a message goes; empty for the other payloads
 * @param firstDue when it was first meant to be carried out
 * @param notAfter a change or message that was not made by then is not made any more; null where there is no such time
 * @param channel where a sent message stands; null for a mail
 * @param problem why it is not sent yet, failed or unknown; empty otherwise
 */
public record OutboxItem(
        String id,
        String dedupeKey,
        String target,
        Payload payload,
        State state,
        Instant firstDue,
        @Nullable Instant notAfter,
        Instant nextTry,
        int attempts,
        @Nullable String channel,
        @Nullable String ts,
        @Nullable Instant sentAt,
        String problem) {
    /** Whether it is a mail; all else goes to Slack. */
    public boolean isMail() {
        return MailDomains.isAddress(target);
    }

    /** How far it came. */
    public enum State {
        PLANNED,
        SENDING,
        SENT,
        FAILED,
        /** it may have been carried out, nobody knows: never repeated by itself */
        UNKNOWN;

        /** Whether nothing more will happen to it by itself. */
        public boolean settled() {
            return this == SENT || this == FAILED || this == UNKNOWN;
        }
    }
}
