package stalekeys.work.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.cards.Cards;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.MessageUpdate;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.Payload;
import stalekeys.work.people.People;

/** Carries out one message, or one redrawing of a message, from the outbox. */
public final class SendMessage {
    private static final Logger LOG = LoggerFactory.getLogger(SendMessage.class);

    /** A message that was not taken within a day is news no more. */
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Messenger messenger;
    private final People people;
    private final Cards cards;
    private final RecipientCheck readers;
    private final Clock clock;

    SendMessage(Ledger ledger, Messenger messenger, People people, Cards cards, RecipientCheck readers, Clock clock) {
        this.ledger = ledger;
        this.messenger = messenger;
        this.people = people;
        this.cards = cards;
        this.readers = readers;
        this.clock = clock;
    }

    void post(OutboxItem item, Message planned) {
        if (item.notAfter() != null && clock.instant().isAfter(item.notAfter())) {
            refused(item, planned, "it became too late to send it");
            return;
        }
        Message message = cards.redrawn(planned, decided(item));
        if (message instanceof Message.Ask ask && ask.card().state().change().ends()) {
            // It waited for Slack, and meanwhile there is nothing left to rotate.
            refused(item, message, "the key was deactivated meanwhile");
            return;
        }
        if (message instanceof Message.Unasked unasked && DeliveryEvents.nothingLeft(unasked)) {
            refused(item, message, "what it says about the keys was overtaken");
            return;
        }
        RecipientCheck.Verdict verdict = readers.beforeSending(item, planned);
        if (verdict instanceof RecipientCheck.Show show) {
            send(item, planned, cards.redrawn(show.message(), decided(item)));
        } else if (verdict instanceof RecipientCheck.Wait wait && mayWait(item, wait)) {
            tryLater(item, planned, Messenger.Delivery.notYet(null, wait.problem()), clock.instant());
        } else {
            refused(item, planned, problem(verdict));
        }
    }

    private void send(OutboxItem item, Message planned, Message message) {
        Messenger.Delivery delivery = messenger.post(address(item), message);
        Instant now = clock.instant();
        switch (delivery.state()) {
            case SENT -> {
                ledger.sent(item.id(), delivery.channel(), delivery.ts(), now, arrived(item, message, delivery, now));
                if (delivery.ts() != null) {
                    redrawIfOvertaken(item, message, now);
                }
            }
            case NOT_YET -> tryLater(item, planned, delivery, now);
            case REFUSED -> refused(item, planned, delivery.problem());
            case UNKNOWN -> {
                LOG.warn("A message may not have arrived ({}): an admin can send it again.", delivery.problem());
                ledger.unknown(item.id(), delivery.problem());
            }
        }
    }

    /** What was looked up, and not a channel's name that another one may have by now. */
    private String address(OutboxItem item) {
        if (item.isMail() || RecipientCheck.isPerson(item.target())) {
            return item.target();
        }
        String id = people.channel(item.target()).id();
        return id.isEmpty() ? item.target() : id;
    }

    void update(OutboxItem item, MessageUpdate update) {
        OutboxItem original = ledger.findById(update.outboxId()).orElse(null);
        Instant now = clock.instant();
        if (original == null
                || original.channel() == null
                || original.ts() == null
                || !(original.payload() instanceof Message message)) {
            ledger.failed(item.id(), "there is no message to redraw", null);
            return;
        }
        RecipientCheck.Verdict verdict = readers.beforeRedrawing(original, original.channel(), message);
        if (verdict instanceof RecipientCheck.Wait wait && mayWait(item, wait)) {
            tryLater(item, update, Messenger.Delivery.notYet(null, wait.problem()), now);
            return;
        }
        if (!(verdict instanceof RecipientCheck.Show show)) {
            notRedrawn(item, original.channel(), verdict, now);
            return;
        }
        Messenger.Delivery delivery =
                messenger.update(original.channel(), original.ts(), cards.redrawn(show.message(), decided(original)));
        switch (delivery.state()) {
            case SENT -> ledger.sent(item.id(), delivery.channel(), delivery.ts(), now, null);
            case REFUSED -> ledger.failed(item.id(), delivery.problem(), null);
            // Drawing the same truth twice does no harm, so an unknown outcome is simply tried again.
            case NOT_YET, UNKNOWN -> tryLater(item, update, delivery, now);
        }
    }

