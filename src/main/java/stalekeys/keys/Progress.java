package stalekeys.keys;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What changed between two audits, of what both saw.
 *
 * @param newlyStale stale now, and known not to be then
 * @param fixed stale then; now seen inactive, or gone from a user that was read
 * @param still stale then and now
 * @param notSeen stale then; nobody can say now
 * @param firstSeen stale now, but the earlier audit did not see the user, so not called new
 */
public record Progress(Instant since, int newlyStale, int fixed, int still, int notSeen, int firstSeen) {
    /**
     * Compares. The report's horizon must not be above the baseline's threshold: otherwise a key that is merely no longer
     * called stale would look gone.
     */
    public static Progress between(Baseline before, Report now) {
        if (now.horizonDays() > before.maxAgeDays()) {
            throw new IllegalArgumentException("the audit must keep keys as young as the earlier threshold");
        }
        Coverage.Seen seenNow = now.coverage().seen();
        Map<KeyRef, Boolean> activeNow = new HashMap<>();
        Set<KeyRef> excused = new HashSet<>();
        for (Finding finding : now.findings()) {
            finding.ref().ifPresent(ref -> {
                activeNow.put(ref, finding.verdict().stale());
                if (finding.verdict().excused()) {
                    excused.add(ref);
                }
            });
        }
        int fixed = 0;
        int still = 0;
        int notSeen = 0;
        for (KeyRef ref : before.stale()) {
            if (excused.contains(ref)) {
                // Neither fixed nor still to be done: the excused have a count of their own.
                continue;
            }
            if (activeNow.containsKey(ref)) {
                still++;
            } else if (now.inactive().contains(ref)
                    || (now.keeps(ref) && seenNow.user(ref.accountId(), ref.userName()))) {
                fixed++;
            } else {
                notSeen++;
            }
        }
        int newlyStale = 0;
        int firstSeen = 0;
        Set<KeyRef> staleNow = new HashSet<>();
        activeNow.forEach((ref, stale) -> {
            if (stale) {
                staleNow.add(ref);
            }
        });
        staleNow.removeAll(before.stale());
        for (KeyRef ref : staleNow) {
            if (before.seen().user(ref.accountId(), ref.userName())) {
                newlyStale++;
            } else {
                firstSeen++;
            }
        }
        return new Progress(before.takenAt(), newlyStale, fixed, still, notSeen, firstSeen);
    }
}
