package stalekeys.schedule;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** When the digest will come: the next times by the clock on the wall there. */
public final class DigestTimesCheck implements Check {
    private static final int SHOWN = 3;
    private static final DateTimeFormatter WALL_CLOCK =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

    private final String cron;
    private final ZoneId zone;
    private final Clock clock;

    public DigestTimesCheck(String cron, ZoneId zone, Clock clock) {
        this.cron = cron;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public List<CheckResult> look() {
        Timetable timetable = Timetable.of(cron, zone, clock.instant());
        String next = timetable.nextRuns(SHOWN, clock.instant()).stream()
                .map(time -> WALL_CLOCK.format(time.atZone(zone)))
                .collect(Collectors.joining(", "));
        return List.of(CheckResult.ok("digest times", "\"" + cron + "\" in " + zone + " next comes on " + next + "."));
    }
}
