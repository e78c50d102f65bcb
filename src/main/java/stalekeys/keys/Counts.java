package stalekeys.keys;

/**
 * Totals of an audit, in keys.
 *
 * @param fresh active keys younger than the threshold
 * @param inactive keys that are off (inactive or expired), of any age
 */
public record Counts(int fresh, int stale, int critical, int inactive) {
    /** Stale and critical together: what "stale keys" means to a reader. */
    public int allStale() {
        return stale + critical;
    }

    Counts oneMoreCritical() {
        return new Counts(fresh, stale, critical + 1, inactive);
    }

    Counts switchedOff(Severity was) {
        return switch (was) {
            case FRESH -> new Counts(fresh - 1, stale, critical, inactive + 1);
            case STALE -> new Counts(fresh, stale - 1, critical, inactive + 1);
            case CRITICAL -> new Counts(fresh, stale, critical - 1, inactive + 1);
        };
    }
}
