package stalekeys.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.lifecycle.Observation;
import stalekeys.keys.lifecycle.Observation.KeyPresence;
import stalekeys.keys.lifecycle.Observation.ResolvedOwner;
import stalekeys.keys.model.KeyRef;

/** What happened to one key, told in days from a Monday on, and how it is found at the end. */
public final class EventScript {
    public static final String ANA = "U0ANA0001";
    public static final String BEN = "U0BEN0002";
    static final Instant DAY_0 = SampleScan.NOW;

    private final List<Event> events = new ArrayList<>();
    private KeyPresence presence = KeyPresence.STALE;
    private ResolvedOwner named = ResolvedOwner.person(ANA);
    private long age = 100;
    private @Nullable Exemption tagged;
    private int asks;

    public static EventScript nothing() {
        return new EventScript();
    }

    /** An admin asked Ana, and it was delivered. */
    public static EventScript asked(double day) {
        return nothing().ask(day);
    }

    public static Instant day(double days) {
        return DAY_0.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
    }

    public static LocalDate date(int day) {
        return day(day).atZone(ZoneOffset.UTC).toLocalDate();
    }

    public EventScript ask(double day) {
        return ask(day, "U0ADMIN", ANA).then(day, Event.Kind.ASK_DELIVERED, "stale-keys", "");
    }

    public EventScript askBySweep(double day, String whom) {
        return ask(day, Event.SYSTEM, whom).then(day, Event.Kind.ASK_DELIVERED, "stale-keys", "");
    }

    /** Planned, and nobody knows whether it arrived. */
    public EventScript ask(double day, String by, String whom) {
        EventScript next = copy();
        next.asks++;
        next.events.add(new Event(day(day), Event.Kind.ASKED, ref(), by, whom, "slack", "ask:h:" + next.asks));
        return next;
    }

    public EventScript then(double day, Event.Kind kind, String actor, String why) {
        EventScript next = copy();
        next.events.add(new Event(day(day), kind, ref(), actor, why, "slack", key(kind)));
        return next;
    }

    /** Slack refused the reminder, whatever was said since. */
    public EventScript reminderRefused(double day) {
        String reminder = events.stream()
                .filter(event -> event.kind() == Event.Kind.REMINDED)
                .reduce((first, second) -> second)
                .orElseThrow()
                .dedupeKey();
        EventScript next = copy();
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

    public EventScript then(double day, Event.Kind kind) {
        return then(day, kind, Event.SYSTEM, "");
    }

    public EventScript reminded(double day) {
        return then(day, Event.Kind.REMINDED, Event.SYSTEM, ANA).then(day, Event.Kind.REMINDER_DELIVERED);
    }

    public EventScript finalNotice(double day) {
        return then(day, Event.Kind.FINAL_NOTICE, Event.SYSTEM, "2026-03-23")
                .then(day, Event.Kind.FINAL_NOTICE_DELIVERED);
    }

    /** A final notice that says what will follow, delivered. */
    public EventScript announced(double day, int lastDay, AnnouncedAction announced) {
        return then(day, Event.Kind.FINAL_NOTICE, Event.SYSTEM, announced.why(date(lastDay)))
                .then(day, Event.Kind.FINAL_NOTICE_DELIVERED);
    }

    public EventScript deletionAnnounced(double day, int lastDay) {
        return then(day, Event.Kind.DELETION_NOTICE, Event.SYSTEM, AnnouncedAction.DELETED.why(date(lastDay)))
                .then(day, Event.Kind.DELETION_NOTICE_DELIVERED, Event.SYSTEM, ANA);
    }

    public EventScript postponed(double day, int days) {
        return then(day, Event.Kind.POSTPONED, ANA, day(day + days).toString());
    }

    public EventScript notMine(double day, String who) {
        return then(day, Event.Kind.NOT_MINE, who, "");
    }

    public EventScript claimed(double day, String who) {
        return then(day, Event.Kind.CLAIMED, who, "");
    }

    public EventScript exempt(double day, int lastDay) {
        return then(day, Event.Kind.EXCUSED, "U0ADMIN", date(lastDay) + " migration");
    }

    public EventScript switchedOff(double day) {
        return then(day, Event.Kind.DEACTIVATION_REQUESTED, "U0ADMIN", "old")
                .then(day, Event.Kind.DEACTIVATED, "U0ADMIN", "old");
    }

    public EventScript switchedOn(double day) {
        return then(day, Event.Kind.REACTIVATION_REQUESTED, "U0ADMIN", "it broke")
                .then(day, Event.Kind.REACTIVATED, "U0ADMIN", "it broke");
    }

    public EventScript found(KeyPresence now) {
        EventScript next = copy();
        next.presence = now;
        return next;
    }

    public EventScript owner(ResolvedOwner now) {
        EventScript next = copy();
        next.named = now;
        return next;
    }

    public EventScript owner(String person) {
        return owner(ResolvedOwner.person(person));
    }

    public EventScript owner(ResolvedOwner.Kind kind) {
        return owner(ResolvedOwner.of(kind));
    }

    public EventScript aged(long days) {
        EventScript next = copy();
        next.age = days;
        return next;
    }

    public EventScript tagged(int lastDay) {
        EventScript next = copy();
        next.tagged = new Exemption(date(lastDay), "", "");
        return next;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public KeyLifecycle lifecycle() {
        return KeyLifecycle.of(events);
    }

    public Observation seen() {
        return new Observation(presence, age, tagged, named, lifecycle());
    }

    private EventScript copy() {
        EventScript copy = new EventScript();
        copy.events.addAll(events);
        copy.presence = presence;
        copy.named = named;
        copy.age = age;
        copy.tagged = tagged;
        copy.asks = asks;
        return copy;
    }

    private static KeyRef ref() {
        return SampleScan.ref("ana", 1, 100);
    }
}
