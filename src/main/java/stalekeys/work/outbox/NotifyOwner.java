package stalekeys.work.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
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
import stalekeys.work.ledger.PendingOwnerNotice;
import stalekeys.work.people.Owner;

/** Looks again for the owner of a key that was changed, until Slack and AWS can tell, and has the message sent. */
final class NotifyOwner {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyOwner.class);

    private static final String NOT_LOOKED_UP = "who owns the key could not be looked up";

    private final Ledger ledger;
    private final Accounts accounts;
    private final Cards cards;
    private final Audit audit;
    private final Clock clock;

    NotifyOwner(Ledger ledger, Accounts accounts, Cards cards, Audit audit, Clock clock) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.cards = cards;
        this.audit = audit;
        this.clock = clock;
    }

    /** What an owner gets who is somebody that can be written to, and did not do it themselves. */
    static Optional<Decision.Outgoing> message(String dedupeKey, Card card, String actor, Instant now) {
        Owner owner = card.owner();
        boolean oneReader = owner.kind() == Owner.Kind.PERSON || owner.kind() == Owner.Kind.MAILBOX;
        return oneReader && !owner.target().equals(actor)
                ? Optional.of(new Decision.Outgoing(dedupeKey, owner.target(), new Message.Changed(card), now, null))
                : Optional.empty();
    }

    void carryOut(OutboxItem item, PendingOwnerNotice wanted) {
        Instant now = clock.instant();
        if (overtaken(wanted)) {
            ledger.failed(item.id(), "the key was changed again meanwhile", null);
            return;
        }
        Optional<KeyInventory> inventory = accounts.inventory(wanted.key().accountId());
        if (inventory.isEmpty()) {
            notTold(item, wanted, "its account is not looked at any more", now);
            return;
        }
        Card card;
        try {
            card = card(wanted, inventory.get().read(wanted.key()), now);
        } catch (AwsFailure failure) {
            tryLater(item, wanted, failure.sentence(), now);
            return;
        }
        if (card == null) {
            notTold(item, wanted, "the IAM user is gone, and nobody is its owner any more", now);
        } else if (card.owner().isUnknown()) {
            tryLater(item, wanted, NOT_LOOKED_UP, now);
        } else {
            List<Decision.Outgoing> message = message(item.dedupeKey() + ":found", card, wanted.actor(), now).stream()
                    .toList();
            ledger.sent(item.id(), null, null, now, message.isEmpty() ? null : new Decision(List.of(), message, null));
        }
    }

    private boolean overtaken(PendingOwnerNotice wanted) {
        Event last = KeyHistory.of(ledger.events(wanted.key())).lastChange();
        return last != null && !last.dedupeKey().equals(wanted.change());
    }

    /** Null where the user is gone. */
    private @Nullable Card card(PendingOwnerNotice wanted, LiveKey live, Instant now) {
        IamUser user = live.user();
        if (user == null) {
            return null;
        }
        AccessKey key = live.found()
                .orElseGet(() -> new AccessKey(wanted.key(), KeyStatus.UNKNOWN, LastUse.unreadable(), null));
        Finding finding = audit.finding(key, user, now);
        return cards.of(finding, now);
    }

    private void tryLater(OutboxItem item, PendingOwnerNotice wanted, String problem, Instant now) {
        if (item.firstDue().plus(SendMessage.GIVE_UP_AFTER).isBefore(now)) {
            notTold(item, wanted, problem, now);
        } else {
            ledger.later(item.id(), now.plus(SendMessage.backOff(item.attempts())), problem, wanted);
        }
    }

    private void notTold(OutboxItem item, PendingOwnerNotice wanted, String problem, Instant now) {
        LOG.warn("The owner of {} was not told that it was changed: {}", wanted.key(), problem);
        ledger.failed(
                item.id(),
                problem,
                Decision.of(new Event(
                        now,
                        Event.Kind.NOT_POSTED,
                        wanted.key(),
                        Event.SYSTEM,
                        problem,
                        "outbox",
                        item.dedupeKey() + ":failed")));
    }
}
