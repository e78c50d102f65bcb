package stalekeys.aws.client;

/** Who goes first where a {@link RateLimiter} holds calls back. The order is the order of precedence. */
public enum Priority {
    /** Somebody has a dialog open or has clicked, or a key is being changed. */
    NOW(32),
    /** Somebody looks a user up, or the set-up is checked. */
    LOOK_UP(1),
    /** A whole account is read. */
    AUDIT(1);

    private final double calls;

    Priority(double calls) {
        this.calls = calls;
    }

    /**
     * The part of a round that one call uses up. In a round 32 urgent calls have their turn, all before one look-up and one
     * call of an audit: whatever is wanted without end stops nothing else for good.
     */
    double share() {
        return 1 / calls;
    }
}
