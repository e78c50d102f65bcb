package stalekeys.work.ledger;

import java.util.List;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.report.Finding;

/**
 * What a sweep has to say to one person.
 *
 * @param to a Slack user id, or an address
 * @param name what their colleagues see; may be empty
 * @param more how many of their keys there is something to say about that do not fit
 * @param outboxKey the dedupe key of its row; empty where it is held
 */
public record PlannedMessage(String to, String name, List<Line> lines, int more, HoldReason held, String outboxKey) {
    public PlannedMessage {
        lines = List.copyOf(lines);
    }

    /** Something about one key. */
    public record Line(Finding finding, Step.Kind step) {}

    /** Why it is not sent now; a later sweep looks again. */
    public enum HoldReason {
        /** it goes out */
        NO,
        /** it is not between 9 and 18 on a weekday where they are */
        OFF_HOURS,
        /** they got one today */
        HAD_TODAYS,
        /** as many messages as are allowed in a day have been sent */
        DAY_IS_FULL,
        /** Slack does not know them (any more), or did not answer */
        NOT_REACHABLE,
        /** another process was quicker */
        DECIDED_ELSEWHERE
    }
}
