package stalekeys.work.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;

/**
 * The changes of one day, in the digest's zone, that nobody clicked for. They are numbered as the {@link DailyMessageQuota} is, so that
 * the limit holds over all processes; a change that came to nothing counts as well.
 *
 * @param made the latest ones, those of the last two weeks among them
 */
public record DailyChangeQuota(Instant now, ZoneId zone, List<Event> made) {
    /** However much is due: what goes wrong goes wrong for few. */
    static final int MOST = 5;

    /** A little longer than a final notice counts. */
    private static final Duration LOOK_BACK = Duration.ofDays(15);

    public DailyChangeQuota {
        made = List.copyOf(made);
    }

    public static DailyChangeQuota read(Ledger ledger, Instant now, ZoneId zone) {
        return new DailyChangeQuota(
                now,
                zone,
                ledger.eventsSince(now.minus(LOOK_BACK)).stream()
                        .filter(event -> event.kind() == Event.Kind.AUTOMATIC_CHANGE)
                        .toList());
    }

    public boolean full() {
        return today().size() >= MOST;
    }

    /** Whether this key had its turn today: what did not work is not tried again before tomorrow. */
    public boolean had(KeyRef key) {
        return today().stream().anyMatch(event -> key.equals(event.key()));
    }

    /** When this key had its turn last: who had none comes first, so that what fails every day keeps nobody waiting. */
    public Instant lastTurn(KeyRef key) {
        return made.stream()
                .filter(event -> key.equals(event.key()))
                .map(Event::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** The event that gives the next of the day's changes to this key. */
    public Event next(KeyRef key, String source) {
        return new Event(
                now, Event.Kind.AUTOMATIC_CHANGE, key, Event.SYSTEM, "", source, prefix() + (today().size() + 1));
    }

    public DailyChangeQuota with(Event next) {
        List<Event> more = new ArrayList<>(made);
        more.add(next);
        return new DailyChangeQuota(now, zone, more);
    }

    private List<Event> today() {
        return made.stream()
                .filter(event -> event.dedupeKey().startsWith(prefix()))
                .toList();
    }

    private String prefix() {
        return "automatic:" + now.atZone(zone).toLocalDate() + ":";
    }
}
