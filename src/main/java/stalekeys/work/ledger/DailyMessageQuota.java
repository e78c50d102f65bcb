package stalekeys.work.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.lifecycle.Event;

/**
 * The messages of one day, UTC, that nobody asked for, or that somebody had sent to many at once. They are numbered, and
 * the number is part of their event's dedupe key: so however many processes write at once, each of them knows all before
 * it, and the day's limit holds.
 *
 * @param unasked the latest ones, some of yesterday among them
 */
public record DailyMessageQuota(Instant now, int limit, List<Event> unasked) {
    /** Every zone's today lies within it. */
    private static final Duration LOOK_BACK = Duration.ofDays(2);

    /** Of each a person gets one a day. */
    public enum Part {
        FOLLOW_UP,
        FINAL_NOTICE,
        DELETION_NOTICE,
        /** somebody asked about several keys at once; the day's limit counts it, a person may get more than one */
        ASK
    }

    public DailyMessageQuota {
        unasked = List.copyOf(unasked);
    }

    public static DailyMessageQuota read(Ledger ledger, Instant now, int limit) {
        return new DailyMessageQuota(
                now,
                limit,
                ledger.eventsSince(now.minus(LOOK_BACK)).stream()
                        .filter(event -> event.kind() == Event.Kind.UNASKED_MESSAGE)
                        .toList());
    }

    public boolean full() {
        return left() == 0;
    }

    /** How many more the day takes. */
    public int left() {
        return Math.max(0, limit - today());
    }

    /** Whether the person got this part already today, as days go where they are. */
    public boolean had(String person, Part part, ZoneId zone) {
        return unasked.stream()
                .anyMatch(event -> event.why().equals(why(person, part))
                        && event.at()
                                .atZone(zone)
                                .toLocalDate()
                                .equals(now.atZone(zone).toLocalDate()));
    }

    /**
     * The event that gives the next of the day's messages to this person.
     *
     * @param actor who wants it sent
     */
    public Event next(String person, Part part, String actor, String source) {
        return new Event(
                now, Event.Kind.UNASKED_MESSAGE, null, actor, why(person, part), source, prefix() + (today() + 1));
    }

    public DailyMessageQuota with(Event next) {
        List<Event> more = new ArrayList<>(unasked);
        more.add(next);
        return new DailyMessageQuota(now, limit, more);
    }

    private int today() {
        return (int) unasked.stream()
                .filter(event -> event.dedupeKey().startsWith(prefix()))
                .count();
    }

    private String prefix() {
        return "unasked:" + now.atZone(ZoneOffset.UTC).toLocalDate() + ":";
    }

    private static String why(String person, Part part) {
        return part + " " + person;
    }
}
