package stalekeys.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when on something is wanted: a day, so many days back, or from the beginning. */
public final class Since {
    static final Since THE_BEGINNING = new Since(LocalDate.EPOCH, 0);

    private static final int MOST_DAYS = 36_500;

    private final @Nullable LocalDate day;
    private final int days;

    private Since(@Nullable LocalDate day, int days) {
        this.day = day;
        this.days = days;
    }

    /** Reads "2026-09-21" (from its first moment in UTC) or "30" (the last 30 days); empty for anything else. */
    static Optional<Since> parse(String text) {
        try {
            if (!text.matches("\\d+")) {
                return Optional.of(new Since(LocalDate.parse(text), 0));
            }
            int days = Integer.parseInt(text);
            return days >= 1 && days <= MOST_DAYS ? Optional.of(new Since(null, days)) : Optional.empty();
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public Instant from(Instant now) {
        return day == null
                ? now.minus(Duration.ofDays(days))
                : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
