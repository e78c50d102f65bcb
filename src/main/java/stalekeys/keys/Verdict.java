package stalekeys.keys;

import java.util.List;

/** What the policy says of a key, with its reasons. */
public record Verdict(Severity severity, List<Reason> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    public boolean stale() {
        return severity != Severity.FRESH;
    }
}
