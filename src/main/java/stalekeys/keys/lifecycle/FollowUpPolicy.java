package stalekeys.keys.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a key that was asked about is followed until it is rotated, excused or switched off. Whom it may be
 * said to, and at what hour, is not decided here.
 *
 * @param autoAsk whether owners of stale keys are asked without a click
 * @param maxAgeDays stale at this many whole days
 * @param warnAheadDays how many days before that the owner is told; 0 for never
 */
public record FollowUpPolicy(boolean autoAsk, int maxAgeDays, int warnAheadDays) {
    private static final Duration FINAL_NOTICE_AFTER = Duration.ofDays(14);
    private static final Duration LAST_DAY_AFTER = Duration.ofDays(21);

    /** A key that seems to be on so soon after it was switched off may have been read before, or IAM has not caught up. */
    private static final Duration SETTLED = Duration.ofHours(1);

    /**
     * What is to be done next about a key.
     *
     * @param person who is written to, as a Slack user id or an address; empty where nobody is
     * @param due since when it is to be done, so that who waits longest comes first
     * @param until for a final notice or a notice of deletion, the moment up to which the owner has time; null otherwise
     * @param announced what a final notice says will follow
     */
    public record Step(
            Kind kind, String person, Instant due, @Nullable Instant until, AnnouncedAction announced) {
        /** What it is. */
        public enum Kind {
            NOTHING,
            ASK,
            REMIND,
            FINAL_NOTICE,
            /** a final notice that a key that is off will be deleted */
            DELETION_NOTICE,
            THANK,
            WARN_AHEAD,
            /** nothing is said: a key that was asked about is off or gone, which is recorded */
            RECORD_ROTATION,
            /** nothing is said: a key that stale-keys switched off is on, which is recorded */
            RECORD_ON_AGAIN,
            /** nothing is said: a tag excuses a key that was being followed up, which is recorded */
            RECORD_EXCUSE
        }

        private static final Step NOTHING = new Step(Kind.NOTHING, "", Instant.EPOCH, null, AnnouncedAction.OPEN);

        private static Step of(Kind kind, String person, Instant due) {
            return new Step(kind, person, due, null, AnnouncedAction.OPEN);
        }
    }

    /** Decides. Only what was seen counts: a key that could not be read is left as it is. */
    public Step decide(Observation seen, Instant now) {
        if (seen.lifecycle().history().pending() != null) {
            return Step.NOTHING;
        }
        if (onAgain(seen, now)) {
            return Step.of(Step.Kind.RECORD_ON_AGAIN, "", now);
        }
        return switch (seen.presence()) {
            case UNREADABLE -> Step.NOTHING;
            case OFF, GONE -> done(seen, now);
            case FRESH -> warnAhead(seen, now);
            case STALE -> followUp(seen, now);
        };
    }

    /** Whether it makes sense to look at a key with this course at all: no owner has to be looked up for the others. */
    public boolean concerns(KeyLifecycle lifecycle, long ageDays) {
        return autoAsk
                || lifecycle.begun()
                || lifecycle.history().switchedOffByUs()
                || (ageDays < maxAgeDays && warnAheadDays > 0 && !lifecycle.warnedAhead());
    }

    private static boolean onAgain(Observation seen, Instant now) {
        Event off = seen.lifecycle().history().lastChange();
        return (seen.presence() == Observation.KeyPresence.STALE || seen.presence() == Observation.KeyPresence.FRESH)
                && off != null
                && off.kind() == Event.Kind.DEACTIVATED
                && !off.at().plus(SETTLED).isAfter(now);
    }

    private static Step done(Observation seen, Instant now) {
        if (seen.lifecycle().cycle() != null) {
            return Step.of(Step.Kind.RECORD_ROTATION, "", now);
        }
        KeyLifecycle.Rotation rotation = seen.lifecycle().rotation();
        if (rotation == null
                || rotation.person().isEmpty()
                || rotation.seenAt().plus(FollowUpCycle.COUNTS_FOR).isBefore(now)) {
            return Step.NOTHING;
        }
        return Step.of(Step.Kind.THANK, rotation.person(), rotation.seenAt());
    }

