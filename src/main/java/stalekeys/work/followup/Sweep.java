package stalekeys.work.followup;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.FollowUpPolicy;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.lifecycle.Observation;
import stalekeys.keys.lifecycle.OfficeHours;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Finding;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Reports;
import stalekeys.work.cards.Cards;
import stalekeys.work.cards.UnownedKeys;
import stalekeys.work.ledger.DailyMessageQuota;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PlannedMessage;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * One pass of follow-up: looks at the keys, decides what is next for each, and inserts it. A person is written to at most
 * once a working day, in their own hours, final notices apart; what does not go out now is decided anew by a later pass.
 * Keys that are due without a click are planned to be changed.
 */
public final class Sweep {
    /** What fits into a message that is still read. */
    static final int WORST = 5;

    /** How often a decision is tried again that another process was quicker with, before it is left to the next pass. */
    private static final int ATTEMPTS = 5;

    private static final Comparator<Due> WORST_FIRST = Comparator.comparing((Due due) ->
                    due.step().kind() == Step.Kind.THANK || due.step().kind() == Step.Kind.WARN_AHEAD)
            .thenComparing(due -> due.seen().finding(), Finding.WORST_FIRST);

    private final FollowUpPolicy rules;
    private final Enforcer enforcer;
    private final SweepScan watch;
    private final Ledger ledger;
    private final FollowUpComposer messages;
    private final OutboxWorker worker;
    private final Clock clock;
    private final int dailyLimit;

    /**
     * Wires it.
     *
     * @param dailyLimit the most messages a day, UTC, that nobody asked for
     */
    public Sweep(
            FollowUpPolicy rules,
            Enforcer enforcer,
            Audit audit,
            Reports reports,
            Ledger ledger,
            People people,
            Cards cards,
            OutboxWorker worker,
            Clock clock,
            int dailyLimit) {
        this.rules = rules;
        this.enforcer = enforcer;
        this.watch = new SweepScan(
                audit, reports, ledger, rules.warnAheadDays(), rules.autoAsk() || rules.warnAheadDays() > 0, enforcer);
        this.ledger = ledger;
        this.messages = new FollowUpComposer(cards, people, audit.policy().maxAgeDays());
        this.worker = worker;
        this.clock = clock;
        this.dailyLimit = dailyLimit;
    }