    private boolean mayWait(OutboxItem item, RecipientCheck.Wait wait) {
        return clock.instant().isBefore(item.firstDue().plus(wait.atMost()));
    }

    private static String problem(RecipientCheck.Verdict verdict) {
        if (verdict instanceof RecipientCheck.Wait wait) {
            return wait.problem();
        }
        return verdict instanceof RecipientCheck.Refuse refuse ? refuse.problem() : "";
    }

    /** It stays as it was drawn last. Where that is for a room's sake the admins hear of it, once a day for each room. */
    private void notRedrawn(OutboxItem item, String channel, RecipientCheck.Verdict verdict, Instant now) {
        String problem = problem(verdict);
        LOG.warn("A message was not redrawn: {}", problem);
        boolean room = !(verdict instanceof RecipientCheck.Refuse refuse) || refuse.room();
        if (channel.startsWith("D") || !room) {
            ledger.failed(item.id(), problem, null);
            return;
        }
        Event event = new Event(
                now, Event.Kind.NOT_POSTED, null, Event.SYSTEM, problem, "outbox", item.dedupeKey() + ":failed");
        List<Decision.Outgoing> told = Decision.Outgoing.toEach(
                people.adminsToTell(),
                "not-redrawn:" + channel + ":" + now.atZone(ZoneOffset.UTC).toLocalDate(),
                new Message.NotRedrawn(channel, problem),
                now);
        ledger.failed(item.id(), problem, new Decision(List.of(event), told, null));
    }

    private void refused(OutboxItem item, Message message, String problem) {
        LOG.warn("A message was not taken: {}", problem);
        Instant now = clock.instant();
        ledger.failed(item.id(), problem, afterRefusal(item, message, problem, now));
    }

    private @Nullable Decision afterRefusal(OutboxItem item, Message message, String problem, Instant now) {
        if (message instanceof Message.Ask ask) {
            KeyRef key = ask.card().finding().ref().orElse(null);
            Event event = new Event(
                    now, Event.Kind.ASK_FAILED, key, Event.SYSTEM, problem, "outbox", item.dedupeKey() + ":failed");
            List<Decision.Outgoing> told = new ArrayList<>(ask.toChannel() ? toAdmins(item, problem, now) : List.of());
            told.addAll(toAsker(item, ask.askedBy(), ask, problem, now));
            return new Decision(List.of(event), told, null);
        }
        if (message instanceof Message.Unasked unasked) {
            String askedBy = unasked instanceof Message.FollowUp followUp ? followUp.askedBy() : null;
            return DeliveryEvents.refused(
                    unasked, problem, askedBy == null ? List.of() : toAsker(item, askedBy, unasked, problem, now), now);
        }
        if (message instanceof Message.Changed changed) {
            KeyRef key = changed.card().finding().ref().orElse(null);
            return Decision.of(new Event(
                    now, Event.Kind.NOT_POSTED, key, Event.SYSTEM, problem, "outbox", item.dedupeKey() + ":failed"));
        }
        if (message instanceof Message.Digest
                || message instanceof Message.Unowned
                || message instanceof Message.Announcement) {
            Event event = new Event(
                    now, Event.Kind.NOT_POSTED, null, Event.SYSTEM, problem, "outbox", item.dedupeKey() + ":failed");
            List<Decision.Outgoing> told = new ArrayList<>(toAdmins(item, problem, now));
            if (message instanceof Message.Announcement
                    && !people.adminsToTell().contains(item.target())) {
                told.addAll(toAdminsInstead(item, message, now));
            }
            return new Decision(List.of(event), told, null);
        }
        return null;
    }

    /** Whoever asked was told at the first attempt what became of it; that it would be tried again is to be taken back. */
    private static List<Decision.Outgoing> toAsker(
            OutboxItem item, String askedBy, Message message, String problem, Instant now) {
        if (item.attempts() <= 1) {
            return List.of();
        }
        List<Decision.Outgoing> notices = new ArrayList<>();
        for (Card card : message.cards()) {
            String number = notices.isEmpty() ? "" : ":" + notices.size();
            notices.add(new Decision.Outgoing(
                    item.dedupeKey() + ":told" + number, askedBy, new Message.NotAsked(card, problem), now, null));
        }
        return notices;
    }

