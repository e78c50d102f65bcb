package stalekeys.aws.scan;

import stalekeys.keys.model.Leak;

/**
 * Tells user by user whether a key of theirs leaked, where AWS does not let that be read of everybody at once. Where it is
 * refused again and again, nobody is asked about any more who has no stale key: thousands of calls would say the same.
 * Safe for many threads.
 */
final class LeakSearch {
    private static final int ENOUGH_IN_A_ROW = 10;

    private final LeakCheck check;
    private int inARow;
    private Leak last = Leak.unknown("");

    LeakSearch(LeakCheck check) {
        this.check = check;
    }

    /** @param matters whether it is asked in any case, since a key of the user will be shown */
    Leak of(String userName, boolean matters) {
        if (!matters && givenUp()) {
            return lastAnswer();
        }
        Leak leak = check.byOwnPolicies(userName);
        note(leak);
        return leak;
    }

    private synchronized boolean givenUp() {
        return inARow >= ENOUGH_IN_A_ROW;
    }

    private synchronized Leak lastAnswer() {
        return last;
    }

    private synchronized void note(Leak leak) {
        inARow = leak.isUnknown() ? inARow + 1 : 0;
        last = leak.isUnknown() ? leak : last;
    }
}
