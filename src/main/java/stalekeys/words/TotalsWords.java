package stalekeys.words;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Coverage;

/** Totals, and what changed in them. */
public final class TotalsWords {
    private TotalsWords() {}

    /**
     * "3 critical, 4 stale, 30 fresh, 2 inactive"; without the last two where the credential report ruled users out,
     * whose keys were not counted then.
     */
    public static String of(Counts counts, List<AccountCoverage> accounts) {
        String rest = new Coverage(accounts).everyUserListed()
                ? ", " + Plural.number(counts.fresh()) + " fresh, " + Plural.number(counts.inactive()) + " inactive"
                : "";
        return Plural.number(counts.critical()) + " critical, " + Plural.number(counts.stale()) + " stale" + rest
                + (counts.exempt() == 0 ? "" : ", " + Plural.number(counts.exempt()) + " exempt")
                + guarded(counts).map(words -> ", " + words).orElse("");
    }

    /** "2 new, 3 fixed, 2 still stale"; what was not seen is named, never counted as fixed. */
    public static String of(ChangeCounts progress) {
        List<String> parts = new ArrayList<>();
        parts.add(Plural.number(progress.newlyStale()) + " new");
        parts.add(Plural.number(progress.fixed()) + " fixed");
        parts.add(Plural.number(progress.still()) + " still stale");
        if (progress.notSeen() > 0) {
            parts.add(Plural.number(progress.notSeen()) + " not seen this time");
        }
        if (progress.firstSeen() > 0) {
            parts.add(Plural.number(progress.firstSeen()) + " seen for the first time");
        }
        return String.join(", ", parts);
    }

    /** "2 protected by a tag": keys that can't be changed from here; empty where there are none. */
    public static Optional<String> guarded(Counts counts) {
        return counts.guarded() == 0
                ? Optional.empty()
                : Optional.of(Plural.number(counts.guarded()) + " protected by a tag");
    }

    /** "5 exempt, next ends 3 March 2026"; empty where nothing is. */
    public static Optional<String> exempt(int count, @Nullable LocalDate nextEnds) {
        return count == 0
                ? Optional.empty()
                : Optional.of(Plural.number(count) + " exempt"
                        + (nextEnds == null ? "" : ", next ends " + Times.longDay(nextEnds)));
    }
}
