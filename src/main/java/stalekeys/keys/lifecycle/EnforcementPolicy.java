package stalekeys.keys.lifecycle;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.model.LastUse;

/**
 * The rules by which a key is switched off, and long after deleted, without anyone's click. Each takes a final notice that
 * said so and stands in the owner's own DM for a week. They are asked when it is planned, and again with what is read just
 * before it is done. How many a day is not decided here.
 *
 * @param deactivateAfterDays whole days since the first delivered ask; null for never
 * @param deleteAfterDays whole days since stale-keys switched the key off; null for never
 * @param zone the digest's: whoever looks after the bot should be at work when it acts
 */
public record EnforcementPolicy(
        @Nullable Integer deactivateAfterDays, @Nullable Integer deleteAfterDays, ZoneId zone) {
    private static final int FROM = 9;
    private static final int TO = 15;

    /** Something depends on a key that was used so lately. */
    private static final Duration IN_USE = Duration.ofHours(24);

    /** A use within this long before the final notice is said in it. */
    private static final Duration USED_LATELY = Duration.ofDays(7);

    /**
     * What is known of a key.
     *
     * @param leakUnknown whether nobody knows if a key of its user leaked: it could not be switched on again from here, and
     *     an exemption could not be told
     * @param smtpUser whether its user was made for SES's SMTP interface
     * @param changeable whether the owner is known in Slack, and keys of its account may be changed from here at all
     * @param ownerZone where the owner who is named is
     */
    public record Facts(
            Observation seen,
            LastUse use,
            boolean leakUnknown,
            boolean smtpUser,
            boolean changeable,
            ZoneId ownerZone) {}

    /** What is to be done to a key now, and what it waits for. */
    public record Action(Kind kind, Hold hold) {
        /** What it is. */
        public enum Kind {
            NOTHING,
            DEACTIVATE,
            DELETE
        }

        /** Why it is not done at this moment, though it is due. */
        public enum Hold {
            NONE,
            /** not a Monday to Thursday, 9 to 15, within the owner's working hours */
            OFF_HOURS,
            /** it was used within a day, and the final notice did not know of any use */
            IN_USE,
            /** it is not known whether a key of its user leaked */
            LEAK_UNKNOWN
        }

        static final Action NOTHING = new Action(Kind.NOTHING, Hold.NONE);
    }

    /** Switches nothing off and deletes nothing. */
    public static EnforcementPolicy off(ZoneId zone) {
        return new EnforcementPolicy(null, null, zone);
    }

    /** Whether anything has been announced of this key: no owner has to be looked up for the others. */
    public boolean announced(KeyLifecycle lifecycle) {
        FollowUpCycle cycle = lifecycle.cycle();
        boolean off = cycle != null
                && cycle.finalNotice() != null
                && cycle.finalNotice().announced().switchesOff();
        return off || lifecycle.deletionNotice() != null;
    }

    /** Whether it does anything at all. */
    public boolean acts() {
        return deactivateAfterDays != null || deleteAfterDays != null;
    }

    /** Decides. What was not seen, or can't be read, is left alone. */
    public Action decide(Facts facts, Instant now) {
        return switch (facts.seen().presence()) {
            case STALE -> deactivation(facts, now);
            case OFF -> deletion(facts, now);
            case FRESH, GONE, UNREADABLE -> Action.NOTHING;
        };
    }

    /** Whether {@link #announcing} could change the step: else nobody has to be looked up for it. */
    public boolean mayAnnounce(Step step, KeyLifecycle lifecycle, Instant now) {
        boolean another = lifecycle.cycle() != null && lifecycle.cycle().finalNotice() != null;
        return acts()
                && (step.kind() == Step.Kind.FINAL_NOTICE
                        || (step.kind() == Step.Kind.NOTHING && (another || deletionNear(lifecycle, now))));
    }

    /** The step with what a notice given now says will follow; a notice, where what was announced takes one of its own. */
    public Step announcing(Step step, Facts facts, Instant now) {
        if (facts.leakUnknown()) {
            // It will not happen as long as that is so.
            return step;
        }
        boolean nothingElse = step.kind() == Step.Kind.NOTHING;
        return switch (facts.seen().presence()) {
            case STALE ->
                endable(facts, now)
                                && (step.kind() == Step.Kind.FINAL_NOTICE || (nothingElse && wantsAnother(facts, now)))
                        ? endNotice(step, facts, now)
                        : step;
            case OFF -> nothingElse ? deletionNotice(facts, now).orElse(step) : step;
            case FRESH, GONE, UNREADABLE -> step;
        };
    }

    /** Whether the key may be deleted some day, unless it is seen on before. */
    public boolean countsTowardsDeletion(KeyLifecycle lifecycle) {
        return deleteAfterDays != null && lifecycle.history().switchedOffByUs();
    }

    /** Whether a key that is off has to be looked at because it may be time to delete it, or to say so. */
    public boolean deletionNear(KeyLifecycle lifecycle, Instant now) {
        Event off = lifecycle.history().lastChange();
        return deleteAfterDays != null
                && off != null
                && countsTowardsDeletion(lifecycle)
                && !off.at()
                        .plus(Duration.ofDays(deleteAfterDays))
                        .minus(FinalNotice.LEAST)
                        .isAfter(now);
    }

    /** The end of the hours in which it may act, at a moment within them. */
    public Instant closes(ZoneId ownerZone, Instant now) {
        Instant here = now.atZone(zone).toLocalDate().atTime(TO, 0).atZone(zone).toInstant();
        Instant there = OfficeHours.close(now, ownerZone);
        return here.isBefore(there) ? here : there;
    }

    private Action deactivation(Facts facts, Instant now) {
        FollowUpCycle cycle = facts.seen().lifecycle().cycle();
        FinalNotice notice = cycle == null ? null : cycle.finalNotice();
        if (cycle == null
                || notice == null
                || !endable(facts, now)
                || !notice.announced().switchesOff()
                || !notice.ripe(facts.ownerZone(), now)
                || endOfTime(cycle).isAfter(now)) {
            return Action.NOTHING;
        }
        boolean surprising =
                notice.announced() == AnnouncedAction.OFF && facts.use().within(IN_USE, now);
        return new Action(Action.Kind.DEACTIVATE, surprising ? Action.Hold.IN_USE : hold(facts, now));
    }

    private Action deletion(Facts facts, Instant now) {
        FinalNotice notice = facts.seen().lifecycle().deletionNotice();
        Event off = facts.seen().lifecycle().history().lastChange();
        boolean due = notice != null
                && off != null
                && deleteAfterDays != null
                && deletable(facts, now)
                && notice.deliveredTo().equals(facts.seen().named().slackId())
                && notice.ripe(facts.ownerZone(), now)
                && !off.at().plus(Duration.ofDays(deleteAfterDays)).isAfter(now);
        return due ? new Action(Action.Kind.DELETE, hold(facts, now)) : Action.NOTHING;
    }

    private Step endNotice(Step step, Facts facts, Instant now) {
        FollowUpCycle cycle = facts.seen().lifecycle().cycle();
        if (cycle == null) {
            return step;
        }
        Instant planned = step.until() == null ? now : step.until();
        AnnouncedAction announced =
                facts.use().within(USED_LATELY, now) ? AnnouncedAction.OFF_THOUGH_USED : AnnouncedAction.OFF;
        return new Step(
                Step.Kind.FINAL_NOTICE,
                cycle.person(),
                step.kind() == Step.Kind.NOTHING ? now : step.due(),
                latest(planned, endOfTime(cycle), now.plus(FinalNotice.LEAST)),
                announced);
    }

    /** The last notice did not say that the key is switched off, or it is too long ago that it did. */
    private static boolean wantsAnother(Facts facts, Instant now) {
        FollowUpCycle cycle = facts.seen().lifecycle().cycle();
        FinalNotice last = cycle == null ? null : cycle.finalNotice();
        return last != null
                && last.deliveredAt() != null
                && (!last.announced().switchesOff() || last.outdated(facts.ownerZone(), now));
    }

    private Optional<Step> deletionNotice(Facts facts, Instant now) {
        FinalNotice last = facts.seen().lifecycle().deletionNotice();
        Event off = facts.seen().lifecycle().history().lastChange();
        boolean said = last != null
                && (last.deliveredAt() == null
                        || (last.deliveredTo().equals(facts.seen().named().slackId())
                                && !last.outdated(facts.ownerZone(), now)));
        if (said
                || off == null
                || deleteAfterDays == null
                || !deletable(facts, now)
                || !deletionNear(facts.seen().lifecycle(), now)) {
            return Optional.empty();
        }
        Instant planned = off.at().plus(Duration.ofDays(deleteAfterDays));
        return Optional.of(new Step(
                Step.Kind.DELETION_NOTICE,
                facts.seen().named().slackId(),
                planned.minus(FinalNotice.LEAST),
                latest(planned, now.plus(FinalNotice.LEAST)),
                AnnouncedAction.DELETED));
    }

    /** Whether a key that is on may be switched off at all, once its time comes. */
    private boolean endable(Facts facts, Instant now) {
        FollowUpCycle cycle = facts.seen().lifecycle().cycle();
        return deactivateAfterDays != null
                && cycle != null
                && !cycle.suspended()
                && cycle.person().equals(facts.seen().named().slackId())
                && touchable(facts, now);
    }

    /** Whether a key that is off may be deleted at all, once its time comes. */
    private boolean deletable(Facts facts, Instant now) {
        KeyHistory history = facts.seen().lifecycle().history();
        Event off = history.lastChange();
        Instant used = facts.use().at();
        return deleteAfterDays != null
                && off != null
                && history.switchedOffByUs()
                && (used == null || !used.isAfter(off.at()))
                && !askedSince(history, off)
                && touchable(facts, now);
    }

    /** Only a key that is on is asked about: somebody switched it on elsewhere, so it was not off all the time. */
    private static boolean askedSince(KeyHistory history, Event off) {
        return history.lastAsk() != null && history.lastAsk().at().isAfter(off.at());
    }

    /** Never without an owner who is named, and never what is excused, may send mail, is being changed or can't be read. */
    private static boolean touchable(Facts facts, Instant now) {
        Observation seen = facts.seen();
        return facts.changeable()
                && seen.lifecycle().history().pending() == null
                && seen.ownedByWhomIsAsked()
                && !seen.exempt(now)
                && !facts.smtpUser()
                && !facts.use().byEmailService()
                && facts.use().kind() != LastUse.Kind.UNREADABLE;
    }

    private Instant endOfTime(FollowUpCycle cycle) {
        return deactivateAfterDays == null ? Instant.MAX : cycle.firstAsk().plus(Duration.ofDays(deactivateAfterDays));
    }

    private Action.Hold hold(Facts facts, Instant now) {
        if (facts.leakUnknown()) {
            return Action.Hold.LEAK_UNKNOWN;
        }
        boolean open = early(now, zone) && weekday(now, facts.ownerZone()) && OfficeHours.open(now, facts.ownerZone());
        return open ? Action.Hold.NONE : Action.Hold.OFF_HOURS;
    }

    private static boolean early(Instant now, ZoneId zone) {
        int hour = now.atZone(zone).getHour();
        return weekday(now, zone) && hour >= FROM && hour < TO;
    }

    /** With a working day after it, on which somebody can mend what broke. */
    private static boolean weekday(Instant now, ZoneId zone) {
        ZonedDateTime there = now.atZone(zone);
        return there.getDayOfWeek().compareTo(DayOfWeek.THURSDAY) <= 0;
    }

    private static Instant latest(Instant first, Instant... others) {
        Instant latest = first;
        for (Instant other : others) {
            latest = other.isAfter(latest) ? other : latest;
        }
        return latest;
    }
}
