package stalekeys.words;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time, and how long ago they were. */
public final class Times {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private Times() {}

    /** The day in UTC, ISO: the form AWS's console and reports use. */
    public static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** "21 September 2026". */
    public static String longDay(LocalDate day) {
        return LONG_DAY.format(day);
    }

    /** "2026-09-21 13:33 UTC". */
    public static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /** "2 hours ago", rounded down; "just now" below a minute and for what lies ahead (clocks differ). */
    public static String ago(Instant at, Instant now) {
        Duration span = Duration.between(at, now);
        if (span.toDays() > 0) {
            return Plural.of(span.toDays(), "day") + " ago";
        }
        if (span.toHours() > 0) {
            return Plural.of(span.toHours(), "hour") + " ago";
        }
        if (span.toMinutes() > 0) {
            return Plural.of(span.toMinutes(), "minute") + " ago";
        }
        return "just now";
    }
}
