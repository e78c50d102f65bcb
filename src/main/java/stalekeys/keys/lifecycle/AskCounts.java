package stalekeys.keys.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the asking of the last 90 days has come, in numbers alone.
 *
 * @param asked keys whose ask arrived in that time; also those that were excused since, or given away
 * @param waiting of those, how many wait for their owner
 * @param postponed how many wait for the day the owner named
 * @param done how many are off or gone since
 * @param time how long it took; null where none is done
 */
public record AskCounts(
        int asked,
        int waiting,
        int postponed,
        int done,
        @Nullable Time time) {
    /** Of how many nobody is asked any more, though they are neither off nor gone. */
    public int ended() {
        return asked - waiting - postponed - done;
    }

    /** Further back nobody looks. */
    public static final Duration WINDOW = Duration.ofDays(90);

    /**
     * From the first delivered ask to done, in whole days; what was switched off without anyone's click is left out.
     *
     * @param keys how many it is taken from
     * @param median half of them took no longer
     * @param ninetieth nine in ten took no longer
     */
    public record Time(int keys, long median, long ninetieth) {
        private static @Nullable Time of(List<Long> days) {
            if (days.isEmpty()) {
                return null;
            }
            List<Long> sorted = new ArrayList<>(days);
            Collections.sort(sorted);
            return new Time(sorted.size(), rank(sorted, 50), rank(sorted, 90));
        }

        /** The nearest rank: always a number of days that one of them did take. */
        private static long rank(List<Long> sorted, int percent) {
            return sorted.get((sorted.size() * percent + 99) / 100 - 1);
        }
    }

    /**
     * Counts.
     *
     * @param keys the events of each key, oldest first
     */
    public static AskCounts of(Collection<List<Event>> keys, Instant now) {
        int asked = 0;
        int waiting = 0;
        int postponed = 0;
        int done = 0;
        List<Long> days = new ArrayList<>();
        for (List<Event> events : keys) {
            Way way = Way.of(events);
            if (way.askedAt() != null && !way.askedAt().isBefore(now.minus(WINDOW))) {
                asked++;
                if (way.days() != null) {
                    done++;
                    if (!way.automatic()) {
                        days.add(way.days());
                    }
                } else if (way.cycle() != null && !way.cycle().suspended()) {
                    Instant remindAt = way.cycle().remindAt();
                    boolean later = remindAt != null && remindAt.isAfter(now);
                    postponed += later ? 1 : 0;
                    waiting += later ? 0 : 1;
                }
            }
        }
        return new AskCounts(asked, waiting, postponed, done, Time.of(days));
    }

    /**
     * What became of the last ask of one key.
     *
     * @param days from the first ask to done; null where it is not done
     * @param automatic whether it was switched off without anyone's click
     */
    private record Way(
            @Nullable Instant askedAt,
            @Nullable FollowUpCycle cycle,
            @Nullable Long days,
            boolean automatic) {
        static Way of(List<Event> events) {
            KeyLifecycle lifecycle = KeyLifecycle.of(List.of());
            Instant askedAt = null;
            Event end = null;
            Long days = null;
            for (Event event : events) {
                FollowUpCycle before = lifecycle.cycle();
                lifecycle = lifecycle.then(event);
                if (event.kind() == Event.Kind.ASK_DELIVERED) {
                    askedAt = event.at();
                }
                if (lifecycle.cycle() != null || switchedOn(event.kind())) {
                    days = null;
                } else if (before != null && ends(event.kind())) {
                    days = Duration.between(before.firstAsk(), event.at()).toDays();
                    end = event;
                }
            }
            return new Way(askedAt, lifecycle.cycle(), days, end != null && switchedOffByItself(end));
        }

        private static boolean switchedOn(Event.Kind kind) {
            return kind == Event.Kind.REACTIVATED || kind == Event.Kind.SEEN_ON_AGAIN;
        }

        private static boolean ends(Event.Kind kind) {
            return kind == Event.Kind.ROTATED || kind == Event.Kind.DEACTIVATED;
        }

        private static boolean switchedOffByItself(Event end) {
            return end.kind() == Event.Kind.DEACTIVATED && end.actor().equals(Event.SYSTEM);
        }
    }
}
