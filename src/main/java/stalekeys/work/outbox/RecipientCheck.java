package stalekeys.work.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.model.OwnerRule;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * Looks once more, right before a message is sent or redrawn, who reads it and whether it is theirs to read: between
 * deciding and showing a key gets another owner, a person leaves, a channel is shared with another company.
 */
public final class RecipientCheck {
    /** A message decided so recently was decided on what AWS said then. A second attempt never counts as recent. */
    private static final Duration JUST_DECIDED = OutboxWorker.HEAD_START;

    /** As long as anything is tried at all. */
    private static final Duration ASK_FOR = Duration.ofHours(24);

    /** Shorter: who lacks a right, or a room that can't be looked into, is for the admins to look at. */
    private static final Duration DOUBT_FOR = Duration.ofHours(2);

    private static final String NOT_TOLD = "Slack did not tell just now who reads it";
    private static final String NOT_HERE =
            "who it is for is no member here any more, or a bot, or of another workspace";
    private static final String NOT_FOR_THEM =
            "who it is for may not see this: a guest, or without the role it takes by now";
    private static final String ANOTHER_OWNER = "who it is for is no longer named as the key's owner in AWS";

    private final People people;
    private final Accounts accounts;
    private final OwnerRule owners;
    private final Ledger ledger;
    private final Clock clock;

