package stalekeys.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.Observation.Named;
import stalekeys.keys.Observation.Sight;

/** What happened to one key, told in days from a Monday on, and how it is found at the end. */
final class Told {
    static final String ANA = "U0ANA0001";
    static final String BEN = "U0BEN0002";
    static final Instant DAY_0 = Given.NOW;

    private final List<Event> events = new ArrayList<>();
    private Sight sight = Sight.STALE;
    private Named named = Named.person(ANA);
    private long age = 100;
    private @Nullable Excuse tagged;
    private int asks;

    static Told nothing() {
        return new Told();
    }

    /** An admin asked Ana, and it was delivered. */
    static Told asked(double day) {
        return nothing().ask(day);
    }

    static Instant day(double days) {
        return DAY_0.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
    }

    static LocalDate date(int day) {
        return day(day).atZone(ZoneOffset.UTC).toLocalDate();
    }

    Told ask(double day) {
        return ask(day, "U0ADMIN", ANA).then(day, Event.Kind.ASK_DELIVERED, "stale-keys", "");
    }

    Told askBySweep(double day, String whom) {
        return ask(day, Event.SYSTEM, whom).then(day, Event.Kind.ASK_DELIVERED, "stale-keys", "");
    }

    /** Planned, and nobody knows whether it arrived. */
    Told ask(double day, String by, String whom) {
        Told next = copy();
        next.asks++;
        next.events.add(new Event(day(day), Event.Kind.ASKED, ref(), by, whom, "slack", "ask:h:" + next.asks));
        return next;
    }

    Told then(double day, Event.Kind kind, String actor, String why) {
        Told next = copy();
        next.events.add(new Event(day(day), kind, ref(), actor, why, "slack", key(kind)));
        return next;
    }

    /** Slack refused the reminder, whatever was said since. */
    Told reminderRefused(double day) {
        String reminder = events.stream()
                .filter(event -> event.kind() == Event.Kind.REMINDED)
                .reduce((first, second) -> second)
                .orElseThrow()
                .dedupeKey();
        Told next = copy();
        next.events.add(new Event(
                day(day),
                Event.Kind.FOLLOW_UP_FAILED,
                ref(),
                Event.SYSTEM,
                "too_late",
                "outbox",
                reminder + ":failed"));
        return next;
    }

    /** What became of a message is told by its key: here always of the last one. */
    private String key(Event.Kind kind) {
        String before = "ask:h:" + asks;
        for (Event event : events) {
            switch (event.kind()) {
                case REMINDED, FINAL_NOTICE, DELETION_NOTICE -> before = event.dedupeKey();
                default -> {
                    // Not a message.
                }
            }
        }
        return switch (kind) {
            case FINAL_NOTICE_DELIVERED, DELETION_NOTICE_DELIVERED, FOLLOW_UP_FAILED -> before + ":" + kind;
            default -> "ask:h:" + asks + ":" + kind + ":" + events.size();
        };
    }

    Told then(double day, Event.Kind kind) {
        return then(day, kind, Event.SYSTEM, "");
    }

    Told reminded(double day) {
        return then(day, Event.Kind.REMINDED, Event.SYSTEM, ANA).then(day, Event.Kind.REMINDER_DELIVERED);
    }

    Told finalNotice(double day) {
        return then(day, Event.Kind.FINAL_NOTICE, Event.SYSTEM, "2026-03-23")
                .then(day, Event.Kind.FINAL_NOTICE_DELIVERED);
    }

    /** A final notice that says what will follow, delivered. */
    Told announced(double day, int lastDay, Ending ending) {
        return then(day, Event.Kind.FINAL_NOTICE, Event.SYSTEM, ending.why(date(lastDay)))
                .then(day, Event.Kind.FINAL_NOTICE_DELIVERED);
    }

    Told deletionAnnounced(double day, int lastDay) {
        return then(day, Event.Kind.DELETION_NOTICE, Event.SYSTEM, Ending.DELETED.why(date(lastDay)))
                .then(day, Event.Kind.DELETION_NOTICE_DELIVERED, Event.SYSTEM, ANA);
    }

    Told postponed(double day, int days) {
        return then(day, Event.Kind.POSTPONED, ANA, day(day + days).toString());
    }

    Told notMine(double day, String who) {
        return then(day, Event.Kind.NOT_MINE, who, "");
    }

    Told claimed(double day, String who) {
        return then(day, Event.Kind.CLAIMED, who, "");
    }

    Told excused(double day, int lastDay) {
        return then(day, Event.Kind.EXCUSED, "U0ADMIN", date(lastDay) + " migration");
    }

    Told switchedOff(double day) {
        return then(day, Event.Kind.DEACTIVATION_REQUESTED, "U0ADMIN", "old")
                .then(day, Event.Kind.DEACTIVATED, "U0ADMIN", "old");
    }

    Told switchedOn(double day) {
        return then(day, Event.Kind.REACTIVATION_REQUESTED, "U0ADMIN", "it broke")
                .then(day, Event.Kind.REACTIVATED, "U0ADMIN", "it broke");
    }

    Told found(Sight now) {
        Told next = copy();
        next.sight = now;
        return next;
    }

    Told owner(Named now) {
        Told next = copy();
        next.named = now;
        return next;
    }

    Told owner(String person) {
        return owner(Named.person(person));
    }

    Told owner(Named.Kind kind) {
        return owner(Named.of(kind));
    }

    Told aged(long days) {
        Told next = copy();
        next.age = days;
        return next;
    }

    Told tagged(int lastDay) {
        Told next = copy();
        next.tagged = new Excuse(date(lastDay), "", "");
        return next;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    KeyCourse course() {
        return KeyCourse.of(events);
    }

    Observation seen() {
        return new Observation(sight, age, tagged, named, course());
    }

    private Told copy() {
        Told copy = new Told();
        copy.events.addAll(events);
        copy.sight = sight;
        copy.named = named;
        copy.age = age;
        copy.tagged = tagged;
        copy.asks = asks;
        return copy;
    }

    private static KeyRef ref() {
        return Given.ref("ana", 1, 100);
    }
}
