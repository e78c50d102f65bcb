package stalekeys.keys.lifecycle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a person may be written to without having asked for it: from 9 to 18, Monday to Friday, where they are. */
public final class OfficeHours {
    private static final int OPEN = 9;
    private static final int CLOSE = 18;

    private OfficeHours() {}

    public static boolean open(Instant now, ZoneId zone) {
        ZonedDateTime there = now.atZone(zone);
        return there.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                && there.getHour() >= OPEN
                && there.getHour() < CLOSE;
    }

    /** The end of that day's hours. */
    public static Instant close(Instant now, ZoneId zone) {
        return now.atZone(zone).toLocalDate().atTime(CLOSE, 0).atZone(zone).toInstant();
    }
}
