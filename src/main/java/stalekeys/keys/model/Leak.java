package stalekeys.keys.model;

/**
 * Whether AWS saw a key of a user leak: it then attaches a quarantine policy to the user. Where nobody knows, it counts as
 * leaked: such a key is not switched on again, not exempt, and not changed automatically.
 *
 * @param detail of {@link State#LEAKED} the policy's name, of {@link State#UNKNOWN} a sentence that says why; else empty
 */
public record Leak(State state, String detail) {
    /** What is known. */
    public enum State {
        LEAKED,
        NOT_LEAKED,
        /** AWS did not let us look, or did not answer */
        UNKNOWN
    }

    private static final Leak NONE = new Leak(State.NOT_LEAKED, "");

    /** AWS attached this policy to the user. */
    public static Leak quarantined(String policy) {
        return new Leak(State.LEAKED, policy);
    }

    public static Leak none() {
        return NONE;
    }

    /** {@code why} is a sentence for people. */
    public static Leak unknown(String why) {
        return new Leak(State.UNKNOWN, why);
    }

    public boolean isCertain() {
        return state == State.LEAKED;
    }

    public boolean isUnknown() {
        return state == State.UNKNOWN;
    }

    /** Whether it leaked, or may have. */
    public boolean isPossible() {
        return state != State.NOT_LEAKED;
    }
}
