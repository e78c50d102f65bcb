package stalekeys.work.cards;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.report.Finding;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

/** Makes cards: a finding with its owner, its handle and what has happened to it. */
public final class Cards {
    private final Ledger ledger;
    private final People people;
    private final Accounts accounts;
    private final Clock clock;

    public Cards(Ledger ledger, People people, Accounts accounts, Clock clock) {
        this.ledger = ledger;
        this.people = people;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Cards with every button that could be of use to somebody; whoever clicks is checked then.
     *
     * @param asOf when the findings were read
     */
    public List<Card> of(List<Finding> findings, Instant asOf) {
        List<KeyRef> refs =
                findings.stream().flatMap(finding -> finding.ref().stream()).toList();
        Map<KeyRef, String> handles = ledger.handles(refs);
        Map<KeyRef, List<Event>> events = ledger.events(refs);
        List<Card> cards = new ArrayList<>();
        for (Finding finding : findings) {
            Owner owner = people.owner(finding.owner());
            KeyRef ref = finding.ref().orElse(null);
            Card.State state = ref == null ? Card.State.NOTHING : state(events.get(ref), finding, asOf);
            String handle = ref == null ? "" : handles.getOrDefault(ref, "");
            cards.add(new Card(finding, owner, handle, state, actions(finding, ref, owner, state)));
        }
        return cards;
    }

    public Card of(Finding finding, Instant asOf) {
        return of(List.of(finding), asOf).get(0);
    }

    /**
     * Cards for the one who is named as the owner of all these keys, with what they may answer.
     *
     * @param asOf when the findings were read
     */
    public List<Card> ofOwner(List<Finding> findings, Instant asOf, Person owner) {
        return of(findings, asOf).stream().map(card -> forOwner(card, owner)).toList();
    }

    /** They are reminded, and may switch the key off, only where they were asked about it. */
    public Card forOwner(Card card, Person owner) {
        KeyRef ref = card.finding().ref().orElse(null);
        if (ref == null) {
            return card;
        }
        KeyLifecycle lifecycle = KeyLifecycle.of(ledger.events(ref));
        boolean mayChange =
                owner.role().mayChangeOwnKeys() && lifecycle.history().asked(owner.id());
        Set<Card.Action> actions = EnumSet.noneOf(Card.Action.class);
        actions.addAll(OwnerActions.of(card.finding(), card.state(), lifecycle, mayChange, changeable(ref)));
        if (lifecycle.cycle() == null) {
            actions.remove(Card.Action.LATER);
        }
        return card.with(card.state(), actions);
    }

    /** The random text that stands for the key in buttons and dedupe keys. */
    public String handle(KeyRef key) {
        return ledger.handles(List.of(key)).getOrDefault(key, "");
    }

    /**
     * The message with what is true of its keys now.
     *
     * @param asOf when its findings were read
     */
    public Message redrawn(Message message, Instant asOf) {
        List<KeyRef> refs = message.cards().stream()
                .flatMap(card -> card.finding().ref().stream())
                .toList();
        if (refs.isEmpty()) {
            return message;
        }
        Map<KeyRef, List<Event>> events = ledger.events(refs);
        List<Card> newer = new ArrayList<>();
        for (int place = 0; place < message.cards().size(); place++) {
            Card card = message.cards().get(place);
            KeyRef ref = card.finding().ref().orElse(null);
            List<Event> known = ref == null ? List.of() : events.getOrDefault(ref, List.of());
            Card.State state = ref == null ? card.state() : state(known, card.finding(), asOf);
            Set<Card.Action> actions = EnumSet.noneOf(Card.Action.class);
            actions.addAll(actions(card.finding(), ref, card.owner(), state));
            if (message instanceof Message.Ask
                    || message instanceof Message.Changed
                    || message instanceof Message.Announcement
                    || message instanceof Message.Unasked) {
                actions.remove(Card.Action.ASK);
                actions.remove(Card.Action.DEACTIVATE);
            }
            if (ref != null) {
                actions.addAll(answers(message, place, card, ref, state, KeyLifecycle.of(known)));
            }
            newer.add(card.with(state, actions));
        }
        return message.with(newer);
    }

    /** What whoever reads this message may answer. */
    private Set<Card.Action> answers(
            Message message, int place, Card card, KeyRef ref, Card.State state, KeyLifecycle lifecycle) {
        if (message instanceof Message.Unowned) {
            boolean open = lifecycle.people().claimedBy() == null
                    && state.change() == Card.Change.NONE
                    && card.finding().verdict().stale();
            return open ? Set.of(Card.Action.CLAIM) : Set.of();
        }
        return OwnerActions.asked(message, place, card)
                .map(person -> OwnerActions.of(
                        card.finding(),
                        state,
                        lifecycle,
                        person.equals(card.owner().slackId())
                                && people.person(person).role().mayChangeOwnKeys(),
                        changeable(ref)))
                .orElse(Set.of());
    }

    /** Whether keys of its account may be changed from here at all. */
    public boolean changeable(KeyRef ref) {
        return people.hasAdmins() && accounts.keySwitch(ref.accountId()).isPresent();
    }

    private Set<Card.Action> actions(Finding finding, @Nullable KeyRef ref, Owner owner, Card.State state) {
        Set<Card.Action> actions = EnumSet.noneOf(Card.Action.class);
        if (ref == null) {
            return actions;
        }
        boolean changeable = changeable(ref);
        switch (state.change()) {
            case DEACTIVATED -> {
                if (changeable && !finding.mayBeLeaked()) {
                    actions.add(Card.Action.REACTIVATE);
                }
            }
            case SWITCHING, DELETED -> {
                // The outcome will bring the next buttons; what is gone has none.
            }
            case NONE, REACTIVATED -> {
                if (finding.status() == KeyStatus.ACTIVE) {
                    if (owner.reachable() && finding.verdict().stale()) {
                        actions.add(Card.Action.ASK);
                    }
                    if (changeable) {
                        actions.add(Card.Action.DEACTIVATE);
                    }
                }
            }
        }
        return actions;
    }

    /** A key that was seen active later than stale-keys switched it off was switched on by somebody else. */
    private Card.State state(@Nullable List<Event> events, Finding finding, Instant asOf) {
        Card.State state = state(events == null ? List.of() : events);
        boolean overtaken = finding.status() == KeyStatus.ACTIVE
                && state.change() == Card.Change.DEACTIVATED
                && state.at() != null
                && state.at().isBefore(asOf);
        return overtaken ? state.withoutChange() : state;
    }

    private Card.State state(List<Event> events) {
        KeyHistory history = KeyHistory.of(events);
        Instant now = clock.instant();
        KeyHistory.Ask ask = history.standingAsk(now).orElse(null);
        Event told = history.pending() != null ? history.pending() : history.lastChange();
        Card.Change change = Card.Change.NONE;
        if (history.pending() != null) {
            change = Card.Change.SWITCHING;
        } else if (history.lastChange() != null) {
            change = switch (history.lastChange().kind()) {
                case DEACTIVATED -> Card.Change.DEACTIVATED;
                case DELETED -> Card.Change.DELETED;
                default -> Card.Change.REACTIVATED;
            };
        }
        return new Card.State(
                change,
                told == null ? "" : told.actor(),
                told == null ? null : told.at(),
                told == null ? "" : told.why(),
                ask == null ? null : ask.by(),
                ask == null ? null : ask.at(),
                ask == null ? null : ask.arrival(),
                OwnerActions.word(events));
    }
}
