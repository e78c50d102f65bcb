package stalekeys.work.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.FollowUpCycle;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.cards.Cards;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

/** Puts a message that nobody asked for together, and the events that stand for what it says. */
final class FollowUpComposer {
    private final Cards cards;
    private final People people;
    private final int maxAgeDays;

    FollowUpComposer(Cards cards, People people, int maxAgeDays) {
        this.cards = cards;
        this.people = people;
        this.maxAgeDays = maxAgeDays;
    }

    /** The message, and an event for each of its keys. */
    record Draft(Message message, List<Event> events) {}

    Draft draft(Person to, List<Sweep.Due> keys, int more, String source, Instant now) {
        LocalDate lastDay = lastDay(to, keys, now);
        List<Card> rendered =
                cards.of(keys.stream().map(due -> due.seen().finding()).toList(), now);
        List<Event> events = new ArrayList<>();
        List<Message.Item> items = new ArrayList<>();
        for (int place = 0; place < keys.size(); place++) {
            Sweep.Due due = keys.get(place);
            Card card = rendered.get(place);
            Step.Kind step = due.step().kind();
            Event event = event(
                    kind(step),
                    due.seen().ref(),
                    due.lifecycle(),
                    switch (step) {
                        case FINAL_NOTICE, DELETION_NOTICE ->
                            due.step().announced().why(lastDay);
                        case NOTHING, ASK, REMIND, THANK, WARN_AHEAD, RECORD_ROTATION, RECORD_ON_AGAIN, RECORD_EXCUSE ->
                            to.id();
                    },
                    source,
                    now,
                    card.handle());
            FollowUpCycle cycle = due.lifecycle().cycle();
            events.add(event);
            items.add(new Message.Item(
                    card.with(card.state(), Set.of()),
                    why(step),
                    event.dedupeKey(),
                    cycle == null ? null : cycle.firstAsk(),
                    due.step().announced()));
        }
        List<String> contacts = people.contacts();
        Message message = switch (keys.get(0).step().kind()) {
            case FINAL_NOTICE ->
                new Message.FinalNotice(
                        to.id(),
                        lastDay,
                        keys.stream()
                                .allMatch(due -> cards.changeable(due.seen().ref())),
                        items,
                        more,
                        contacts);
            case DELETION_NOTICE -> new Message.DeletionNotice(to.id(), lastDay, items, more, contacts);
            case NOTHING, ASK, REMIND, THANK, WARN_AHEAD, RECORD_ROTATION, RECORD_ON_AGAIN, RECORD_EXCUSE ->
                new Message.FollowUp(to.id(), items, more, null, contacts, maxAgeDays);
        };
        return new Draft(message, events);
    }

    Event event(Event.Kind kind, KeyRef key, KeyLifecycle lifecycle, String why, String source, Instant now) {
        return event(kind, key, lifecycle, why, source, now, cards.handle(key));
    }

    /** Numbered along with the asks: a click that asks at the same time and this exclude each other. */
    private static Event event(
            Event.Kind kind,
            KeyRef key,
            KeyLifecycle lifecycle,
            String why,
            String source,
            Instant now,
            String handle) {
        return new Event(
                now, kind, key, Event.SYSTEM, why, source, lifecycle.history().nextAskKey(handle));
    }

    /** One day for all keys of the message: the latest, where they are. */
    private static LocalDate lastDay(Person to, List<Sweep.Due> keys, Instant now) {
        return keys.stream()
                .flatMap(due -> Stream.ofNullable(due.step().until()))
                .max(Comparator.naturalOrder())
                .orElse(now)
                .atZone(to.zone())
                .toLocalDate();
    }

    private static Event.Kind kind(Step.Kind step) {
        return switch (step) {
            case ASK -> Event.Kind.ASKED;
            case REMIND -> Event.Kind.REMINDED;
            case FINAL_NOTICE -> Event.Kind.FINAL_NOTICE;
            case DELETION_NOTICE -> Event.Kind.DELETION_NOTICE;
            case THANK -> Event.Kind.THANKED;
            case WARN_AHEAD -> Event.Kind.WARNED_AHEAD;
            case NOTHING, RECORD_ROTATION, RECORD_ON_AGAIN, RECORD_EXCUSE ->
                throw new IllegalArgumentException("says nothing: " + step);
        };
    }

    private static Message.Item.Why why(Step.Kind step) {
        return switch (step) {
            case ASK -> Message.Item.Why.ASK;
            case REMIND -> Message.Item.Why.REMINDER;
            case FINAL_NOTICE -> Message.Item.Why.FINAL_NOTICE;
            case DELETION_NOTICE -> Message.Item.Why.DELETION;
            case THANK -> Message.Item.Why.THANKS;
            case WARN_AHEAD -> Message.Item.Why.AHEAD;
            case NOTHING, RECORD_ROTATION, RECORD_ON_AGAIN, RECORD_EXCUSE ->
                throw new IllegalArgumentException("says nothing: " + step);
        };
    }
}
