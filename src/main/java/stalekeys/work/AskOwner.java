package stalekeys.work;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.AccessKey;
import stalekeys.keys.Event;
import stalekeys.keys.Finding;
import stalekeys.keys.KeyCourse;
import stalekeys.keys.KeyHistory;
import stalekeys.keys.KeyRef;
import stalekeys.keys.KeyStatus;
import stalekeys.keys.OwnerHint;

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
    public record Asked(Kind kind, Owner owner, KeyHistory.@Nullable Ask earlier, String detail) {
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
            NOT_READ
        }
    }

    /** Asks on behalf of this person. The key is read live first: nobody is asked about a key that is gone. */
    public Asked ask(KeyRef key, Person by) {
        if (!by.role().mayAsk()) {
            return new Asked(Asked.Kind.NOT_ENTITLED, Owner.none(), null, "");
        }
        Optional<KeyInventory> inventory = accounts.inventory(key.accountId());
        if (inventory.isEmpty()) {
            return new Asked(Asked.Kind.GONE, Owner.none(), null, "");
        }
        LiveKey live;
        try {
            live = inventory.get().read(key);
        } catch (AwsFailure failure) {
            return new Asked(Asked.Kind.NOT_READ, Owner.none(), null, failure.sentence());
        }
        AccessKey found = live.key();
        if (found == null || live.user() == null) {
            return new Asked(Asked.Kind.GONE, Owner.none(), null, "");
        }
        Instant now = clock.instant();
        Finding finding = audit.finding(found, live.user(), now);
        Owner owner = people.owner(finding.owner());
        if (found.status() == KeyStatus.UNKNOWN) {
            return new Asked(Asked.Kind.NOT_READ, owner, null, "AWS gives it a status I do not know.");
        }
        if (found.status() != KeyStatus.ACTIVE) {
            return new Asked(Asked.Kind.NOT_ACTIVE, owner, null, "");
        }
        if (finding.excuse().isPresent()) {
            return new Asked(
                    Asked.Kind.EXCUSED,
                    owner,
                    null,
                    finding.excuse().get().lastDay().toString());
        }
        if (!finding.verdict().stale()) {
            return new Asked(Asked.Kind.NOT_STALE, owner, null, "");
        }
        List<Event> events = ledger.events(key);
        Owner toAsk = owner.reachable() ? owner : claimer(events);
        if (!toAsk.reachable()) {
            return new Asked(Asked.Kind.NO_OWNER, owner, null, "");
        }
        return decide(key, by, finding, toAsk, KeyHistory.of(events), now);
    }

    private Asked decide(KeyRef key, Person by, Finding finding, Owner owner, KeyHistory history, Instant now) {
        Optional<KeyHistory.Ask> standing = history.standingAsk(now);
        if (standing.isPresent()) {
            return new Asked(Asked.Kind.ALREADY_ASKED, owner, standing.get(), "");
        }
        Card card = cards.of(finding, now);
        String dedupeKey = history.nextAskKey(card.handle());
        Event event = new Event(now, Event.Kind.ASKED, key, by.id(), owner.target(), "slack", dedupeKey);
        Message message = message(card, by, owner, dedupeKey);
        boolean won = ledger.commit(Decision.of(
                event,
                new Decision.Outgoing(dedupeKey, owner.target(), message, now.plus(OutboxWorker.HEAD_START), null)));
        if (!won) {
            return new Asked(
                    Asked.Kind.ALREADY_ASKED,
                    owner,
                    KeyHistory.of(ledger.events(key)).lastAsk(),
                    "");
        }
        OutboxItem item = worker.carryOut(dedupeKey);
        return new Asked(
                switch (item.state()) {
                    case SENT -> Asked.Kind.DELIVERED;
                    case PLANNED, SENDING -> Asked.Kind.ON_ITS_WAY;
                    case UNKNOWN -> Asked.Kind.MAY_NOT_HAVE_ARRIVED;
                    case FAILED -> Asked.Kind.NOT_DELIVERED;
                },
                owner,
                null,
                item.problem());
    }

    /** Who only claims a key gets another message: without its whole id, and without an owner's buttons. */
    private Message message(Card card, Person by, Owner owner, String dedupeKey) {
        int maxAgeDays = audit.policy().maxAgeDays();
        if (!card.owner().equals(owner)) {
            return Message.FollowUp.toClaimer(owner.slackId(), card, dedupeKey, people.contacts(), maxAgeDays);
        }
        Card bare = card.with(card.state(), Set.of());
        return new Message.Ask(bare, by.id(), people.contacts(), maxAgeDays, owner.kind() == Owner.Kind.CHANNEL);
    }

    private Owner claimer(List<Event> events) {
        String claimedBy = KeyCourse.of(events).people().claimedBy();
        return claimedBy == null
                ? Owner.none()
                : people.owner(new OwnerHint(OwnerHint.Kind.PERSON, claimedBy, OwnerHint.Source.NOWHERE));
    }
}
