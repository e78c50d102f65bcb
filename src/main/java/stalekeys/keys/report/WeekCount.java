package stalekeys.keys.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many keys were stale in one week.
 *
 * @param complete whether everything could be read; if not, there may have been more
 */
public record WeekCount(Instant takenAt, int critical, int stale, boolean complete) {
    /** How many weeks are looked back. */
    public static final int WEEKS = 8;

    /** As far back as a count can matter. */
    public static final Duration LOOK_BACK = Duration.ofDays(7L * WEEKS);

    public static WeekCount of(Instant takenAt, Counts counts, List<AccountCoverage> accounts) {
        return new WeekCount(takenAt, counts.critical(), counts.stale(), new Coverage(accounts).complete());
    }

    public int all() {
        return critical + stale;
    }

    /**
     * Of each ISO week (UTC) the last count, oldest first, at most eight weeks up to the newest. A week in which nobody
     * counted is left out.
     */
    public static List<WeekCount> weekly(List<WeekCount> counts) {
        Map<Integer, WeekCount> byWeek = new TreeMap<>();
        counts.stream()
                .sorted(Comparator.comparing(WeekCount::takenAt))
                .forEach(count -> byWeek.put(week(count.takenAt()), count));
        List<WeekCount> weeks = new ArrayList<>(byWeek.values());
        if (weeks.isEmpty()) {
            return weeks;
        }
        Instant newest = weeks.get(weeks.size() - 1).takenAt();
        weeks.removeIf(count -> count.takenAt().isBefore(newest.minus(LOOK_BACK)));
        return List.copyOf(weeks.subList(Math.max(0, weeks.size() - WEEKS), weeks.size()));
    }

    private static int week(Instant at) {
        var day = at.atZone(ZoneOffset.UTC);
        return day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
