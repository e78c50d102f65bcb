package stalekeys.work.followup;

import stalekeys.keys.lifecycle.EnforcementPolicy.Deed;
import stalekeys.keys.lifecycle.EnforcementPolicy;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.FinalNotice;
import stalekeys.keys.lifecycle.FollowUpCycle;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.lifecycle.Observation.Sight;
import stalekeys.keys.lifecycle.Observation;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.audit.Audit;
import stalekeys.work.cards.Cards;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.DailyChangeQuota;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.AnnouncementTargets;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes keys that are due without anyone's click: plans them in a sweep, and looks for the last time before each. */
public final class Enforcer {
    /** How often a decision is tried again that another process was quicker with, before it is left to the next pass. */
    private static final int ATTEMPTS = 5;

    private final EnforcementPolicy rules;
    private final Ledger ledger;
    private final Accounts accounts;
    private final People people;
    private final Cards cards;
    private final Audit audit;
    private final AnnouncementTargets hearers;
    private final ObservationFactory observer;

    public Enforcer(
            EnforcementPolicy rules,
            Ledger ledger,
            Accounts accounts,
            People people,
            Cards cards,
            Audit audit,
            AnnouncementTargets hearers) {
        this.rules = rules;
        this.ledger = ledger;
        this.accounts = accounts;
        this.people = people;
        this.cards = cards;
        this.audit = audit;
        this.hearers = hearers;
        this.observer = new ObservationFactory(people, cards, accounts);
    }

    /** The same for one sweep, in which many owners are looked up and nobody waits. */
    Enforcer inTurn() {
        return new Enforcer(rules, ledger, accounts, people.inTurn(), cards, audit, hearers);
    }

    People people() {
        return people;
    }

    /** What puts together what the rules ask for, for the sweep as well. */
    ObservationFactory observer() {
        return observer;
    }

    /** Whether it makes sense to look at a key with this course, though nobody is to be written to about it. */
    boolean concerns(KeyLifecycle course) {
        return rules.countsTowardsDeletion(course);
    }

    /** The key as it was seen; one that is off and near its deletion as it is now, since an audit reads little of it. */
    SweepScan.Seen looked(SweepScan.Seen seen, KeyLifecycle course, Instant now) {
        if (seen.sight() != Sight.OFF || !rules.deletionNear(course, now)) {
            return seen;
        }
        try {
            Optional<KeyInventory> inventory = accounts.inventory(seen.ref().accountId());
            return inventory.isEmpty()
                    ? seen.unreadable()
                    : live(seen.ref(), inventory.get().read(seen.ref()), now).orElseGet(seen::unreadable);
        } catch (AwsFailure failure) {
            return seen.unreadable();
        }
    }

    /** What is next to be said about a key, with what the automation will do. */
    Step announcing(Step decided, SweepScan.Seen seen, Observation observed, Instant now) {
        return rules.mayAnnounce(decided, observed.course(), now)
                ? rules.announcing(decided, observer.facts(seen, observed), now)
                : decided;
    }

    /**
     * What is due, planned as far as it may be done now.
     *
     * @param insert inserts a decision, and says whether nobody was quicker
     */
    List<AutomaticChange> plan(List<SweepScan.Known> keys, Predicate<Decision> insert, String source, Instant now) {
        List<SweepScan.Known> announced =
                keys.stream().filter(key -> rules.announced(key.course())).toList();
        if (!rules.acts() || announced.isEmpty()) {
            return List.of();
        }
        List<AutomaticChange> changes = new ArrayList<>();
        DailyChangeQuota turns = DailyChangeQuota.read(ledger, now, rules.zone());
        DailyChangeQuota day = turns;
        List<SweepScan.Known> inTurn = announced.stream()
                .sorted(Comparator.comparing(key -> turns.lastTurn(key.seen().ref())))
                .toList();
        for (SweepScan.Known key : inTurn) {
            Observation observed = observer.observed(key.seen(), key.course());
            Deed deed = rules.decide(observer.facts(key.seen(), observed), now);
            if (deed.kind() != Deed.Kind.NOTHING) {
                Planned planned = plan(key, deed, observed.named().slackId(), day, insert, source);
                changes.add(planned.change());
                day = planned.day();
            }
        }
        return changes;
    }

    private record Planned(AutomaticChange change, DailyChangeQuota day) {}

