package stalekeys.keys.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.KeyRef;

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

    /**
     * Whether the key is old enough to be among the findings while it is active. A younger one may be active and in neither
     * list.
     */
    public boolean keeps(KeyRef key) {
        return Duration.between(key.created(), takenAt).toDays() >= horizonDays;
    }

    /** The findings that would be stale and are excused, worst first. */
    public List<Finding> exempt() {
        return findings.stream()
                .filter(finding ->
                        finding.verdict().exempt() && finding.verdict().severity() != Severity.FRESH)
                .toList();
    }

    /**
     * What a list needs of it: no fresh keys, no keys that are off, and a few examples of what could not be read. So it
     * grows with the stale keys alone.
     */
    public Report forLists() {
        List<Finding> old = findings.stream()
                .filter(finding -> finding.verdict().severity() != Severity.FRESH)
                .toList();
        return new Report(takenAt, policy, policy.maxAgeDays(), old, Set.of(), counts, coverage.shortened());
    }

    /** This report with what admins have excused, where it still holds. */
    public Report excusing(Map<KeyRef, Exemption> exemptions) {
        List<Finding> all = new ArrayList<>();
        Counts newCounts = counts;
        for (Finding finding : findings) {
            Exemption exemption = finding.ref().map(exemptions::get).orElse(null);
            Finding now = exemption == null ? finding : finding.exemptUntil(exemption, takenAt);
            if (finding.verdict().stale() && !now.verdict().stale()) {
                newCounts = newCounts.oneMoreExcused(finding.verdict().severity());
            }
            all.add(now);
        }
        return new Report(takenAt, policy, horizonDays, all, inactive, newCounts, coverage);
    }

    /** This report once the key was seen switched off: what the bot did itself is true at once. */
    public Report withInactive(KeyRef key) {
        Finding found = findings.stream()
                .filter(finding -> finding.ref().filter(key::equals).isPresent())
                .findFirst()
                .orElse(null);
        if (found == null) {
            return this;
        }
        boolean wasExcused =
                found.verdict().severity() != Severity.FRESH && found.verdict().exempt();
        Counts newCounts = wasExcused
                ? counts.excusedSwitchedOff()
                : counts.switchedOff(found.verdict().severity());
        if (found.isProtected() && found.verdict().severity() != Severity.FRESH) {
            newCounts = newCounts.oneLessGuarded();
        }
        List<Finding> rest = new ArrayList<>(findings);
        rest.remove(found);
        if (found.quarantined() && rest.stream().noneMatch(found::sameUser)) {
            newCounts = newCounts.oneMoreCritical();
            rest.add(ReportBuilder.withoutActiveKey(found));
            rest.sort(Finding.WORST_FIRST);
        }
        Set<KeyRef> off = new HashSet<>(inactive);
        off.add(key);
        return new Report(takenAt, policy, horizonDays, rest, off, newCounts, coverage);
    }
}
