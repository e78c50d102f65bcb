package stalekeys.keys.report;

import java.time.Instant;

/**
 * What changed between two audits, of what both saw.
 *
 * @param newlyStale stale now, and known not to be then
 * @param fixed stale then; now seen inactive, or gone from a user that was read
 * @param still stale then and now
 * @param notSeen stale then; nobody can say now
 * @param firstSeen stale now, but the earlier audit did not see the user, so not called new
 */
public record ChangeCounts(Instant since, int newlyStale, int fixed, int still, int notSeen, int firstSeen) {}
