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
}
