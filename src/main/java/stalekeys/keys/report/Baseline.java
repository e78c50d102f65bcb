package stalekeys.keys.report;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import stalekeys.keys.model.KeyRef;

/**
 * What a digest must remember so that the next one can say what changed.
 *
 * @param maxAgeDays the threshold of then
 */
public record Baseline(Instant takenAt, int maxAgeDays, Set<KeyRef> stale, Coverage.Seen seen) {
    public Baseline {
        stale = Set.copyOf(stale);
    }

    public static Baseline of(Report report) {
        Set<KeyRef> stale = report.stale().stream()
                .flatMap(finding -> finding.ref().stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Baseline(
                report.takenAt(),
                report.policy().maxAgeDays(),
                stale,
                report.coverage().seen());
    }
}
