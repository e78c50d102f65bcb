package stalekeys.work.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.lifecycle.Observation.KeyPresence;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Reports;
import stalekeys.work.ledger.Ledger;

/** The looking part of a sweep: every active key that is old enough, and whatever became of those that were asked about. */
final class SweepScan {
    /** A key of which nothing was heard for longer is looked at only while it is among the stale ones. */
    private static final Duration REMEMBERS = Duration.ofDays(400);

    private final Audit audit;
    private final Reports reports;
    private final Ledger ledger;
    private final int warnAheadDays;
    private final boolean everyKey;
    private final Enforcer enforcer;

    /**
     * Prepares it.
     *
     * @param everyKey whether keys are of interest that nobody was asked about
     */
    SweepScan(Audit audit, Reports reports, Ledger ledger, int warnAheadDays, boolean everyKey, Enforcer enforcer) {
        this.audit = audit;
        this.reports = reports;
        this.ledger = ledger;
        this.warnAheadDays = warnAheadDays;
        this.everyKey = everyKey;
        this.enforcer = enforcer;
    }

    /**
     * A key, and how it was found.
     *
     * @param finding as it was read; for a key that is off or gone, what is still known of it
     */
    record Seen(KeyRef ref, Finding finding, KeyPresence presence) {
        /** Up to when the key is excused, on hold or not: nobody is written to either way. Null where it is not. */
        @Nullable
        Exemption tagged() {
            return finding.exemption().or(finding::exemptionOnHold).orElse(null);
        }

        Seen unreadable() {
            return new Seen(ref, finding, KeyPresence.UNREADABLE);
        }
    }

    /** A key with what has happened to it. */
    record Known(Seen seen, KeyLifecycle lifecycle) {}

    /** One look. */
    record Look(Instant takenAt, List<Seen> keys, List<AccountCoverage> accounts) {}

    Look look(Instant now) {
        Set<KeyRef> known = known(now);
        if (known.isEmpty() && !everyKey) {
            return new Look(now, List.of(), List.of());
        }
        Report report = reports.taken(Math.max(0, audit.policy().maxAgeDays() - warnAheadDays));
        List<Seen> keys = new ArrayList<>();
        for (Finding finding : report.findings()) {
            finding.ref().ifPresent(ref -> keys.add(new Seen(ref, finding, ObservationFactory.presence(finding))));
        }
        Set<KeyRef> missing = new HashSet<>(known);
        keys.forEach(seen -> missing.remove(seen.ref()));
        Coverage.Seen users = report.coverage().seen();
        missing.forEach(ref -> keys.add(missing(ref, presence(ref, report, users), report)));
        return new Look(report.takenAt(), keys, report.coverage().accounts());
    }

    private Set<KeyRef> known(Instant now) {
        Set<KeyRef> known = new LinkedHashSet<>();
        for (Event event : ledger.eventsSince(now.minus(REMEMBERS))) {
            if (event.key() != null) {
                known.add(event.key());
            }
        }
        Map<KeyRef, List<Event>> events = ledger.events(known);
        known.removeIf(ref -> !ofInterest(KeyLifecycle.of(events.getOrDefault(ref, List.of()))));
        return known;
    }

    private boolean ofInterest(KeyLifecycle lifecycle) {
        return lifecycle.begun() || enforcer.concerns(lifecycle);
    }

    /** Gone only where it would have been seen: its user was read, and it is old enough to be listed. */
    private static KeyPresence presence(KeyRef ref, Report report, Coverage.Seen users) {
        if (report.inactive().contains(ref)) {
            return KeyPresence.OFF;
        }
        return report.keeps(ref) && users.user(ref.accountId(), ref.userName())
                ? KeyPresence.GONE
                : KeyPresence.UNREADABLE;
    }

    private Seen missing(KeyRef ref, KeyPresence presence, Report report) {
        KeyStatus status = presence == KeyPresence.OFF ? KeyStatus.INACTIVE : KeyStatus.UNKNOWN;
        Account account = report.coverage().accounts().stream()
                .map(AccountCoverage::account)
                .filter(one -> one.id().equals(ref.accountId()))
                .findFirst()
                .orElse(new Account(ref.accountId(), ""));
        Finding finding = audit.finding(
                new AccessKey(ref, status, LastUse.unreadable(), null),
                new IamUser(account, ref.userName(), Tags.none(), Leak.unknown("The user was not read for this.")),
                report.takenAt());
        return new Seen(ref, finding, presence);
    }
}