    private Planned plan(
            SweepScan.Known key,
            Deed deed,
            String ownerId,
            DailyChangeQuota before,
            Predicate<Decision> insert,
            String source) {
        Person owner = people.person(ownerId);
        KeyRef ref = key.seen().ref();
        DailyChangeQuota day = before;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            AutomaticChange.Held held = held(deed, ref, day);
            if (held != AutomaticChange.Held.NO) {
                return new Planned(change(key, deed, owner, held, ""), day);
            }
            Event slot = day.next(ref, source);
            String outboxKey = outboxKey(key);
            if (insert.test(decision(key, deed, owner, slot, outboxKey))) {
                return new Planned(change(key, deed, owner, held, outboxKey), day.with(slot));
            }
            day = DailyChangeQuota.read(ledger, day.now(), day.zone());
            if (KeyLifecycle.of(ledger.events(ref)).history().changes()
                    != key.course().history().changes()) {
                break;
            }
        }
        return new Planned(change(key, deed, owner, AutomaticChange.Held.DECIDED_ELSEWHERE, ""), day);
    }

    /**
     * What stands against a change just before it is made, by the same rules as when it was planned.
     *
     * @param requested the dedupe key of the event that asked for it
     */
    public Optional<ChangeOutcome> objection(KeyChange change, LiveKey live, String requested, Instant now) {
        KeyRef key = change.key();
        KeyLifecycle before = KeyLifecycle.of(ledger.events(key).stream()
                .filter(event -> !event.dedupeKey().equals(requested))
                .toList());
        Optional<SweepScan.Seen> seen = live(key, live, now);
        if (seen.isEmpty()) {
            return Optional.of(ChangeOutcome.GONE);
        }
        Observation observed = observer.observed(seen.get(), before);
        Deed deed = rules.decide(observer.facts(seen.get(), observed), now);
        if (deed.kind() == Deed.Kind.NOTHING || wanted(deed) != change.wanted()) {
            return Optional.of(ChangeOutcome.NOT_DUE);
        }
        return switch (deed.hold()) {
            case NONE -> Optional.empty();
            case OFF_HOURS -> Optional.of(ChangeOutcome.TOO_LATE);
            case IN_USE -> Optional.of(ChangeOutcome.USED_SINCE);
            case LEAK_UNKNOWN -> Optional.of(ChangeOutcome.LEAK_UNKNOWN);
        };
    }

    private Optional<SweepScan.Seen> live(KeyRef ref, LiveKey live, Instant now) {
        AccessKey key = live.key();
        IamUser user = live.user();
        if (key == null || user == null) {
            return Optional.empty();
        }
        var finding = audit.finding(key, user, now);
        Sight sight = switch (key.status()) {
            case ACTIVE -> ObservationFactory.sight(finding);
            case INACTIVE -> user.tags().readable() ? Sight.OFF : Sight.UNREADABLE;
            case EXPIRED, UNKNOWN -> Sight.UNREADABLE;
        };
        return Optional.of(new SweepScan.Seen(ref, finding, sight));
    }

    private AutomaticChange.Held held(Deed deed, KeyRef key, DailyChangeQuota day) {
        return switch (deed.hold()) {
            case OFF_HOURS -> AutomaticChange.Held.OFF_HOURS;
            case IN_USE -> AutomaticChange.Held.IN_USE;
            case LEAK_UNKNOWN -> AutomaticChange.Held.LEAK_UNKNOWN;
            case NONE -> {
                if (day.had(key)) {
                    yield AutomaticChange.Held.HAD_ITS_TURN;
                }
                if (hearers.all().isEmpty()) {
                    yield AutomaticChange.Held.NOBODY_HEARS;
                }
                yield day.full() ? AutomaticChange.Held.DAY_IS_FULL : AutomaticChange.Held.NO;
            }
        };
    }

    /** Numbered along with the changes people ask for: of two that are decided at the same time only one is inserted. */
    private String outboxKey(SweepScan.Known key) {
        return "change:" + cards.handle(key.seen().ref()) + ":"
                + (key.course().history().changes() + 1);
    }

    private Decision decision(SweepScan.Known key, Deed deed, Person owner, Event slot, String outboxKey) {
        KeyRef ref = key.seen().ref();
        KeyChange.Wanted wanted = wanted(deed);
        String reason = reason(key.course(), slot.at());
        Event.Kind kind =
                wanted == KeyChange.Wanted.DELETED ? Event.Kind.DELETION_REQUESTED : Event.Kind.DEACTIVATION_REQUESTED;
        return new Decision(
                List.of(slot, new Event(slot.at(), kind, ref, Event.SYSTEM, reason, slot.source(), outboxKey)),
                List.of(new Decision.Outgoing(
                        outboxKey,
                        "",
                        KeyChange.byItself(ref, wanted, reason),
                        slot.at(),
                        rules.closes(owner.zone(), slot.at()))),
                null);
    }

    private static KeyChange.Wanted wanted(Deed deed) {
        return switch (deed.kind()) {
            case DEACTIVATE -> KeyChange.Wanted.OFF;
            case DELETE -> KeyChange.Wanted.DELETED;
            case NOTHING -> throw new IllegalArgumentException("nothing is wanted");
        };
    }

    /** For the record, the owner and the channel. */
    private static String reason(KeyLifecycle course, Instant now) {
        FollowUpCycle lap = course.lap();
        FinalNotice deletion = course.deletionNotice();
        Event off = course.history().lastChange();
        if (deletion != null && off != null) {
            return "Inactive for " + days(off.at(), now) + " days and not used since; the final notice gave time until "
                    + deletion.lastDay() + ".";
        }
        if (lap == null || lap.finalNotice() == null) {
            throw new IllegalArgumentException("nobody was told");
        }
        return "Not rotated within " + days(lap.firstAsk(), now)
                + " days of being asked; the final notice gave time until "
                + lap.finalNotice().lastDay() + ".";
    }

    private static long days(Instant from, Instant to) {
        return Duration.between(from, to).toDays();
    }

    private static AutomaticChange change(
            SweepScan.Known key, Deed deed, Person owner, AutomaticChange.Held held, String outboxKey) {
        return new AutomaticChange(key.seen().finding(), deed.kind(), owner, held, outboxKey);
    }
}
