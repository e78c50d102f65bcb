package stalekeys.work.actions;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.report.Finding;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.audit.Audit;
import stalekeys.work.cards.Cards;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

/** Asks the owner of a key to rotate it, once in seven days whoever asks. */
public final class AskOwner {
    private final Ledger ledger;
    private final Accounts accounts;
    private final People people;
    private final Cards cards;
    private final OutboxWorker worker;
    private final Audit audit;
    private final Clock clock;

    public AskOwner(
            Ledger ledger,
            Accounts accounts,
            People people,
            Cards cards,
            OutboxWorker worker,
            Audit audit,
            Clock clock) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.people = people;
        this.cards = cards;
        this.worker = worker;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What became of an ask.
     *
     * @param owner who was, or would have been, asked
     * @param earlier for {@link Kind#ALREADY_ASKED}: the ask that stands
     * @param detail for the kinds that failed: a sentence, or Slack's error name; else empty
     */
    public record Asked(Kind kind, Owner owner, KeyHistory.@Nullable Ask earlier, String detail) implements Looked {
        /** How it ended. */
        public enum Kind {
            /** it stands in the owner's DM, or their team's channel; for a mailbox, the mail server took it */
            DELIVERED,
            /** it will be tried again by itself */
            ON_ITS_WAY,
            /** nobody knows; an admin can send it again */
            MAY_NOT_HAVE_ARRIVED,
            /** Slack, or the mail server, refused it */
            NOT_DELIVERED,
            ALREADY_ASKED,
            NO_OWNER,
            NOT_ENTITLED,
            GONE,
            /** the key is off already */
            NOT_ACTIVE,
            NOT_STALE,
            /** detail = the last day, ISO */
            EXCUSED,
            /** AWS did not let us read the key */
            NOT_READ,
            /** of several: somebody else would be asked by now than was shown before */
            OTHER_OWNER,
            /** of several: the day has had all its messages */
            DAY_IS_FULL,
            /** of several: others wrote at the same time, again and again */
            OVERTAKEN
        }

        static Asked of(Kind kind, Owner owner) {
            return new Asked(kind, owner, null, "");
        }

        static Asked already(Owner owner, KeyHistory.@Nullable Ask earlier) {
            return new Asked(Kind.ALREADY_ASKED, owner, earlier, "");
        }

        /** What became of the message. */
        static Asked of(OutboxItem item, Owner owner) {
            return new Asked(
                    switch (item.state()) {
                        case SENT -> Kind.DELIVERED;
                        case PLANNED, SENDING -> Kind.ON_ITS_WAY;
                        case UNKNOWN -> Kind.MAY_NOT_HAVE_ARRIVED;
                        case FAILED -> Kind.NOT_DELIVERED;
                    },
                    owner,
                    null,
                    item.problem());
        }
    }

    /** What a look at a key came to: it may be asked about, or it is known already what becomes of the ask. */
    sealed interface Looked permits Asked, Askable {}

    /**
     * A key that may be asked about.
     *
     * @param owner who is to be asked: the owner, or who claims it
     */
    public record Askable(KeyRef key, Finding finding, Owner owner, KeyHistory history) implements Looked {}

    /** Asks on behalf of this person. The key is read live first: nobody is asked about a key that is gone. */
    public Asked ask(KeyRef key, Person by) {
        Looked looked = look(key, by);
        return looked instanceof Askable askable ? ask(askable, by) : (Asked) looked;
    }

    private Asked ask(Askable key, Person by) {
        if (!mayStillAsk(by)) {
            return Asked.of(Asked.Kind.NOT_ENTITLED, Owner.none());
        }
        return send(List.of(key), by, List.of())
                .map(item -> Asked.of(item, key.owner()))
                .orElseGet(() -> Asked.already(
                        key.owner(), KeyHistory.of(ledger.events(key.key())).lastAsk()));
    }

    /** Reading the key may take long: whoever asks is looked up again before anybody is written to in their name. */
    boolean mayStillAsk(Person by) {
        return people.person(by.id()).role().mayAsk();
    }

    /** Reads the key live, and looks whether it may be asked about on behalf of this person. */
    Looked look(KeyRef key, Person by) {
        if (!by.role().mayAsk()) {
            return Asked.of(Asked.Kind.NOT_ENTITLED, Owner.none());
        }
        Optional<KeyInventory> inventory = accounts.inventory(key.accountId());
        if (inventory.isEmpty()) {
            return Asked.of(Asked.Kind.GONE, Owner.none());
        }
        LiveKey live;
        try {
            live = inventory.get().read(key);
        } catch (AwsFailure failure) {
            return new Asked(Asked.Kind.NOT_READ, Owner.none(), null, failure.sentence());
        }
        AccessKey found = live.key();
        if (found == null || live.user() == null) {
            return Asked.of(Asked.Kind.GONE, Owner.none());
        }
        Instant now = clock.instant();
        Finding finding = audit.finding(found, live.user(), now);
        Owner owner = people.owner(finding.owner());
        if (found.status() == KeyStatus.UNKNOWN) {
            return new Asked(Asked.Kind.NOT_READ, owner, null, "AWS gives it a status I do not know.");
        }
        if (found.status() != KeyStatus.ACTIVE) {
            return Asked.of(Asked.Kind.NOT_ACTIVE, owner);
        }
        if (finding.exemption().isPresent()) {
            return new Asked(
                    Asked.Kind.EXCUSED,
                    owner,
                    null,
                    finding.exemption().get().lastDay().toString());
        }
        if (!finding.verdict().stale()) {
            return Asked.of(Asked.Kind.NOT_STALE, owner);
        }
        List<Event> events = ledger.events(key);
        // Who could not be looked up may be there: nobody else is asked instead.
        Owner toAsk = owner.reachable() || owner.isUnknown() ? owner : claimer(events);
        if (toAsk.isUnknown()) {
            return Asked.of(Asked.Kind.NO_OWNER, toAsk);
        }
        if (!toAsk.reachable()) {
            return Asked.of(Asked.Kind.NO_OWNER, owner);
        }
        KeyHistory history = KeyHistory.of(events);
        Optional<KeyHistory.Ask> place = history.standingAsk(now);
        return place.isPresent() ? Asked.already(toAsk, place.get()) : new Askable(key, finding, toAsk, history);
    }

    /**
     * Decides one message about these keys of one owner, and sends it.
     *
     * @param along what is decided with it
     * @return how it stands; empty where somebody else was quicker with one of the events: then nothing was decided
     */
    Optional<OutboxItem> send(List<Askable> keys, Person by, List<Event> along) {
        Instant now = clock.instant();
        Owner owner = keys.get(0).owner();
        List<Card> rendered = cards.of(keys.stream().map(Askable::finding).toList(), now);
        List<Event> events = new ArrayList<>();
        for (int place = 0; place < keys.size(); place++) {
            Askable key = keys.get(place);
            String dedupeKey = key.history().nextAskKey(rendered.get(place).handle());
            events.add(new Event(now, Event.Kind.ASKED, key.key(), by.id(), owner.target(), "slack", dedupeKey));
        }
        List<String> decided = events.stream().map(Event::dedupeKey).toList();
        Message message = message(rendered, decided, by, owner);
        events.addAll(along);
        String outboxKey = decided.get(0);
        boolean won = ledger.commit(new Decision(
                events,
                List.of(new Decision.Outgoing(
                        outboxKey, owner.target(), message, now.plus(OutboxWorker.HEAD_START), null)),
                null));
        return won ? Optional.of(worker.carryOut(outboxKey)) : Optional.empty();
    }

    /** Who only claims a key gets another message: without its whole id, and without an owner's buttons. */
    private Message message(List<Card> rendered, List<String> decided, Person by, Owner owner) {
        int maxAgeDays = audit.policy().maxAgeDays();
        Card first = rendered.get(0);
        if (rendered.size() == 1 && first.owner().equals(owner)) {
            Card bare = first.with(first.state(), Set.of());
            return new Message.Ask(bare, by.id(), people.contacts(), maxAgeDays, owner.kind() == Owner.Kind.CHANNEL);
        }
        return Message.FollowUp.asking(owner.target(), rendered, decided, by.id(), people.contacts(), maxAgeDays);
    }

    private Owner claimer(List<Event> events) {
        String claimedBy = KeyLifecycle.of(events).people().claimedBy();
        return claimedBy == null
                ? Owner.none()
                : people.owner(new OwnerHint(OwnerHint.Kind.PERSON, claimedBy, OwnerHint.Source.NOWHERE));
    }
}