    public RecipientCheck(People people, Accounts accounts, OwnerRule owners, Ledger ledger, Clock clock) {
        this.people = people;
        this.accounts = accounts;
        this.owners = owners;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What the look came to. */
    sealed interface Verdict permits Show, Wait, Refuse {}

    /** It may be shown, like this: with the owners as they are now, or the key masked. */
    record Show(Message message) implements Verdict {}

    /**
     * It can't be told just now.
     *
     * @param atMost how long to try, from when it was first due
     */
    record Wait(String problem, Duration atMost) implements Verdict {}

    /**
     * It must not be shown.
     *
     * @param room whether it is the channel that is wrong, and not a person
     */
    record Refuse(String problem, boolean room) implements Verdict {}

    /** Before a message is posted or mailed. AWS comes first, since it may take long. */
    Verdict beforeSending(OutboxItem item, Message message) {
        Verdict owned = justDecided(item) ? new Show(message) : owned(item.target(), message);
        return owned instanceof Show show ? read(item.target(), item.isMail(), show.message()) : owned;
    }

    /**
     * Before a message that stands somewhere is drawn anew. It says what became of a key, which who read it before may
     * learn; the key's whole id is for its owner alone.
     *
     * @param place the row it was sent by
     * @param channel where it stands
     */
    Verdict beforeRedrawing(OutboxItem place, String channel, Message message) {
        boolean person = isPerson(place.target());
        Message shown = person ? masked(place.target(), message) : message;
        return read(person ? place.target() : channel, false, shown);
    }

    /** Whether it is a person's id, and their direct messages are meant; a room whose id begins with D is none. */
    static boolean isPerson(String target) {
        return target.startsWith("U") || target.startsWith("W");
    }

    private boolean justDecided(OutboxItem item) {
        Instant decided = item.firstDue().minus(OutboxWorker.HEAD_START);
        return item.attempts() <= 1 && !clock.instant().isAfter(decided.plus(JUST_DECIDED));
    }

    // ---- who reads it

    private Verdict read(String target, boolean mail, Message message) {
        if (mail) {
            return new Show(message);
        }
        return isPerson(target) ? readBy(target, message) : readIn(target, message);
    }

    private Verdict readIn(String channel, Message message) {
        People.ChannelFacts facts = people.channel(channel);
        if (facts.postable()) {
            return new Show(message);
        }
        return facts.passing() ? new Wait(facts.problem(), DOUBT_FOR) : new Refuse(facts.problem(), true);
    }

    private Verdict readBy(String id, Message message) {
        Owner account = people.owner(new OwnerHint(OwnerHint.Kind.PERSON, id, OwnerHint.Source.NOWHERE));
        if (account.kind() == Owner.Kind.UNREADABLE) {
            return new Wait(NOT_TOLD, ASK_FOR);
        }
        if (account.kind() != Owner.Kind.PERSON) {
            return new Refuse(NOT_HERE, false);
        }
        Person person = people.person(id);
        return switch (person.role()) {
            case NOBODY -> new Wait(NOT_TOLD, ASK_FOR);
            case GUEST -> mayRead(person, message) ? new Show(message) : new Refuse(NOT_FOR_THEM, false);
            // A group that Slack does not tell about just now makes a member of an admin.
            case ADMIN, VIEWER, MEMBER ->
                mayRead(person, message) ? new Show(message) : new Wait(NOT_FOR_THEM, DOUBT_FOR);
        };
    }

    /** By what they are; whose key it is is another question. */
    private static boolean mayRead(Person reader, Message message) {
        Role role = reader.role();
        if (message instanceof Message.NotPosted
                || message instanceof Message.NotRedrawn
                || message instanceof Message.Announcement) {
            return role == Role.ADMIN;
        }
        if (message instanceof Message.Outcome outcome) {
            return role == Role.ADMIN
                    || reader.isNamedBy(outcome.card().finding().owner());
        }
        if (message instanceof Message.NotAsked) {
            return role.mayAsk();
        }
        if (message instanceof Message.Unowned
                || message instanceof Message.Digest
                || message instanceof Message.DigestReply) {
            return role.seesTotals();
        }
        return true;
    }

    // ---- whose key it is

    /** Where a message is for the owner of its keys: whether they are that now. */
    private Verdict owned(String target, Message message) {
        if (message instanceof Message.Unasked unasked) {
            return ownedUnasked(unasked);
        }
        if (!(message instanceof Message.Ask) && !(message instanceof Message.Changed)) {
            return new Show(message);
        }
        Card card = message.cards().get(0);
        Named named = named(card, new HashMap<>());
        if (named.failure() != null) {
            return new Wait(named.failure(), ASK_FOR);
        }
        if (named.is(target)) {
            return new Show(message.with(List.of(card.of(named.owner()))));
        }
        // Of a user that is gone nobody is the owner; that the key is gone too may still be said.
        return message instanceof Message.Changed && named.userGone()
                ? new Show(message.with(List.of(card.of(nobody(card)))))
                : new Refuse(ANOTHER_OWNER, false);
    }

    private Verdict ownedUnasked(Message.Unasked message) {
        Map<KeyRef, Named> looked = new HashMap<>();
        List<Card> cards = new ArrayList<>();
        for (Message.Item item : message.items()) {
            Card card = item.card();
            Named named = named(card, looked);
            if (named.failure() != null) {
                return new Wait(named.failure(), ASK_FOR);
            }
            if (item.why() != Message.Item.Why.THANKS && !isAsked(card, named, message.to())) {
                return new Refuse(ANOTHER_OWNER, false);
            }
            cards.add(card.of(named.is(message.to()) ? named.owner() : nobody(card)));
        }
        return new Show(message.with(cards));
    }

    /** Whether this is who is to be asked about it: the owner, or who claimed it. */
    private boolean isAsked(Card card, Named named, String reader) {
        KeyRef ref = card.finding().ref().orElse(null);
        KeyLifecycle lifecycle = KeyLifecycle.of(ref == null ? List.of() : ledger.events(ref));
        return lifecycle
                .responsible(named.owner().reachable() ? named.owner().target() : null)
                .filter(reader::equals)
                .isPresent();
    }

    /** The message with no whole id of a key that is not certainly the reader's. */
    private Message masked(String reader, Message message) {
        boolean forOwner = message instanceof Message.Ask
                || message instanceof Message.Changed
                || message instanceof Message.Unasked;
        if (!forOwner) {
            return message;
        }
        Map<KeyRef, Named> looked = new HashMap<>();
        List<Card> cards = new ArrayList<>();
        for (Card card : message.cards()) {
            Named named = named(card, looked);
            cards.add(card.of(named.failure() == null && named.is(reader) ? named.owner() : nobody(card)));
        }
        return message.with(cards);
    }

    /** So that views mask the key, and offer nothing that only an owner may do. */
    private static Owner nobody(Card card) {
        return new Owner(Owner.Kind.GONE, "", card.owner().label());
    }

    /**
     * Who AWS and Slack name as the owner now.
     *
     * @param failure why that can't be told; null where it can
     */
    private record Named(
            Owner owner, boolean userGone, @Nullable String failure) {
        static Named unknown(String failure) {
            return new Named(new Owner(Owner.Kind.UNREADABLE, "", ""), false, failure);
        }

        boolean is(String target) {
            return owner.reachable() && owner.target().equals(target);
        }
    }

    private Named named(Card card, Map<KeyRef, Named> looked) {
        return card.finding()
                .ref()
                .map(ref -> looked.computeIfAbsent(ref, this::named))
                .orElseGet(() -> new Named(card.owner(), false, null));
    }

    private Named named(KeyRef ref) {
        Optional<KeyInventory> inventory = accounts.inventory(ref.accountId());
        if (inventory.isEmpty()) {
            return new Named(Owner.none(), false, null);
        }
        IamUser user;
        try {
            user = inventory.get().read(ref).user();
        } catch (AwsFailure failure) {
            return Named.unknown("AWS did not tell who owns the key now: " + failure.sentence());
        }
        if (user == null) {
            return new Named(Owner.none(), true, null);
        }
        Owner owner = people.owner(owners.hint(user));
        return owner.kind() == Owner.Kind.UNREADABLE
                ? Named.unknown("who owns the key now could not be looked up")
                : new Named(owner, false, null);
    }
}
