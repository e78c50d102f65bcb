package stalekeys.keys.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last that is said to an owner before something may happen to the key.
 *
 * @param decided the dedupe key of the event by which it was decided
 * @param lastDay the day it names, as it was written (ISO)
 * @param announced what it says will follow
 * @param deliveredAt null where it is not known to stand in the owner's own DM; always null for a mail
 * @param deliveredTo whose DM that is, as far as it was recorded with the delivery; else empty
 */
public record FinalNotice(
        String decided,
        Instant at,
        String lastDay,
        AnnouncedAction announced,
        @Nullable Instant deliveredAt,
        String deliveredTo) {
    /** As long as it leaves the owner at the least. */
    static final Duration LEAST = Duration.ofDays(7);

    /** What it announced and was not done by then is not done any more: that takes another notice. */
    static final Duration COUNTS_FOR = Duration.ofDays(14);

    /** From the event by which it was decided. */
    static FinalNotice decided(Event event) {
        return new FinalNotice(
                event.dedupeKey(), event.at(), event.why().split(",", 2)[0], AnnouncedAction.of(event.why()), null, "");
    }

    FinalNotice delivered(Instant when, String to) {
        return new FinalNotice(decided, at, lastDay, announced, when, to);
    }

    /** Whether this event says what became of it, and not of another message: an earlier one may be sent again. */
    boolean isOf(Event outcome) {
        return outcome.dedupeKey().startsWith(decided + ":");
    }

    /** Whether what it announced may be done: it arrived a week ago or more, and its last day is over. */
    boolean ripe(ZoneId zone, Instant now) {
        return deliveredAt != null
                && !deliveredAt.plus(LEAST).isAfter(now)
                && over(zone).filter(end -> !end.isAfter(now)).isPresent()
                && !outdated(zone, now);
    }

    /** Whether so much time has passed that it is as if it had never been given. */
    boolean outdated(ZoneId zone, Instant now) {
        return over(zone).filter(end -> !end.plus(COUNTS_FOR).isAfter(now)).isPresent();
    }

    /** The end of its last day, where the owner is. */
    private Optional<Instant> over(ZoneId zone) {
        try {
            return Optional.of(
                    LocalDate.parse(lastDay).plusDays(1).atStartOfDay(zone).toInstant());
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
