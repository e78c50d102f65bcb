package stalekeys.keys.report;

import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.lifecycle.Exemption;

/** What the policy says of a key, with its reasons. */
public record Verdict(Severity severity, List<Reason> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** What a person has to do something about: old enough, and not excused. */
    public boolean stale() {
        return severity != Severity.FRESH && !exempt();
    }

    /** Whether the key may stay as it is for a while, old enough or not. */
    public boolean exempt() {
        return reasons.stream().anyMatch(reason -> reason.kind() == Reason.Kind.EXCUSED_UNTIL);
    }

    /** {@code how}: whether it counts, or is on hold. */
    Verdict until(Exemption exemption, Reason.Kind how) {
        List<Reason> all = new ArrayList<>(withoutExcuse().reasons);
        all.add(new Reason(how, 0, exemption.lastDay().toString()));
        return new Verdict(severity, all);
    }

    Verdict withoutExcuse() {
        return new Verdict(
                severity,
                reasons.stream()
                        .filter(reason -> reason.kind() != Reason.Kind.EXCUSED_UNTIL
                                && reason.kind() != Reason.Kind.EXEMPTION_ON_HOLD)
                        .toList());
    }
}
