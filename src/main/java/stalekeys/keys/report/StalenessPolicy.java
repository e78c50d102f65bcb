package stalekeys.keys.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;

/**
 * When a key is stale. The default 90 days is what the CIS benchmark, Security Hub IAM.3 and AWS Config's
 * access-keys-rotated ask for.
 *
 * @param maxAgeDays stale at this many whole days and more
 * @param criticalAgeDays critical beyond this many whole days
 */
public record StalenessPolicy(int maxAgeDays, int criticalAgeDays) {
    /**
     * A tag on the IAM user that keeps stale-keys from changing its keys: the policies in deploy/iam deny it where the value
     * is true, in any case. The keys stay stale all the same.
     */
    public static final String PROTECTED_TAG = "stale-keys:protected";

    public StalenessPolicy {
        if (maxAgeDays < 1 || criticalAgeDays < maxAgeDays) {
            throw new IllegalArgumentException("1 <= max age <= critical age, in whole days");
        }
    }

    /** Judges an active key. A key of a quarantined user is critical whatever its age: AWS saw it leak. */
    public Verdict judge(AccessKey key, IamUser user, Instant now) {
        List<Reason> reasons = new ArrayList<>();
        switch (user.leak().state()) {
            case LEAKED ->
                reasons.add(new Reason(Reason.Kind.QUARANTINED, 0, user.leak().detail()));
            case UNKNOWN ->
                reasons.add(new Reason(Reason.Kind.LEAK_UNKNOWN, 0, user.leak().detail()));
            case NOT_LEAKED -> {}
        }
        long age = key.ageDays(now);
        reasons.add(new Reason(Reason.Kind.AGE, age, ""));
        switch (key.lastUse().kind()) {
            case NEVER -> {
                // Last use lags, so "never" means nothing on the first day.
                if (age >= 1) {
                    reasons.add(Reason.of(Reason.Kind.NEVER_USED));
                }
            }
            case UNREADABLE -> reasons.add(Reason.of(Reason.Kind.LAST_USE_UNREADABLE));
            case USED -> {}
        }
        if (!user.tags().readable()) {
            reasons.add(Reason.of(Reason.Kind.TAGS_UNREADABLE));
        }
        exemption(user, now).ifPresent(reasons::add);
        if (user.tags().value(PROTECTED_TAG).filter("true"::equalsIgnoreCase).isPresent()) {
            reasons.add(Reason.of(Reason.Kind.PROTECTED));
        }
        return new Verdict(user.leak().isCertain() ? Severity.CRITICAL : byAge(age), reasons);
    }

    /** A leaked key can't be exempt; one of which nobody knows is not, as long as nobody does. */
    private static Optional<Reason> exemption(IamUser user, Instant now) {
        Optional<Reason> holds = Exemption.tagged(user.tags(), now)
                .filter(exemption -> exemption.holds(now) && !user.leak().isCertain())
                .map(exemption -> new Reason(
                        user.leak().isUnknown() ? Reason.Kind.EXEMPTION_ON_HOLD : Reason.Kind.EXCUSED_UNTIL,
                        0,
                        exemption.lastDay().toString()));
        return holds.or(() ->
                Exemption.invalidTag(user.tags(), now).map(text -> new Reason(Reason.Kind.EXCUSE_INVALID, 0, text)));
    }

    public Verdict judgeRoot() {
        return new Verdict(Severity.CRITICAL, List.of(Reason.of(Reason.Kind.ROOT)));
    }

    /** A quarantined user without an active key: nothing to switch off, but somebody must look. */
    public Verdict judgeQuarantined(String policyName) {
        return new Verdict(Severity.CRITICAL, List.of(new Reason(Reason.Kind.QUARANTINED, 0, policyName)));
    }

    private Severity byAge(long days) {
        if (days > criticalAgeDays) {
            return Severity.CRITICAL;
        }
        return days >= maxAgeDays ? Severity.STALE : Severity.FRESH;
    }
}
