package stalekeys.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.AccessKey;
import stalekeys.keys.Account;
import stalekeys.keys.AccountCoverage;
import stalekeys.keys.Coverage;
import stalekeys.keys.Event;
import stalekeys.keys.Excuse;
import stalekeys.keys.Finding;
import stalekeys.keys.IamUser;
import stalekeys.keys.KeyCourse;
import stalekeys.keys.KeyRef;
import stalekeys.keys.KeyStatus;
import stalekeys.keys.LastUse;
import stalekeys.keys.Leak;
import stalekeys.keys.Observation.Sight;
import stalekeys.keys.Report;
import stalekeys.keys.Tags;

/** The looking part of a sweep: every active key that is old enough, and whatever became of those that were asked about. */
final class Watch {
    /** A key of which nothing was heard for longer is looked at only while it is among the stale ones. */
    private static final Duration REMEMBERS = Duration.ofDays(400);

    private final Audit audit;
    private final Reports reports;
    private final Ledger ledger;
    private final int warnAheadDays;
    private final boolean everyKey;
    private final Automatic automatic;

    /**
     * Prepares it.
     *
     * @param everyKey whether keys are of interest that nobody was asked about
     */
    Watch(Audit audit, Reports reports, Ledger ledger, int warnAheadDays, boolean everyKey, Automatic automatic) {
        this.audit = audit;
        this.reports = reports;
        this.ledger = ledger;
        this.warnAheadDays = warnAheadDays;
        this.everyKey = everyKey;
        this.automatic = automatic;
    }

    /**
     * A key, and how it was found.
     *
     * @param finding as it was read; for a key that is off or gone, what is still known of it
     */
    record Seen(KeyRef ref, Finding finding, Sight sight) {
        /** Up to when the key is excused, on hold or not: nobody is written to either way. Null where it is not. */
        @Nullable
        Excuse tagged() {
            return finding.excuse().or(finding::excuseOnHold).orElse(null);
        }

        Seen unreadable() {
            return new Seen(ref, finding, Sight.UNREADABLE);
        }
    }

    /** A key with what has happened to it. */
    record Known(Seen seen, KeyCourse course) {}

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
            finding.ref().ifPresent(ref -> keys.add(new Seen(ref, finding, Observer.sight(finding))));
        }
        Set<KeyRef> missing = new HashSet<>(known);
        keys.forEach(seen -> missing.remove(seen.ref()));
        Coverage.Seen users = report.coverage().seen();
        missing.forEach(ref -> keys.add(missing(ref, sight(ref, report, users), report)));
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
        known.removeIf(ref -> !ofInterest(KeyCourse.of(events.getOrDefault(ref, List.of()))));
        return known;
    }

    private boolean ofInterest(KeyCourse course) {
        return course.begun() || automatic.concerns(course);
    }

    /** Gone only where it would have been seen: its user was read, and it is old enough to be listed. */
    private static Sight sight(KeyRef ref, Report report, Coverage.Seen users) {
        if (report.inactive().contains(ref)) {
            return Sight.OFF;
        }
        return report.keeps(ref) && users.user(ref.accountId(), ref.userName()) ? Sight.GONE : Sight.UNREADABLE;
    }

    private Seen missing(KeyRef ref, Sight sight, Report report) {
        KeyStatus status = sight == Sight.OFF ? KeyStatus.INACTIVE : KeyStatus.UNKNOWN;
        Account account = report.coverage().accounts().stream()
                .map(AccountCoverage::account)
                .filter(one -> one.id().equals(ref.accountId()))
                .findFirst()
                .orElse(new Account(ref.accountId(), ""));
        Finding finding = audit.finding(
                new AccessKey(ref, status, LastUse.unreadable(), null),
                new IamUser(account, ref.userName(), Tags.none(), Leak.unknown("The user was not read for this.")),
                report.takenAt());
        return new Seen(ref, finding, sight);
    }
}
