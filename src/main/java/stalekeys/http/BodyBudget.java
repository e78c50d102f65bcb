package stalekeys.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of all bodies together may wait in memory. Only the signature tells Slack from a stranger, and it can be checked
 * at the end alone; so many strangers who each send almost a megabyte and then wait must not fill the memory.
 */
final class BodyBudget {
    static final int MAX_BODY = 1024 * 1024;
    private static final long MAX_ALL_BODIES = 16L * MAX_BODY;
    /** Slack's own requests are some kilobytes. These pass when the budget is used up, or strangers could keep Slack out. */
    private static final int SMALL = 64 * 1024;

    private final AtomicLong held = new AtomicLong();

    /**
     * Counts bytes that have arrived; to be given back in any case.
     *
     * @param bodySize of the body they belong to, with them
     * @return whether that body may go on
     */
    boolean take(int bytes, int bodySize) {
        return held.addAndGet(bytes) <= MAX_ALL_BODIES || bodySize <= SMALL;
    }

    void giveBack(int bytes) {
        held.addAndGet(-bytes);
    }
}
