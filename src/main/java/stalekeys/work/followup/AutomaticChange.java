package stalekeys.work.followup;

import stalekeys.keys.lifecycle.EnforcementPolicy.Action;
import stalekeys.keys.report.Finding;
import stalekeys.work.people.Person;

/**
 * What a sweep does to a key that is due without anyone's click.
 *
 * @param owner who is told
 * @param outboxKey the dedupe key of its row; empty where it is held
 */
public record AutomaticChange(Finding finding, Action.Kind kind, Person owner, HoldReason held, String outboxKey) {
    /** Why it is not done now; a later sweep looks again. */
    public enum HoldReason {
        /** it is done */
        NO,
        /** it is outside the hours for it */
        OFF_HOURS,
        /** it was used within a day, and the final notice did not know of any use */
        IN_USE,
        /** it is not known whether a key of its user leaked */
        LEAK_UNKNOWN,
        /** as many changes as are allowed in a day were made */
        DAY_IS_FULL,
        /** it was tried today */
        HAD_ITS_TURN,
        /** there is no channel to tell it in, and Slack names no admin */
        NOBODY_HEARS,
        /** another process was quicker */
        DECIDED_ELSEWHERE
    }
}
