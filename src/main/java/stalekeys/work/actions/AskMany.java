package stalekeys.work.actions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.actions.AskOwner.Askable;
import stalekeys.work.actions.AskOwner.Asked;
import stalekeys.work.ledger.DailyMessageQuota;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.people.Owner;
import stalekeys.work.people.Person;

/**
 * Asks the owners of several keys at once, each key by the rules of {@link AskOwner}. A person gets one message about all of
 * theirs. Nobody waits for these messages as for the answer to a click of their own, so the day's limit counts them.
 */
public final class AskMany {
    /** How often a message is decided anew that another process was quicker with. */
    private static final int ATTEMPTS = 5;

    private final AskOwner askOwner;
    private final Ledger ledger;
    private final Clock clock;
    private final int dailyLimit;

    /**
     * Wires it.
     *
     * @param dailyLimit the most messages a day, UTC, that nobody asked for and those from here together
     */
    public AskMany(AskOwner askOwner, Ledger ledger, Clock clock, int dailyLimit) {
        this.askOwner = askOwner;
        this.ledger = ledger;
        this.clock = clock;
        this.dailyLimit = dailyLimit;
    }

    /** One message: to whom, and about which keys. */
    public record Bundle(Owner to, List<Askable> keys) {
        public Bundle {
            keys = List.copyOf(keys);
        }

        /** In the order of the keys; a channel gets a post for each. */
        static List<Bundle> of(List<Askable> keys) {
            Map<String, List<Askable>> byReader = new LinkedHashMap<>();
            for (Askable key : keys) {
                Owner to = key.owner();
                String reader = to.kind() == Owner.Kind.CHANNEL ? to.target() + " " + byReader.size() : to.target();
                byReader.computeIfAbsent(reader, first -> new ArrayList<>()).add(key);
            }
            return byReader.values().stream()
                    .map(mine -> new Bundle(mine.get(0).owner(), mine))
                    .toList();
        }
    }

    /** What became of the ask about one key. */
    public record Answer(KeyRef key, Asked asked) {}

    /**
     * What asking would come to now.
     *
     * @param bundles the messages there is room for
     * @param beyond those for which the day has no room left
     * @param answers why nobody would be asked about the other keys
     * @param dailyLimit the most messages a day
     */
    public record Plan(List<Bundle> bundles, List<Bundle> beyond, List<Answer> answers, int dailyLimit) {
        public Plan {
            bundles = List.copyOf(bundles);
            beyond = List.copyOf(beyond);
            answers = List.copyOf(answers);
        }

        /** Who gets a message about each key, for {@link AskMany#ask}. */
        public Map<KeyRef, String> targets() {
            Map<KeyRef, String> targets = new LinkedHashMap<>();
            for (Bundle bundle : bundles) {
                bundle.keys().forEach(key -> targets.put(key.key(), bundle.to().target()));
            }
            return targets;
        }
    }

    /** Looks what would be sent to whom; nothing is decided. */
    public Plan plan(Collection<KeyRef> keys, Person by) {
        Looks looks = look(keys, by);
        List<Bundle> all = Bundle.of(looks.open());
        int room = Math.min(all.size(), today().left());
        List<Answer> answers = looks.answered().entrySet().stream()
                .map(each -> new Answer(each.getKey(), each.getValue()))
                .toList();
        return new Plan(all.subList(0, room), all.subList(room, all.size()), answers, dailyLimit);
    }

    /**
     * Looks again, and asks.
     *
     * @param shown the keys, each with whom a preview said would be asked, by the {@link Owner#target()}: nobody else is
     * @return what became of each key, in their order
     */
    public List<Answer> ask(Map<KeyRef, String> shown, Person by) {
        Looks looks = look(shown.keySet(), by);
        Map<KeyRef, Asked> answered = new LinkedHashMap<>(looks.answered());
        List<Askable> open = new ArrayList<>();
        for (Askable key : looks.open()) {
            if (key.owner().target().equals(shown.get(key.key()))) {
                open.add(key);
            } else {
                answered.put(key.key(), Asked.of(Asked.Kind.OTHER_OWNER, key.owner()));
            }
        }
        for (Bundle bundle : Bundle.of(open)) {
            answered.putAll(send(bundle, by));
        }
        return shown.keySet().stream()
                .map(key -> new Answer(key, Objects.requireNonNull(answered.get(key))))
                .toList();
    }

    /** What a look at each key came to. */
    private record Looks(List<Askable> open, Map<KeyRef, Asked> answered) {}

    private Looks look(Collection<KeyRef> keys, Person by) {
        Looks looks = new Looks(new ArrayList<>(), new LinkedHashMap<>());
        for (KeyRef key : keys) {
            AskOwner.Looked looked = askOwner.look(key, by);
            if (looked instanceof Askable askable) {
                looks.open().add(askable);
            } else {
                looks.answered().put(key, (Asked) looked);
            }
        }
        return looks;
    }

    private Map<KeyRef, Asked> send(Bundle bundle, Person by) {
        Map<KeyRef, Asked> answered = new LinkedHashMap<>();
        List<Askable> open = bundle.keys();
        if (!askOwner.mayStillAsk(by)) {
            open.forEach(key -> answered.put(key.key(), Asked.of(Asked.Kind.NOT_ENTITLED, bundle.to())));
            return answered;
        }
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            DailyMessageQuota today = today();
            if (today.full()) {
                open.forEach(key -> answered.put(key.key(), Asked.of(Asked.Kind.DAY_IS_FULL, bundle.to())));
                return answered;
            }
            Event slot = today.next(bundle.to().target(), DailyMessageQuota.Part.ASK, by.id(), "slack");
            Optional<OutboxItem> sent = askOwner.send(open, by, List.of(slot));
            if (sent.isPresent()) {
                open.forEach(key -> answered.put(key.key(), Asked.of(sent.get(), bundle.to())));
                return answered;
            }
            // Another process took the number, or wrote about one of the keys: look at what has happened since.
            open = stillOpen(open, answered);
        }
        open.forEach(key -> answered.put(key.key(), Asked.of(Asked.Kind.OVERTAKEN, bundle.to())));
        return answered;
    }

    private List<Askable> stillOpen(List<Askable> keys, Map<KeyRef, Asked> answered) {
        List<Askable> open = new ArrayList<>();
        for (Askable key : keys) {
            KeyHistory history = KeyHistory.of(ledger.events(key.key()));
            history.standingAsk(clock.instant())
                    .ifPresentOrElse(
                            place -> answered.put(key.key(), Asked.already(key.owner(), place)),
                            () -> open.add(new Askable(key.key(), key.finding(), key.owner(), history)));
        }
        return open;
    }

    private DailyMessageQuota today() {
        return DailyMessageQuota.read(ledger, clock.instant(), dailyLimit);
    }
}
