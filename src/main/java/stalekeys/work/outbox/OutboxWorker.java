package stalekeys.work.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.lifecycle.Event;
import stalekeys.work.cards.Cards;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.LedgerUnavailable;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.MessageUpdate;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.Payload;
import stalekeys.work.ledger.PendingOwnerNotice;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * Carries out what was decided. It alone posts messages (replies to a click apart), sends mail and changes keys. Each row is carried out by one
 * caller; what a crash or a lost answer leaves open is never repeated by itself.
 */
public final class OutboxWorker {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

    /** How long a row is left to whoever decided it, who carries it out at once and tells a person what became of it. */
    public static final Duration HEAD_START = Duration.ofSeconds(10);

    /** Longer than any call may take: a row being sent for longer than this has lost its process. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private final Ledger ledger;
    private final SendMessage send;
    private final ApplyChange change;
    private final Clock clock;
    private final Runnable moreToDo;
    /** The rows whose trouble the log has heard of. */
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();

    /**
     * Wires it.
     *
     * @param moreToDo called when rows were added that should not wait for the next pass
     */
    public OutboxWorker(
            Ledger ledger,
            Messenger messenger,
            People people,
            Cards cards,
            RecipientCheck readers,
            ApplyChange change,
            Clock clock,
            Runnable moreToDo) {
        this.ledger = ledger;
        this.send = new SendMessage(ledger, messenger, people, cards, readers, clock);
        this.change = change;
        this.clock = clock;
        this.moreToDo = moreToDo;
    }

    /** Carries out all that is due, and settles what another process left in the middle. */
    public void pass() {
        carryOutDue();
    }

    /**
     * The same.
     *
     * @return the ids of the rows that were begun, whatever became of them
     */
    List<String> carryOutDue() {
        List<String> begun = new ArrayList<>();
        for (OutboxItem item : ledger.takeAbandoned(clock.instant(), LEASE)) {
            begun.add(item.id());
            safely(item, () -> resume(item));
        }
        // One at a time: a row that was taken and not begun when the process dies would look as if it may have been
        // sent.
        List<OutboxItem> due;
        do {
            due = ledger.take(clock.instant(), 1);
            for (OutboxItem item : due) {
                begun.add(item.id());
                safely(item, () -> carryOut(item));
            }
        } while (!due.isEmpty());
        return begun;
    }

    /** Says that something was decided, and should not wait for the next pass. */
    public void wake() {
        moreToDo.run();
    }

    /** Carries out the message just decided and tells how it stands; another process may have been quicker. */
    public OutboxItem carryOut(String dedupeKey) {
        carryOutIfPlanned(dedupeKey);
        moreToDo.run();
        return ledger.find(dedupeKey)
                .orElseThrow(() -> new IllegalStateException("the row just inserted is not there"));
    }

    /** Carries out a message that may have followed from another one. */
    public void carryOutIfPlanned(String dedupeKey) {
        ledger.take(dedupeKey, clock.instant()).ifPresent(this::carryOut);
    }

    /** Carries out the change just decided for a person who has a dialog open. */
    public ApplyChange.Changed carryOutChange(String dedupeKey) {
        Optional<OutboxItem> taken = ledger.take(dedupeKey, clock.instant());
        if (taken.isEmpty() || !(taken.get().payload() instanceof KeyChange wanted)) {
            return new ApplyChange.Changed(ChangeOutcome.UNDER_WAY, "");
        }
        ApplyChange.Changed changed = change.carryOut(taken.get(), wanted, false, ApplyChange.NotifyVia.IN_DIALOG);
        moreToDo.run();
        return changed;
    }

    /**
     * Sends a message again that may not have arrived. Only an admin may decide that.
     *
     * @return how it stands now; empty where it is no longer open
     */
    public Optional<OutboxItem> sendAgain(String outboxId, Person by) {
        if (by.role() != Role.ADMIN) {
            return Optional.empty();
        }
        Optional<OutboxItem> item = ledger.findById(outboxId);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Event event = new Event(
                now,
                Event.Kind.SENT_AGAIN,
                null,
                by.id(),
                "",
                "slack",
                "again:" + outboxId + ":" + item.get().attempts());
        if (!ledger.sendAgain(outboxId, now, event)) {
            return Optional.empty();
        }
        return Optional.of(carryOut(item.get().dedupeKey()));
    }

    private void carryOut(OutboxItem item) {
        Payload payload = item.payload();
        if (payload instanceof Message message) {
            send.post(item, message);
        } else if (payload instanceof MessageUpdate update) {
            send.update(item, update);
        } else if (payload instanceof KeyChange wanted) {
            change.carryOut(item, wanted, false, ApplyChange.NotifyVia.BY_MESSAGE);
        } else if (payload instanceof PendingOwnerNotice toTell) {
            change.tellOwner(item, toTell);
        }
    }

    private void resume(OutboxItem item) {
        Payload payload = item.payload();
        if (payload instanceof KeyChange wanted) {
            change.carryOut(item, wanted, true, ApplyChange.NotifyVia.BY_MESSAGE);
        } else if (payload instanceof MessageUpdate update) {
            send.update(item, update);
        } else if (payload instanceof PendingOwnerNotice toTell) {
            change.tellOwner(item, toTell);
        } else {
            ledger.unknown(item.id(), "the process ended while sending");
        }
    }

    /**
     * One row that goes wrong must not hold up the others; left as being sent, it is looked at again after the lease. Told
     * once a row, and once more when it has come to its end.
     */
    private void safely(OutboxItem item, Runnable work) {
        try {
            work.run();
            if (troubled.remove(item.id())) {
                LOG.info("The row of the outbox ({}) that went wrong is carried out", item.id());
            }
        } catch (LedgerUnavailable away) {
            // That is no trouble of the row's: no other could be carried out now.
            throw away;
        } catch (RuntimeException failure) {
            if (troubled.add(item.id())) {
                LOG.error("A row of the outbox ({}) could not be carried out; it is tried again", item.id(), failure);
            }
        }
    }
}
