package stalekeys.keys.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.OwnerHint;

/**
 * One line of a report: a key (or a root user, or a quarantined user without an active key) with the verdict on it.
 *
 * @param keyId null unless it is a {@link Kind#KEY}
 * @param created null where AWS did not tell
 * @param ageDays whole days, UTC, at the time of the audit; 0 where created is null
 */
public record Finding(
        Kind kind,
        Account account,
        String userName,
        @Nullable KeyId keyId,
        @Nullable Instant created,
        KeyStatus status,
        long ageDays,
        LastUse lastUse,
        @Nullable String description,
        boolean smtpUser,
        OwnerHint owner,
        Verdict verdict) {
    /** What the finding is about. Only a key can be asked about or switched off from here. */
    public enum Kind {
        KEY,
        ROOT_KEY,
        QUARANTINED_USER
    }

    /** Root first, then by severity, then oldest first, then by account, user and key so that pages never shuffle. */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.kind() != Kind.ROOT_KEY)
            .thenComparing(finding -> finding.verdict().severity(), Comparator.reverseOrder())
            .thenComparing(Finding::quarantined, Comparator.reverseOrder())
            .thenComparing(Finding::ageDays, Comparator.reverseOrder())
            .thenComparing(finding -> finding.account().id())
            .thenComparing(Finding::userName)
            .thenComparing(
                    finding -> finding.keyId() == null ? "" : finding.keyId().full());

    /** Which key to act on; empty for the findings that are not a key. */
    public Optional<KeyRef> ref() {
        if (kind != Kind.KEY || keyId == null || created == null) {
            return Optional.empty();
        }
        return Optional.of(new KeyRef(account.id(), userName, keyId, created));
    }

    boolean sameUser(Finding other) {
        return account.equals(other.account) && userName.equals(other.userName);
    }

    /** Whether it makes sense to excuse it: an active key, old enough, and known not to be leaked. Excused already or not. */
    public boolean excusable() {
        return kind == Kind.KEY && status == KeyStatus.ACTIVE && verdict.severity() != Severity.FRESH && !mayBeLeaked();
    }

    /** Up to when the key is excused, where it is at the time of the audit. */
    public Optional<Exemption> exemption() {
        return exemption(Reason.Kind.EXCUSED_UNTIL);
    }

    /** Up to when it would be excused if it were known that it did not leak. */
    public Optional<Exemption> exemptionOnHold() {
        return exemption(Reason.Kind.EXEMPTION_ON_HOLD);
    }

    private Optional<Exemption> exemption(Reason.Kind of) {
        return verdict.reasons().stream()
                .filter(reason -> reason.kind() == of)
                .map(reason -> new Exemption(LocalDate.parse(reason.detail()), "", ""))
                .findFirst();
    }

    /**
     * The same, excused as well; of two excuses the later one counts. A leaked key can't be, and of one that may be leaked
     * the excuse is on hold.
     */
    public Finding exemptUntil(Exemption exemption, Instant now) {
        boolean later = exemption()
                .or(this::exemptionOnHold)
                .filter(known -> !known.lastDay().isBefore(exemption.lastDay()))
                .isEmpty();
        if (kind != Kind.KEY || quarantined() || !exemption.holds(now) || !later) {
            return this;
        }
        return with(
                verdict.until(exemption, leakUnknown() ? Reason.Kind.EXEMPTION_ON_HOLD : Reason.Kind.EXCUSED_UNTIL));
    }

    /** The same as it would be without its excuse. */
    public Finding unexcused() {
        return with(verdict.withoutExcuse());
    }

    private Finding with(Verdict other) {
        return new Finding(
                kind, account, userName, keyId, created, status, ageDays, lastUse, description, smtpUser, owner, other);
    }

    /** Whether the user's tag keeps stale-keys from changing the key. */
    public boolean isProtected() {
        return verdict.reasons().stream().anyMatch(reason -> reason.kind() == Reason.Kind.PROTECTED);
    }

    /** AWS saw a key of its user leak. */
    public boolean quarantined() {
        return has(Reason.Kind.QUARANTINED);
    }

    /** Nobody knows whether a key of its user leaked. */
    public boolean leakUnknown() {
        return has(Reason.Kind.LEAK_UNKNOWN);
    }

    /** Whether it has to be treated as a leaked one: what is not known counts as leaked. */
    public boolean mayBeLeaked() {
        return quarantined() || leakUnknown();
    }

    private boolean has(Reason.Kind reason) {
        return verdict.reasons().stream().anyMatch(one -> one.kind() == reason);
    }
}
