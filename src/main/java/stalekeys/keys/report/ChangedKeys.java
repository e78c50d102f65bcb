package stalekeys.keys.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import stalekeys.keys.model.KeyRef;

/**
 * Which keys changed between two audits, of what both saw. {@link ChangeCounts} counts them.
 *
 * @param newlyStale stale now, and known not to be then; worst first
 * @param switchedOff stale then, and seen switched off now; oldest first, as the following
 * @param gone stale then, and gone now from a user that was read
 * @param notSeen stale then; nobody can say now
 * @param firstSeen stale now, but the earlier audit did not see the user; worst first
 * @param still how many were stale then and are now
 */
public record ChangedKeys(
        Instant since,
        List<KeyRef> newlyStale,
        List<KeyRef> switchedOff,
        List<KeyRef> gone,
        List<KeyRef> notSeen,
        List<KeyRef> firstSeen,
        int still) {
    /** What has happened to a key. */
    public enum Kind {
        NEWLY_STALE,
        SWITCHED_OFF,
        GONE,
        NOT_SEEN,
        FIRST_SEEN
    }

    private static final Comparator<KeyRef> OLDEST_FIRST = Comparator.comparing(KeyRef::created)
            .thenComparing(KeyRef::accountId)
            .thenComparing(KeyRef::userName)
            .thenComparing(key -> key.keyId().full());

    public ChangedKeys {
        newlyStale = List.copyOf(newlyStale);
        switchedOff = List.copyOf(switchedOff);
        gone = List.copyOf(gone);
        notSeen = List.copyOf(notSeen);
        firstSeen = List.copyOf(firstSeen);
    }

    /**
     * Compares. The report's horizon must not be above the baseline's threshold: otherwise a key that is merely no longer
     * called stale would look gone.
     */
    public static ChangedKeys between(Baseline before, Report now) {
        if (now.horizonDays() > before.maxAgeDays()) {
            throw new IllegalArgumentException("the audit must keep keys as young as the earlier threshold");
        }
        Set<KeyRef> found = new HashSet<>();
        Set<KeyRef> exempt = new HashSet<>();
        for (Finding finding : now.findings()) {
            finding.ref().ifPresent(ref -> (finding.verdict().exempt() ? exempt : found).add(ref));
        }
        Coverage.Seen seenNow = now.coverage().seen();
        List<KeyRef> switchedOff = new ArrayList<>();
        List<KeyRef> gone = new ArrayList<>();
        List<KeyRef> notSeen = new ArrayList<>();
        int still = 0;
        for (KeyRef ref : before.stale().stream().sorted(OLDEST_FIRST).toList()) {
            if (exempt.contains(ref)) {
                // Neither fixed nor still to be done: the excused have a count of their own.
                continue;
            }
            if (found.contains(ref)) {
                still++;
            } else if (now.inactive().contains(ref)) {
                switchedOff.add(ref);
            } else if (now.keeps(ref) && seenNow.user(ref.accountId(), ref.userName())) {
                gone.add(ref);
            } else {
                notSeen.add(ref);
            }
        }
        List<KeyRef> newlyStale = new ArrayList<>();
        List<KeyRef> firstSeen = new ArrayList<>();
        now.stale().stream()
                .flatMap(finding -> finding.ref().stream())
                .filter(ref -> !before.stale().contains(ref))
                .forEach(
                        ref -> (before.seen().user(ref.accountId(), ref.userName()) ? newlyStale : firstSeen).add(ref));
        return new ChangedKeys(before.takenAt(), newlyStale, switchedOff, gone, notSeen, firstSeen, still);
    }

    public ChangeCounts counted() {
        return new ChangeCounts(
                since, newlyStale.size(), switchedOff.size() + gone.size(), still, notSeen.size(), firstSeen.size());
    }
}
