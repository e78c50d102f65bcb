package stalekeys.keys.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import stalekeys.keys.model.Tags;

/**
 * Why a key may stay as it is for a while. It ends by itself.
 *
 * @param lastDay holds to the end of this day, UTC
 * @param reason what the admin gave as the reason; empty where a tag says it
 * @param by the Slack user id of the admin; empty where a tag says it
 */
public record Exemption(LocalDate lastDay, String reason, String by) {
    /** A tag on the IAM user with a last day (ISO); excuses all keys of the user. */
    public static final String TAG = "stale-keys:exempt-until";

    /** As far ahead as an excuse may end, in days. */
    public static final int LONGEST_DAYS = 180;

    /** What the user's tag says; empty where there is none, or one that is {@linkplain #invalidTag not taken}. */
    public static Optional<Exemption> tagged(Tags tags, Instant now) {
        return tags.value(TAG)
                .flatMap(Exemption::day)
                .filter(day -> withinReach(day, now))
                .map(day -> new Exemption(day, "", ""));
    }

    /** The text of a tag that is not taken: not a date, or more than 180 days ahead. */
    public static Optional<String> invalidTag(Tags tags, Instant now) {
        return tags.value(TAG)
                .filter(text -> day(text).filter(day -> withinReach(day, now)).isEmpty());
    }

    /** What an {@link Event.Kind#EXCUSED} holds. */
    public static Optional<Exemption> of(Event event) {
        String[] parts = event.why().split(" ", 2);
        return day(parts[0]).map(day -> new Exemption(day, parts.length > 1 ? parts[1] : "", event.actor()));
    }

    /** As it stands in an {@link Event.Kind#EXCUSED}. */
    public String why() {
        return (lastDay + " " + reason).strip();
    }

    /** Whether an excuse given now may last to the end of this day. */
    public static boolean withinReach(LocalDate lastDay, Instant now) {
        return ChronoUnit.DAYS.between(today(now), lastDay) <= LONGEST_DAYS;
    }

    public boolean holds(Instant now) {
        return now.isBefore(ends());
    }

    /** The first moment it does not hold any more. */
    public Instant ends() {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public static LocalDate today(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
