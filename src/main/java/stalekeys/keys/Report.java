package stalekeys.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one audit found.
 *
 * @param takenAt when the audit began, so that nothing later than that is claimed
 * @param policy the thresholds it was judged by
 * @param horizonDays active keys of at least this age are among the findings; younger ones are only counted
 * @param findings worst first
 * @param inactive keys at or over the horizon that were seen switched off
 */
public record Report(
        Instant takenAt,
        StalenessPolicy policy,
        int horizonDays,
        List<Finding> findings,
        Set<KeyRef> inactive,
        Counts counts,
        Coverage coverage) {
    public Report {
        findings = List.copyOf(findings);
        inactive = Set.copyOf(inactive);
    }

    /** The findings a person means by "stale keys": stale and critical, worst first. */
    public List<Finding> stale() {
        return findings.stream().filter(finding -> finding.verdict().stale()).toList();
    }

    /** This report once the key was seen switched off: what the bot did itself is true at once. */
    public Report withInactive(KeyRef key) {
        List<Finding> rest = new ArrayList<>();
        Counts newCounts = counts;
        for (Finding finding : findings) {
            if (finding.ref().filter(key::equals).isPresent()) {
                newCounts = newCounts.switchedOff(finding.verdict().severity());
            } else {
                rest.add(finding);
            }
        }
        if (rest.size() == findings.size()) {
            return this;
        }
        Set<KeyRef> off = new HashSet<>(inactive);
        off.add(key);
        return new Report(takenAt, policy, horizonDays, rest, off, newCounts, coverage);
    }
}
