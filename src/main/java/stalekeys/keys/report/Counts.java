package stalekeys.keys.report;

/**
 * Totals of an audit, in keys.
 *
 * @param fresh active keys younger than the threshold
 * @param inactive keys that are off (inactive or expired), of any age
 * @param exempt active keys that would be stale or critical, and are excused
 * @param guarded those among the stale, critical and excused that a tag on the user protects from changes
 */
public record Counts(int fresh, int stale, int critical, int inactive, int exempt, int guarded) {
    /** Totals of which none is protected. */
    public Counts(int fresh, int stale, int critical, int inactive, int exempt) {
        this(fresh, stale, critical, inactive, exempt, 0);
    }

    /** Stale and critical together: what "stale keys" means to a reader. */
    public int allStale() {
        return stale + critical;
    }

    Counts oneMoreCritical() {
        return new Counts(fresh, stale, critical + 1, inactive, exempt, guarded);
    }

    Counts switchedOff(Severity was) {
        return switch (was) {
            case FRESH -> new Counts(fresh - 1, stale, critical, inactive + 1, exempt, guarded);
            case STALE -> new Counts(fresh, stale - 1, critical, inactive + 1, exempt, guarded);
            case CRITICAL -> new Counts(fresh, stale, critical - 1, inactive + 1, exempt, guarded);
        };
    }

    Counts excusedSwitchedOff() {
        return new Counts(fresh, stale, critical, inactive + 1, exempt - 1, guarded);
    }

    /** One that was protected is off. */
    Counts oneLessGuarded() {
        return new Counts(fresh, stale, critical, inactive, exempt, guarded - 1);
    }

    /** One that was counted by its severity is excused. */
    Counts oneMoreExcused(Severity was) {
        Counts off = switchedOff(was);
        return new Counts(off.fresh, off.stale, off.critical, inactive, exempt + 1, guarded);
    }
}
