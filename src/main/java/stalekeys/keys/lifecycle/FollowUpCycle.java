package stalekeys.keys.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One follow-up of one person about one key, from the first ask on that was delivered, or taken by a mail server.
 *
 * @param person the Slack user id, or an address; empty where an old event does not say
 * @param firstAsk when the first ask was delivered, or taken by a mail server
 * @param anchor the day 0 from which its steps are counted: the first ask, or later where it began again
 * @param lastStep when somebody was last heard of: an ask, a reminder, a final notice, or the owner's putting it off
 * @param reminded whether it was reminded or put off since the anchor
 * @param postponements how often it was put off
 * @param remindAt when the owner wants to be reminded; null where they did not say, or were reminded since
 * @param suspended whether the key was excused since it began: then it ends here, or with a new ask
 */
public record FollowUpCycle(
        String person,
        Instant firstAsk,
        Instant anchor,
        Instant lastStep,
        boolean reminded,
        int postponements,
        @Nullable Instant remindAt,
        @Nullable FinalNotice finalNotice,
        boolean suspended) {
    /** From the ask, or from the reminder a follow-up begins again with, to the next step. */
    static final Duration REMINDER_AFTER = Duration.ofDays(7);

    /** A step older than this does not count: then the follow-up begins again at the reminder. */
    static final Duration COUNTS_FOR = Duration.ofDays(14);

    /** How often a reminder may be put off. */
    public static final int MOST_POSTPONEMENTS = 3;

    static FollowUpCycle begins(String person, Instant at) {
        return new FollowUpCycle(person, at, at, at, false, 0, null, null, false);
    }

    /** An old event may not say who was asked: then it may have been anybody. */
    boolean isOf(String someone) {
        return person.isEmpty() || someone.isEmpty() || person.equals(someone);
    }

    boolean outOfDate(Instant now) {
        return lastStep.plus(COUNTS_FOR).isBefore(now);
    }

    FollowUpCycle askedAgain(Instant at) {
        return outOfDate(at)
                ? new FollowUpCycle(person, firstAsk, at, at, false, postponements, null, null, false)
                : new FollowUpCycle(
                        person, firstAsk, anchor, at, reminded, postponements, remindAt, finalNotice, false);
    }

    FollowUpCycle remindedAt(Instant at) {
        return new FollowUpCycle(person, firstAsk, anchorOf(at), at, true, postponements, null, finalNotice, suspended);
    }

    /** Whoever puts it off has read it: as good as a reminder. */
    FollowUpCycle postponed(Instant at, @Nullable Instant until) {
        return new FollowUpCycle(
                person, firstAsk, anchorOf(at), at, true, postponements + 1, until, finalNotice, suspended);
    }

    FollowUpCycle noticed(Event event) {
        return with(FinalNotice.decided(event), reminded);
    }

    FollowUpCycle noticeDelivered(Event event) {
        return finalNotice == null || !finalNotice.isOf(event)
                ? this
                : with(finalNotice.delivered(event.at(), person), reminded);
    }

    /** A message about it was refused, so it was not said. */
    FollowUpCycle notSaid(Event refused) {
        return finalNotice != null && finalNotice.deliveredAt() == null && finalNotice.isOf(refused)
                ? with(null, reminded)
                : with(finalNotice, false);
    }

    FollowUpCycle suspend() {
        return new FollowUpCycle(person, firstAsk, anchor, lastStep, reminded, postponements, null, finalNotice, true);
    }

    private FollowUpCycle with(@Nullable FinalNotice notice, boolean isReminded) {
        Instant last = notice == null ? lastStep : notice.at();
        return new FollowUpCycle(
                person, firstAsk, anchor, last, isReminded, postponements, remindAt, notice, suspended);
    }

    /** Where the step before is out of date, the follow-up begins again: this is its day 7. */
    private Instant anchorOf(Instant reminder) {
        return finalNotice == null && outOfDate(reminder) ? reminder.minus(REMINDER_AFTER) : anchor;
    }
}
