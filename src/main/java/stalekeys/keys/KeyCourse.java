package stalekeys.keys;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a key is on its way from asking to done: the fold of its events.
 *
 * @param history asks and changes of the key
 * @param lap the follow-up that is under way; null where nobody was asked, or it has ended
 * @param resumes whether a lap ended in a way that calls for a new ask, once nothing speaks against it
 * @param quietUntil until when nobody is written to because the key was switched on again; null where it was not
 * @param excuse the latest an admin gave, over or not; null where there was none
 * @param notTheirs who said that the key is not theirs, as Slack user ids
 * @param claimedBy who said that it is theirs; null where nobody did
 * @param warnedAhead whether somebody was told that it will turn stale
 */
public record KeyCourse(
        KeyHistory history,
        @Nullable Lap lap,
        boolean resumes,
        @Nullable Instant quietUntil,
        @Nullable Excuse excuse,
        Set<String> notTheirs,
        @Nullable String claimedBy,
        boolean warnedAhead) {
    /** How long a key that was switched on again is left alone. */
    public static final Duration QUIET_AFTER_REACTIVATION = Duration.ofDays(30);

    /** A step older than this does not count: then the follow-up begins again at the reminder. */
    static final Duration COUNTS_FOR = Duration.ofDays(14);

    /** From the ask, or from the reminder a follow-up begins again with, to the next step. */
    static final Duration REMINDER_AFTER = Duration.ofDays(7);

    /** How often a reminder may be put off. */
    public static final int MOST_POSTPONEMENTS = 3;

    private static final KeyCourse EMPTY =
            new KeyCourse(KeyHistory.of(List.of()), null, false, null, null, Set.of(), null, false);

    public KeyCourse {
        notTheirs = Set.copyOf(notTheirs);
    }

    /**
     * One follow-up of one person, from the first delivered ask on.
     *
     * @param person the Slack user id; empty where an old event does not say
     * @param firstAsk when the first ask was delivered
     * @param anchor the day 0 from which its steps are counted: the first ask, or later where it began again
     * @param lastStep when somebody was last heard of: an ask, a reminder, a final notice, or the owner's putting it off
     * @param reminded whether it was reminded or put off since the anchor
     * @param postponements how often it was put off
     * @param remindAt when the owner wants to be reminded; null where they did not say, or were reminded since
     */
    public record Lap(
            String person,
            Instant firstAsk,
            Instant anchor,
            Instant lastStep,
            boolean reminded,
            int postponements,
            @Nullable Instant remindAt,
            @Nullable FinalNotice finalNotice) {
        static Lap begins(String person, Instant at) {
            return new Lap(person, at, at, at, false, 0, null, null);
        }

        boolean isOf(String someone) {
            return person.isEmpty() || someone.isEmpty() || person.equals(someone);
        }

        boolean outOfDate(Instant now) {
            return lastStep.plus(COUNTS_FOR).isBefore(now);
        }

        private Lap askedAgain(Instant at) {
            return outOfDate(at)
                    ? new Lap(person, firstAsk, at, at, false, postponements, null, null)
                    : new Lap(person, firstAsk, anchor, at, reminded, postponements, remindAt, finalNotice);
        }

        private Lap remindedAt(Instant at) {
            return new Lap(person, firstAsk, anchorOfReminder(at), at, true, postponements, null, finalNotice);
        }

        /** Whoever puts it off has read it: as good as a reminder. */
        private Lap postponed(Instant at, @Nullable Instant until) {
            return new Lap(person, firstAsk, anchorOfReminder(at), at, true, postponements + 1, until, finalNotice);
        }

        /** Where the step before is out of date, the follow-up begins again: this is its day 7. */
        private Instant anchorOfReminder(Instant at) {
            return finalNotice == null && outOfDate(at) ? at.minus(REMINDER_AFTER) : anchor;
        }

        private Lap noticed(FinalNotice notice) {
            return new Lap(person, firstAsk, anchor, notice.at(), reminded, postponements, remindAt, notice);
        }
    }

    /**
     * The final notice of a lap.
     *
     * @param lastDay the day it names, as it was written (ISO)
     * @param deliveredAt null where it is not known to stand in the owner's own DM
     */
    public record FinalNotice(
            Instant at, String lastDay, @Nullable Instant deliveredAt) {}

    /** Folds the events of one key, oldest first. */
    public static KeyCourse of(List<Event> events) {
        KeyCourse course = EMPTY;
        for (Event event : events) {
            course = course.then(event);
        }
        return course;
    }

    /** Whether the sweep has anything to do with this key of its own accord. */
    public boolean begun() {
        return lap != null || resumes;
    }

    /**
     * Who is written to about the key.
     *
     * @param named who is named as the owner, as a Slack user id; null where nobody is who can be asked
     */
    public Optional<String> responsible(@Nullable String named) {
        if (named != null && !notTheirs.contains(named)) {
            return Optional.of(named);
        }
        return Optional.ofNullable(claimedBy);
    }

    /** The later of the excuses that an admin and a tag give, over or not. */
    public Optional<Excuse> excuse(@Nullable Excuse tagged) {
        if (tagged == null || (excuse != null && excuse.lastDay().isAfter(tagged.lastDay()))) {
            return Optional.ofNullable(excuse);
        }
        return Optional.of(tagged);
    }

    private KeyCourse then(Event event) {
        KeyHistory known = history.then(event);
        KeyCourse next = new KeyCourse(known, lap, resumes, quietUntil, excuse, notTheirs, claimedBy, warnedAhead);
        return switch (event.kind()) {
            case ASK_DELIVERED -> next.delivered(event, history);
            case REMINDED -> lap == null ? next : next.on(lap.remindedAt(event.at()));
            case FINAL_NOTICE ->
                lap == null ? next : next.on(lap.noticed(new FinalNotice(event.at(), event.why(), null)));
            case FINAL_NOTICE_DELIVERED ->
                lap == null || lap.finalNotice() == null
                        ? next
                        : next.on(lap.noticed(new FinalNotice(
                                lap.finalNotice().at(), lap.finalNotice().lastDay(), event.at())));
            case POSTPONED -> lap == null ? next : next.on(lap.postponed(event.at(), time(event.why())));
            case WARNED_AHEAD -> new KeyCourse(known, lap, resumes, quietUntil, excuse, notTheirs, claimedBy, true);
            case NOT_MINE -> next.disowned(event.actor());
            case CLAIMED -> next.claimed(event.actor());
            case EXCUSED ->
                new KeyCourse(
                        known,
                        lap,
                        resumes,
                        quietUntil,
                        Excuse.of(event).orElse(excuse),
                        notTheirs,
                        claimedBy,
                        warnedAhead);
            case DEACTIVATED, ROTATED ->
                new KeyCourse(known, null, false, null, excuse, notTheirs, claimedBy, warnedAhead);
            case REACTIVATED ->
                new KeyCourse(
                        known,
                        null,
                        true,
                        event.at().plus(QUIET_AFTER_REACTIVATION),
                        excuse,
                        notTheirs,
                        claimedBy,
                        warnedAhead);
            case ASKED,
                    ASK_POSTED,
                    ASK_FAILED,
                    DEACTIVATION_REQUESTED,
                    REACTIVATION_REQUESTED,
                    CHANGE_NOT_DONE,
                    DIGEST,
                    DIGEST_BY_HAND,
                    UNOWNED_LISTED,
                    NOT_POSTED,
                    SENT_AGAIN,
                    REMINDER_DELIVERED,
                    FOLLOW_UP_FAILED,
                    UNASKED_MESSAGE -> next;
        };
    }

    private KeyCourse on(Lap newer) {
        return new KeyCourse(history, newer, resumes, quietUntil, excuse, notTheirs, claimedBy, warnedAhead);
    }

    private KeyCourse delivered(Event event, KeyHistory before) {
        KeyHistory.Ask ask = history.lastAsk();
        if (ask == null || ask.equals(before.lastAsk())) {
            // It is an earlier ask that arrived late, or was told twice.
            return this;
        }
        Lap newer = lap == null ? Lap.begins(ask.to(), event.at()) : after(ask, lap, event.at());
        return new KeyCourse(history, newer, false, null, excuse, without(notTheirs, ask.to()), claimedBy, warnedAhead);
    }

    /** The sweep asks by itself only where nothing is under way with this person, or an excuse has interrupted it. */
    private Lap after(KeyHistory.Ask ask, Lap running, Instant at) {
        boolean anew = !running.isOf(ask.to()) || ask.by().equals(Event.SYSTEM) || interrupted(running, at);
        return anew ? Lap.begins(ask.to(), at) : running.askedAgain(at);
    }

    private boolean interrupted(Lap running, Instant now) {
        return excuse != null && !excuse.holds(now) && running.firstAsk().isBefore(excuse.ends());
    }

    private KeyCourse disowned(String person) {
        Set<String> more = new HashSet<>(notTheirs);
        more.add(person);
        boolean theirs = lap != null && lap.isOf(person);
        return new KeyCourse(
                history,
                theirs ? null : lap,
                resumes || theirs,
                quietUntil,
                excuse,
                more,
                person.equals(claimedBy) ? null : claimedBy,
                warnedAhead);
    }

    private KeyCourse claimed(String person) {
        return new KeyCourse(
                history, lap, resumes, quietUntil, excuse, without(notTheirs, person), person, warnedAhead);
    }

    private static Set<String> without(Set<String> people, String person) {
        Set<String> rest = new HashSet<>(people);
        rest.remove(person);
        return rest;
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