    private Step warnAhead(Observation seen, Instant now) {
        boolean soon = seen.ageDays() >= maxAgeDays - warnAheadDays && seen.ageDays() < maxAgeDays;
        if (!soon || seen.lifecycle().warnedAhead() || seen.lifecycle().cycle() != null || seen.exempt(now)) {
            return Step.NOTHING;
        }
        String person = person(seen);
        return person.isEmpty() ? Step.NOTHING : Step.of(Step.Kind.WARN_AHEAD, person, now);
    }

    private Step followUp(Observation seen, Instant now) {
        KeyLifecycle lifecycle = seen.lifecycle();
        FollowUpCycle cycle = lifecycle.cycle();
        if (seen.exempt(now)) {
            return cycle == null || cycle.suspended() ? Step.NOTHING : Step.of(Step.Kind.RECORD_EXCUSE, "", now);
        }
        Instant quietUntil = lifecycle.quietUntil();
        String person = person(seen);
        if (person.isEmpty() || (quietUntil != null && now.isBefore(quietUntil))) {
            return Step.NOTHING;
        }
        if (cycle == null) {
            return lifecycle.resumes() || autoAsk ? ask(seen, person, now) : Step.NOTHING;
        }
        return cycle.suspended() || !cycle.isOf(person) ? ask(seen, person, now) : next(cycle, person, now);
    }

    /** A new ask, unless one stands that is not a week old, or one to the same person may be on its way or lost. */
    private static Step ask(Observation seen, String person, Instant now) {
        KeyHistory history = seen.lifecycle().history();
        KeyHistory.Ask last = history.lastAsk();
        if (last != null && (last.to().isEmpty() || last.to().equals(person))) {
            boolean open = last.arrival() == KeyHistory.Arrival.NOT_CONFIRMED;
            if (open || last.at().plus(KeyHistory.ASK_AGAIN_AFTER).isAfter(now)) {
                return Step.NOTHING;
            }
        }
        return Step.of(Step.Kind.ASK, person, now);
    }

    private static Step next(FollowUpCycle cycle, String person, Instant now) {
        Instant remindAt = cycle.remindAt();
        Instant noticeAt = cycle.anchor().plus(FINAL_NOTICE_AFTER);
        if (cycle.finalNotice() == null) {
            if (cycle.outOfDate(now)) {
                return Step.of(Step.Kind.REMIND, person, cycle.lastStep().plus(FollowUpCycle.COUNTS_FOR));
            }
            if (cycle.reminded() && !now.isBefore(noticeAt)) {
                return new Step(Step.Kind.FINAL_NOTICE, person, noticeAt, lastMoment(cycle, now), AnnouncedAction.OPEN);
            }
        }
        if (remindAt != null) {
            return now.isBefore(remindAt) ? Step.NOTHING : Step.of(Step.Kind.REMIND, person, remindAt);
        }
        Instant reminderAt = cycle.anchor().plus(FollowUpCycle.REMINDER_AFTER);
        return cycle.reminded() || cycle.finalNotice() != null || now.isBefore(reminderAt)
                ? Step.NOTHING
                : Step.of(Step.Kind.REMIND, person, reminderAt);
    }

    private static Instant lastMoment(FollowUpCycle cycle, Instant now) {
        Instant planned = cycle.anchor().plus(LAST_DAY_AFTER);
        Instant least = now.plus(FinalNotice.LEAST);
        return planned.isBefore(least) ? least : planned;
    }

    /** Empty where nobody can be written to, or nobody knows. */
    private static String person(Observation seen) {
        return switch (seen.named().kind()) {
            case PERSON, MAILBOX ->
                seen.lifecycle().responsible(seen.named().slackId()).orElse("");
            case NOBODY -> seen.lifecycle().responsible(null).orElse("");
            case TEAM, LEFT, UNREADABLE -> "";
        };
    }
}
