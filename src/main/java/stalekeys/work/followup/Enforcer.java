package stalekeys.work.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import stalekeys.keys.lifecycle.EnforcementPolicy;
import stalekeys.keys.lifecycle.EnforcementPolicy.Action;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.FinalNotice;
import stalekeys.keys.lifecycle.FollowUpCycle;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.lifecycle.Observation;
import stalekeys.keys.lifecycle.Observation.KeyPresence;
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
import stalekeys.work.outbox.DueCheck;
import stalekeys.work.people.AnnouncementTargets;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

/** Changes keys that are due without anyone's click: plans them in a sweep, and looks for the last time before each. */
public final class Enforcer implements DueCheck {
    /** How often a decision is tried again that another process was quicker with, before it is left to the next pass. */
    private static final int ATTEMPTS = 5;

    private final EnforcementPolicy rules;
    private final Ledger ledger;
    private final Accounts accounts;
    private final People people;
    private final Cards cards;
    private final Audit audit;
    private final AnnouncementTargets announcementTargets;
    private final ObservationFactory observer;

    public Enforcer(
            EnforcementPolicy rules,
            Ledger ledger,
            Accounts accounts,
            People people,
            Cards cards,
            Audit audit,
            AnnouncementTargets announcementTargets) {
        this.rules = rules;
        this.ledger = ledger;
        this.accounts = accounts;
        this.people = people;
        this.cards = cards;
        this.audit = audit;
        this.announcementTargets = announcementTargets;
        this.observer = new ObservationFactory(people, cards, accounts);
    }

    /** The same for one sweep, in which many owners are looked up and nobody waits. */
    Enforcer inTurn() {
        return new Enforcer(rules, ledger, accounts, people.inTurn(), cards, audit, announcementTargets);
    }

    People people() {
        return people;
    }

    /** What puts together what the rules ask for, for the sweep as well. */
    ObservationFactory observer() {
        return observer;
    }

    /** Whether it makes sense to look at a key with this course, though nobody is to be written to about it. */
    boolean concerns(KeyLifecycle lifecycle) {
        return rules.countsTowardsDeletion(lifecycle);
    }

    /** The key as it was seen; one that is off and near its deletion as it is now, since an audit reads little of it. */
    SweepScan.Seen looked(SweepScan.Seen seen, KeyLifecycle lifecycle, Instant now) {
        if (seen.presence() != KeyPresence.OFF || !rules.deletionNear(lifecycle, now)) {
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
        return rules.mayAnnounce(decided, observed.lifecycle(), now)
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
                keys.stream().filter(key -> rules.announced(key.lifecycle())).toList();
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
            Observation observed = observer.observed(key.seen(), key.lifecycle());
            Action action = rules.decide(observer.facts(key.seen(), observed), now);
            if (action.kind() != Action.Kind.NOTHING) {
                Planned planned = plan(key, action, observed.named().slackId(), day, insert, source);
                changes.add(planned.change());
                day = planned.day();
            }
        }
        return changes;
    }

    private record Planned(AutomaticChange change, DailyChangeQuota day) {}

