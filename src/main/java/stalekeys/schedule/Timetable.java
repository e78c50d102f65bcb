package stalekeys.schedule;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Due times by a cron expression of five fields in a zone: names and 0 or 7 for Sunday are understood, day of month and day
 * of week are alternatives. A time the clocks skip in spring is left out, one they repeat in autumn comes once.
 */
public final class Timetable {
    /**
     * An expression that does not come true for longer than this is a mistake: "0 0 30 2 *" waits for 30 February. Two
     * 29 Februaries may lie eight years apart: 1896 and 1904, 2096 and 2104.
     */
    private static final Duration LONGEST_WAIT = Duration.ofDays(8 * 366);

    private static final List<Duration> LOOK_BACK = List.of(
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(8),
            Duration.ofDays(32),
            Duration.ofDays(400),
            LONGEST_WAIT);

    private final CronSchedule cron;

    private Timetable(CronSchedule cron) {
        this.cron = cron;
    }

    /**
     * Reads the expression.
     *
     * @throws IllegalArgumentException with a plain sentence where it can't be read or never comes true
     */
    public static Timetable of(String expression, ZoneId zone, Instant now) {
        String fields = expression.strip();
        if (fields.split("\\s+").length != 5) {
            throw new IllegalArgumentException(
                    "it is not a schedule of five fields: minute, hour, day of month, month, day of week");
        }
        Timetable timetable;
        try {
            timetable = new Timetable(new CronSchedule(fields, zone, CronStyle.UNIX));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not a schedule of five fields: " + e.getMessage(), e);
        }
        if (timetable.next(now).isAfter(now.plus(LONGEST_WAIT))) {
            throw new IllegalArgumentException("it does not come true within the next eight years");
        }
        return timetable;
    }

    /** The next so many due times after this one. */
    public List<Instant> nextRuns(int howMany, Instant from) {
        return Stream.iterate(next(from), this::next).limit(howMany).toList();
    }

    /** The first due time after this one. */
    public Instant next(Instant after) {
        return cron.getNextExecutionTime(ExecutionComplete.simulatedSuccess(after));
    }

    /** The last due time at or before this one; empty where there was none for eight years. */
    Optional<Instant> last(Instant now) {
        for (Duration back : LOOK_BACK) {
            Instant last = null;
            for (Instant due = next(now.minus(back)); !due.isAfter(now); due = next(due)) {
                last = due;
            }
            if (last != null) {
                return Optional.of(last);
            }
        }
        return Optional.empty();
    }
}