    private List<Decision.Outgoing> toAdmins(OutboxItem item, String problem, Instant now) {
        return Decision.Outgoing.toEach(
                people.adminsToTell(),
                item.dedupeKey() + ":not-posted",
                new Message.NotPosted(item.target(), problem),
                now);
    }

    /** What was done without a click has to be heard of by somebody who can undo it. */
    private List<Decision.Outgoing> toAdminsInstead(OutboxItem item, Message message, Instant now) {
        return Decision.Outgoing.toEach(people.adminsToTell(), item.dedupeKey() + ":to", message, now);
    }

    private static @Nullable Decision arrived(
            OutboxItem item, Message message, Messenger.Delivery delivery, Instant now) {
        DeliveryPlace place = DeliveryPlace.of(delivery);
        if (message instanceof Message.Unasked unasked) {
            return DeliveryEvents.arrived(unasked, place, now);
        }
        if (message instanceof Message.Digest digest) {
            return details(item, digest, delivery);
        }
        if (!(message instanceof Message.Ask ask)) {
            return null;
        }
        return Decision.of(new Event(
                now,
                switch (place) {
                    case OWN_DM -> Event.Kind.ASK_DELIVERED;
                    case CHANNEL -> Event.Kind.ASK_POSTED;
                    case MAILBOX -> Event.Kind.ASK_MAILED;
                },
                ask.card().finding().ref().orElse(null),
                Event.SYSTEM,
                "",
                "outbox",
                item.dedupeKey() + ":arrived"));
    }

    /** Due when the digest was, so that what its cards show counts as read then. */
    private static @Nullable Decision details(OutboxItem item, Message.Digest digest, Messenger.Delivery delivery) {
        if (digest.details() == null || delivery.channel() == null || delivery.ts() == null) {
            return null;
        }
        Message.DigestReply reply = new Message.DigestReply(
                delivery.ts(),
                digest.takenAt(),
                digest.progress() == null ? null : digest.progress().since(),
                digest.accounts(),
                digest.details());
        return new Decision(
                List.of(),
                List.of(new Decision.Outgoing(
                        replyKey(item.dedupeKey()), delivery.channel(), reply, item.firstDue(), null)),
                null);
    }

    public static String replyKey(String digestKey) {
        return digestKey + ":details";
    }

    /** A key may have changed between drawing and arriving: then this copy was not among those redrawn for it. */
    private void redrawIfOvertaken(OutboxItem item, Message sent, Instant now) {
        if (sameChanges(sent.cards(), cards.redrawn(sent, decided(item)).cards())) {
            return;
        }
        ledger.plan(new Decision.Outgoing(
                "redraw:" + item.id() + ":overtaken:" + item.attempts(), "", new MessageUpdate(item.id()), now, null));
    }

    /** When the message was decided: what its cards show was read then. */
    private static Instant decided(OutboxItem item) {
        return item.firstDue().minus(OutboxWorker.HEAD_START);
    }

    private static boolean sameChanges(List<Card> sent, List<Card> newer) {
        for (int place = 0; place < sent.size(); place++) {
            if (!sent.get(place).state().sameChange(newer.get(place).state())) {
                return false;
            }
        }
        return true;
    }

    private void tryLater(OutboxItem item, Payload payload, Messenger.Delivery delivery, Instant now) {
        Duration wait = delivery.retryAfter() == null ? backOff(item.attempts()) : delivery.retryAfter();
        if (item.firstDue().plus(GIVE_UP_AFTER).isBefore(now)) {
            if (payload instanceof Message message) {
                refused(item, message, delivery.problem());
            } else {
                ledger.failed(item.id(), delivery.problem(), null);
            }
            return;
        }
        ledger.later(item.id(), now.plus(wait), delivery.problem(), payload);
    }

    static Duration backOff(int attempts) {
        Duration wait = Duration.ofSeconds(1L << Math.min(attempts, 9));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