    /**
     * What a sweep came to.
     *
     * @param unknownOwners how many owners could not be looked up: nothing was decided about their keys
     * @param accounts what was and was not seen; empty where there was nothing to look for
     */
    public record Swept(
            Instant takenAt,
            List<PlannedMessage> plannedMessages,
            List<AutomaticChange> changes,
            int unknownOwners,
            List<AccountCoverage> accounts) {
        public Swept {
            plannedMessages = List.copyOf(plannedMessages);
            changes = List.copyOf(changes);
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * A sweep whose letters were sent and whose changes were made.
     *
     * @param items what became of each letter and change that was not held, by its outbox key
     */
    public record Sent(Swept swept, Map<String, OutboxItem> items) {
        /** How they stand by now. */
        public Sent now(Ledger ledger) {
            Map<String, OutboxItem> later = new LinkedHashMap<>(items);
            later.replaceAll((key, item) -> ledger.find(key).orElse(item));
            return new Sent(swept, later);
        }
    }

    /** A key with what is next for it. */
    record Due(SweepScan.Seen seen, KeyLifecycle lifecycle, Step step) {}

    /** What a sweep would do now; nothing is inserted. */
    public Swept draft() {
        return sweep(decision -> true, "cli");
    }

    /** Looks, decides and inserts; the outbox sends. */
    public Swept run() {
        Swept swept = sweep(ledger::commit, "schedule");
        worker.wake();
        return swept;
    }

    /** The same, and sends at once. */
    public Sent runAndSend() {
        Swept swept = sweep(ledger::commit, "cli");
        Map<String, OutboxItem> items = new LinkedHashMap<>();
        for (PlannedMessage planned : swept.plannedMessages()) {
            if (planned.held() == PlannedMessage.HoldReason.NO) {
                items.put(planned.outboxKey(), worker.carryOut(planned.outboxKey()));
            }
        }
        for (AutomaticChange change : swept.changes()) {
            if (change.held() == AutomaticChange.HoldReason.NO) {
                items.put(change.outboxKey(), worker.carryOut(change.outboxKey()));
            }
        }
        return new Sent(swept, items);
    }

    private Swept sweep(Predicate<Decision> insert, String source) {
        Instant now = clock.instant();
        SweepScan.Look look = watch.look(now);
        Enforcer acting = enforcer.inTurn();
        Pass pass = new Pass(acting, insert, source, now);
        List<PlannedMessage> plannedMessages = new ArrayList<>();
        List<SweepScan.Known> keys = pass.known(look.keys());
        for (List<Due> group : pass.groups(keys)) {
            plannedMessages.add(pass.planned(group));
        }
        List<AutomaticChange> changes = acting.plan(keys, insert, source, now);
        return new Swept(look.takenAt(), plannedMessages, changes, pass.unknownOwners.size(), look.accounts());
    }

    /** The state of one pass. */
    private final class Pass {
        private final Predicate<Decision> insert;
        private final String source;
        private final Instant now;
        private final Enforcer acting;
        private final ObservationFactory observer;
        private final People people;
        private final Set<String> unknownOwners = new HashSet<>();
        private DailyMessageQuota post;

        private Pass(Enforcer acting, Predicate<Decision> insert, String source, Instant now) {
            this.acting = acting;
            this.observer = acting.observer();
            this.people = acting.people();
            this.insert = insert;
            this.source = source;
            this.now = now;
            this.post = DailyMessageQuota.read(ledger, now, dailyLimit);
        }

        /** What there is to say, by person and part; who waits longest comes first. */
        private List<List<Due>> groups(List<SweepScan.Known> keys) {
            Map<String, Map<DailyMessageQuota.Part, List<Due>>> byPerson = new LinkedHashMap<>();
            for (Due due : due(keys)) {
                byPerson.computeIfAbsent(due.step().person(), person -> new EnumMap<>(DailyMessageQuota.Part.class))
                        .computeIfAbsent(part(due), part -> new ArrayList<>())
                        .add(due);
            }
            return byPerson.values().stream()
                    .flatMap(parts -> parts.values().stream())
                    .sorted(Comparator.comparing(group -> group.stream()
                            .map(due -> due.step().due())
                            .min(Comparator.naturalOrder())
                            .orElse(now)))
                    .toList();
        }

        private List<SweepScan.Known> known(List<SweepScan.Seen> keys) {
            Map<KeyRef, List<Event>> events =
                    ledger.events(keys.stream().map(SweepScan.Seen::ref).toList());
            return keys.stream()
                    .map(seen -> known(seen, KeyLifecycle.of(events.getOrDefault(seen.ref(), List.of()))))
                    .toList();
        }

        /** The same keys with what has happened since; AWS is not asked once more. */
        private List<SweepScan.Known> reload(List<Due> keys) {
            Map<KeyRef, List<Event>> events =
                    ledger.events(keys.stream().map(due -> due.seen().ref()).toList());
            return keys.stream()
                    .map(due -> new SweepScan.Known(
                            due.seen(),
                            KeyLifecycle.of(events.getOrDefault(due.seen().ref(), List.of()))))
                    .toList();
        }

        private SweepScan.Known known(SweepScan.Seen seen, KeyLifecycle lifecycle) {
            return new SweepScan.Known(enforcer.looked(seen, lifecycle, now), lifecycle);
        }

        private List<Due> due(List<SweepScan.Known> keys) {
            return keys.stream()
                    .map(key -> due(key.seen(), key.lifecycle()))
                    .flatMap(Optional::stream)
                    .toList();
        }

        /** What is next for a key that somebody has to be told; what only has to be recorded is recorded here. */
        private Optional<Due> due(SweepScan.Seen seen, KeyLifecycle lifecycle) {
            if (!rules.concerns(lifecycle, seen.finding().ageDays()) && !enforcer.concerns(lifecycle)) {
                return Optional.empty();
            }
            Observation observed = observer.observed(seen, lifecycle);
            if (observed.named().kind() == Observation.ResolvedOwner.Kind.UNREADABLE) {
                unknownOwners.add(UnownedKeys.unknown(seen.finding()));
            }
            Step step = acting.announcing(rules.decide(observed, now), seen, observed, now);
            return switch (step.kind()) {
                case NOTHING -> Optional.empty();
                case RECORD_ROTATION -> recorded(Event.Kind.ROTATED, "", seen, lifecycle);
                case RECORD_ON_AGAIN -> recorded(Event.Kind.SEEN_ON_AGAIN, "", seen, lifecycle);
                case RECORD_EXCUSE ->
                    recorded(
                            Event.Kind.EXCUSED_BY_TAG,
                            seen.tagged() == null ? "" : seen.tagged().why(),
                            seen,
                            lifecycle);
                case ASK, REMIND, FINAL_NOTICE, DELETION_NOTICE, THANK, WARN_AHEAD ->
                    Optional.of(new Due(seen, lifecycle, step));
            };
        }

        private Optional<Due> recorded(Event.Kind kind, String why, SweepScan.Seen seen, KeyLifecycle lifecycle) {
            Event event = messages.event(kind, seen.ref(), lifecycle, why, source, now);
            return insert.test(Decision.of(event)) ? due(seen, lifecycle.then(event)) : Optional.empty();
        }

        private PlannedMessage planned(List<Due> group) {
            Person person = people.person(group.get(0).step().person());
            DailyMessageQuota.Part part = part(group.get(0));
            List<Due> open = group;
            for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
                List<Due> worst = open.stream().sorted(WORST_FIRST).limit(WORST).toList();
                int more = open.size() - worst.size();
                PlannedMessage.HoldReason held = held(person, part);
                if (held != PlannedMessage.HoldReason.NO) {
                    return planned(person, worst, more, held, "");
                }
                Event slot = post.next(person.id(), part, Event.SYSTEM, source);
                if (insert.test(decision(person, worst, more, slot))) {
                    post = post.with(slot);
                    return planned(person, worst, more, PlannedMessage.HoldReason.NO, slot.dedupeKey());
                }
                // Another process took the number, or has something to say about one of the keys: look again.
                post = DailyMessageQuota.read(ledger, now, dailyLimit);
                open = due(reload(open)).stream()
                        .filter(due -> due.step().person().equals(person.id()) && part(due) == part)
                        .toList();
            }
            return planned(person, group, 0, PlannedMessage.HoldReason.DECIDED_ELSEWHERE, "");
        }

        private PlannedMessage.HoldReason held(Person person, DailyMessageQuota.Part part) {
            if (person.role() == Role.NOBODY) {
                return PlannedMessage.HoldReason.NOT_REACHABLE;
            }
            if (!OfficeHours.open(now, person.zone())) {
                return PlannedMessage.HoldReason.OFF_HOURS;
            }
            if (post.had(person.id(), part, person.zone())) {
                return PlannedMessage.HoldReason.HAD_TODAYS;
            }
            return post.full() ? PlannedMessage.HoldReason.DAY_IS_FULL : PlannedMessage.HoldReason.NO;
        }

        private Decision decision(Person person, List<Due> keys, int more, Event slot) {
            FollowUpComposer.Draft draft = messages.draft(person, keys, more, source, now);
            List<Event> events = new ArrayList<>();
            events.add(slot);
            events.addAll(draft.events());
            return new Decision(
                    events,
                    List.of(new Decision.Outgoing(
                            slot.dedupeKey(),
                            person.id(),
                            draft.message(),
                            now,
                            OfficeHours.close(now, person.zone()))),
                    null);
        }

        private PlannedMessage planned(
                Person person, List<Due> keys, int more, PlannedMessage.HoldReason held, String outboxKey) {
            List<PlannedMessage.Line> lines = keys.stream()
                    .map(due -> new PlannedMessage.Line(
                            due.seen().finding(), due.step().kind()))
                    .toList();
            return new PlannedMessage(person.id(), person.name(), lines, more, held, outboxKey);
        }
    }

    private static DailyMessageQuota.Part part(Due due) {
        return switch (due.step().kind()) {
            case FINAL_NOTICE -> DailyMessageQuota.Part.FINAL_NOTICE;
            case DELETION_NOTICE -> DailyMessageQuota.Part.DELETION_NOTICE;
            case NOTHING, ASK, REMIND, THANK, WARN_AHEAD, RECORD_ROTATION, RECORD_ON_AGAIN, RECORD_EXCUSE ->
                DailyMessageQuota.Part.FOLLOW_UP;
        };
    }
}
