package stalekeys.work.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Message;

/** What is recorded once it is known what became of a message that nobody asked for: for each key of its own. */
final class DeliveryEvents {
    private DeliveryEvents() {}

    /** Whether all there was to ask for has been done while the message waited. */
    static boolean nothingLeft(Message.Unasked message) {
        return message.items().stream().allMatch(DeliveryEvents::overtaken);
    }

    static @Nullable Decision arrived(Message.Unasked message, DeliveryPlace place, Instant now) {
        List<Event> events = new ArrayList<>();
        for (Message.Item item : message.items()) {
            // A key switched off meanwhile stands in the message as such; nobody was asked to rotate it.
            Optional<Event.Kind> kind = overtaken(item) ? Optional.empty() : taken(item.why(), place);
            // Who was told that a key will be deleted counts: another owner has to be told anew.
            String why = item.why() == Message.Item.Why.DELETION ? message.to() : "";
            kind.ifPresent(what -> events.add(event(item, what, why, "arrived", now)));
        }
        return decision(events);
    }

    /** @param told who hears of it besides */
    static Decision refused(Message.Unasked message, String problem, List<Decision.Outgoing> told, Instant now) {
        List<Event> events = message.items().stream()
                .map(item -> event(
                        item,
                        item.why() == Message.Item.Why.ASK ? Event.Kind.ASK_FAILED : Event.Kind.FOLLOW_UP_FAILED,
                        problem,
                        "failed",
                        now))
                .toList();
        return new Decision(events, told, null);
    }

    private static Optional<Event.Kind> taken(Message.Item.Why why, DeliveryPlace place) {
        return switch (place) {
            case OWN_DM -> delivered(why);
            case MAILBOX -> mailed(why);
            case CHANNEL -> Optional.empty();
        };
    }

    private static Optional<Event.Kind> mailed(Message.Item.Why why) {
        return switch (why) {
            case ASK -> Optional.of(Event.Kind.ASK_MAILED);
            case REMINDER -> Optional.of(Event.Kind.REMINDER_MAILED);
            case FINAL_NOTICE -> Optional.of(Event.Kind.FINAL_NOTICE_MAILED);
            case DELETION, AHEAD, THANKS -> Optional.empty();
        };
    }

    private static Optional<Event.Kind> delivered(Message.Item.Why why) {
        return switch (why) {
            case ASK -> Optional.of(Event.Kind.ASK_DELIVERED);
            case REMINDER -> Optional.of(Event.Kind.REMINDER_DELIVERED);
            case FINAL_NOTICE -> Optional.of(Event.Kind.FINAL_NOTICE_DELIVERED);
            case DELETION -> Optional.of(Event.Kind.DELETION_NOTICE_DELIVERED);
            case AHEAD, THANKS -> Optional.empty();
        };
    }

    private static boolean overtaken(Message.Item item) {
        Card.Change change = item.card().state().change();
        return switch (item.why()) {
            case ASK, REMINDER, FINAL_NOTICE, AHEAD -> change.ends();
            case DELETION -> change != Card.Change.DEACTIVATED;
            case THANKS -> false;
        };
    }

    private static Event event(Message.Item item, Event.Kind kind, String why, String what, Instant now) {
        return new Event(
                now,
                kind,
                item.card().finding().ref().orElse(null),
                Event.SYSTEM,
                why,
                "outbox",
                item.decided() + ":" + what);
    }

    private static @Nullable Decision decision(List<Event> events) {
        return events.isEmpty() ? null : new Decision(events, List.of(), null);
    }
}