    private Planned plan(
            SweepScan.Known key,
            Action action,
            String ownerId,
            DailyChangeQuota before,
            Predicate<Decision> insert,
            String source) {
        Person owner = people.person(ownerId);
        KeyRef ref = key.seen().ref();
        DailyChangeQuota day = before;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            AutomaticChange.HoldReason held = held(action, ref, day);
            if (held != AutomaticChange.HoldReason.NO) {
                return new Planned(change(key, action, owner, held, ""), day);
            }
            Event slot = day.next(ref, source);
            String outboxKey = outboxKey(key);
            if (insert.test(decision(key, action, owner, slot, outboxKey))) {
                return new Planned(change(key, action, owner, held, outboxKey), day.with(slot));
            }
            day = DailyChangeQuota.read(ledger, day.now(), day.zone());
            if (KeyLifecycle.of(ledger.events(ref)).history().changes()
                    != key.lifecycle().history().changes()) {
                break;
            }
        }
        return new Planned(change(key, action, owner, AutomaticChange.HoldReason.DECIDED_ELSEWHERE, ""), day);
    }

    @Override
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
        Action action = rules.decide(observer.facts(seen.get(), observed), now);
        if (action.kind() == Action.Kind.NOTHING || wanted(action) != change.wanted()) {
            return Optional.of(ChangeOutcome.NOT_DUE);
        }
        return switch (action.hold()) {
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
        KeyPresence presence = switch (key.status()) {
            case ACTIVE -> ObservationFactory.presence(finding);
            case INACTIVE -> user.tags().readable() ? KeyPresence.OFF : KeyPresence.UNREADABLE;
            case EXPIRED, UNKNOWN -> KeyPresence.UNREADABLE;
        };
        return Optional.of(new SweepScan.Seen(ref, finding, presence));
    }

    private AutomaticChange.HoldReason held(Action action, KeyRef key, DailyChangeQuota day) {
        return switch (action.hold()) {
            case OFF_HOURS -> AutomaticChange.HoldReason.OFF_HOURS;
            case IN_USE -> AutomaticChange.HoldReason.IN_USE;
            case LEAK_UNKNOWN -> AutomaticChange.HoldReason.LEAK_UNKNOWN;
            case NONE -> {
                if (day.had(key)) {
                    yield AutomaticChange.HoldReason.HAD_ITS_TURN;
                }
                if (announcementTargets.all().isEmpty()) {
                    yield AutomaticChange.HoldReason.NOBODY_HEARS;
                }
                yield day.full() ? AutomaticChange.HoldReason.DAY_IS_FULL : AutomaticChange.HoldReason.NO;
            }
        };
    }

    /** Numbered along with the changes people ask for: of two that are decided at the same time only one is inserted. */
    private String outboxKey(SweepScan.Known key) {
        return "change:" + cards.handle(key.seen().ref()) + ":"
                + (key.lifecycle().history().changes() + 1);
    }

    private Decision decision(SweepScan.Known key, Action action, Person owner, Event slot, String outboxKey) {
        KeyRef ref = key.seen().ref();
        KeyChange.TargetState wanted = wanted(action);
        String reason = reason(key.lifecycle(), slot.at());
        Event.Kind kind = wanted == KeyChange.TargetState.DELETED
                ? Event.Kind.DELETION_REQUESTED
                : Event.Kind.DEACTIVATION_REQUESTED;
        return new Decision(
                List.of(slot, new Event(slot.at(), kind, ref, Event.SYSTEM, reason, slot.source(), outboxKey)),
                List.of(new Decision.Outgoing(
                        outboxKey,
                        "",
                        KeyChange.automatic(ref, wanted, reason),
                        slot.at(),
                        rules.closes(owner.zone(), slot.at()))),
                null);
    }

    private static KeyChange.TargetState wanted(Action action) {
        return switch (action.kind()) {
            case DEACTIVATE -> KeyChange.TargetState.OFF;
            case DELETE -> KeyChange.TargetState.DELETED;
            case NOTHING -> throw new IllegalArgumentException("nothing is wanted");
        };
    }

    /** For the record, the owner and the channel. */
    private static String reason(KeyLifecycle lifecycle, Instant now) {
        FollowUpCycle cycle = lifecycle.cycle();
        FinalNotice deletion = lifecycle.deletionNotice();
        Event off = lifecycle.history().lastChange();
        if (deletion != null && off != null) {
            return "Inactive for " + days(off.at(), now) + " days and not used since; the final notice gave time until "
                    + deletion.lastDay() + ".";
        }
        if (cycle == null || cycle.finalNotice() == null) {
            throw new IllegalArgumentException("nobody was told");
        }
        return "Not rotated within " + days(cycle.firstAsk(), now)
                + " days of being asked; the final notice gave time until "
                + cycle.finalNotice().lastDay() + ".";
    }

    private static long days(Instant from, Instant to) {
        return Duration.between(from, to).toDays();
    }

    private static AutomaticChange change(
            SweepScan.Known key, Action action, Person owner, AutomaticChange.HoldReason held, String outboxKey) {
        return new AutomaticChange(key.seen().finding(), action.kind(), owner, held, outboxKey);
    }
}
