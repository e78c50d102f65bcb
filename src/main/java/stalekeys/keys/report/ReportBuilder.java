package stalekeys.keys.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.UserKeys;

/**
 * Turns what was read, user by user, into a report. It keeps only what the report will show, so memory does not grow with
 * fresh keys. Not thread-safe: whoever reads hands users over one at a time.
 */
public final class ReportBuilder {
    private final StalenessPolicy policy;
    private final OwnerRule owners;
    private final Instant now;
    private final int horizonDays;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<KeyRef> inactive = new HashSet<>();
    private int fresh;
    private int stale;
    private int critical;
    private int off;
    private int exempt;
    private int guarded;

    public ReportBuilder(StalenessPolicy policy, OwnerRule owners, Instant now, int horizonDays) {
        this.policy = policy;
        this.owners = owners;
        this.now = now;
        this.horizonDays = horizonDays;
    }

    public void add(UserKeys read) {
        boolean hasActiveKey = false;
        for (AccessKey key : read.keys()) {
            switch (key.status()) {
                case ACTIVE -> {
                    hasActiveKey = true;
                    addActive(key, read.user());
                }
                case INACTIVE, EXPIRED -> {
                    off++;
                    if (key.ageDays(now) >= horizonDays) {
                        inactive.add(key.ref());
                    }
                }
                case UNKNOWN -> {
                    // Coverage names it; nothing can be said of it here.
                }
            }
        }
        Leak leak = read.user().leak();
        if (leak.isCertain() && !hasActiveKey) {
            critical++;
            findings.add(bare(
                    Finding.Kind.QUARANTINED_USER,
                    read.user().account(),
                    read.user().name(),
                    null,
                    LastUse.unreadable(),
                    owners.hint(read.user()),
                    policy.judgeQuarantined(leak.detail())));
        }
    }

    public void add(RootKey root) {
        critical++;
        findings.add(bare(
                Finding.Kind.ROOT_KEY,
                root.account(),
                "root user",
                root.created(),
                root.lastUse(),
                OwnerHint.none(),
                policy.judgeRoot()));
    }

    public Report build(Coverage coverage) {
        return new Report(
                now,
                policy,
                horizonDays,
                findings.stream().sorted(Finding.WORST_FIRST).toList(),
                inactive,
                new Counts(fresh, stale, critical, off, exempt, guarded),
                coverage);
    }

    /** The finding for one key, as {@link #add(UserKeys)} would make it. */
    public static Finding finding(AccessKey key, IamUser user, StalenessPolicy policy, OwnerRule owners, Instant now) {
        return new Finding(
                Finding.Kind.KEY,
                user.account(),
                user.name(),
                key.ref().keyId(),
                key.ref().created(),
                key.status(),
                key.ageDays(now),
                key.lastUse(),
                key.description(),
                user.looksLikeSmtpUser(),
                owners.hint(user),
                policy.judge(key, user, now));
    }

    /** What is left to say of a quarantined user once the last active key, shown in this finding, is off. */
    static Finding withoutActiveKey(Finding lastKey) {
        List<Reason> quarantine = lastKey.verdict().reasons().stream()
                .filter(reason -> reason.kind() == Reason.Kind.QUARANTINED)
                .toList();
        return new Finding(
                Finding.Kind.QUARANTINED_USER,
                lastKey.account(),
                lastKey.userName(),
                null,
                null,
                KeyStatus.ACTIVE,
                0,
                LastUse.unreadable(),
                null,
                false,
                lastKey.owner(),
                new Verdict(Severity.CRITICAL, quarantine));
    }

    private void addActive(AccessKey key, IamUser user) {
        Finding finding = finding(key, user, policy, owners, now);
        Severity severity = finding.verdict().severity();
        if (severity != Severity.FRESH && finding.verdict().exempt()) {
            exempt++;
        } else {
            switch (severity) {
                case FRESH -> fresh++;
                case STALE -> stale++;
                case CRITICAL -> critical++;
            }
        }
        if (severity != Severity.FRESH && finding.isProtected()) {
            guarded++;
        }
        if (severity != Severity.FRESH || finding.ageDays() >= horizonDays) {
            findings.add(finding);
        }
    }

    private Finding bare(
            Finding.Kind kind,
            Account account,
            String userName,
            @Nullable Instant created,
            LastUse lastUse,
            OwnerHint owner,
            Verdict verdict) {
        long age = created == null
                ? 0
                : Math.max(0, java.time.Duration.between(created, now).toDays());
        return new Finding(
                kind, account, userName, null, created, KeyStatus.ACTIVE, age, lastUse, null, false, owner, verdict);
    }
}
