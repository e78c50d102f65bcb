package stalekeys.work.actions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.OwnerRule;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.outbox.ApplyChange;
import stalekeys.work.outbox.ChangeRule;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

/** Switches a key off or on for a person who asked for it: shows first what is true, then decides and has it carried out. */
public final class ChangeKey {
    /** An intention older than this is not acted on any more. */
    static final Duration CLICK_HOLDS_FOR = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Accounts accounts;
    private final People people;
    private final OwnerRule owners;
    private final OutboxWorker worker;
    private final Clock clock;

    public ChangeKey(
            Ledger ledger, Accounts accounts, People people, OwnerRule owners, OutboxWorker worker, Clock clock) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.people = people;
        this.owners = owners;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * What a click on a button leads to: a dialog with live facts, or the outcome that makes one pointless.
     *
     * @param dialog null where there is nothing to confirm; then outcome says why
     * @param detail a sentence from AWS or Slack; may be empty
     */
    public record Opened(
            @Nullable ChangePreview dialog, @Nullable ChangeOutcome outcome, String detail) {
        static Opened refused(ChangeOutcome outcome, String detail) {
            return new Opened(null, outcome, detail);
        }
    }

    /** Reads live and says what a person should know before confirming. */
    public Opened open(KeyRef key, KeyChange.TargetState wanted, Person by, boolean usedSince) {
        if (!mayOpen(key, by)) {
            return Opened.refused(ChangeOutcome.NOT_ENTITLED, by.refusal() == null ? "" : by.refusal());
        }
        Optional<KeyInventory> inventory = accounts.inventory(key.accountId());
        if (inventory.isEmpty() || accounts.keySwitch(key.accountId()).isEmpty()) {
            return Opened.refused(ChangeOutcome.NO_SWITCH, "");
        }
        LiveKey live;
        try {
            live = inventory.get().read(key);
        } catch (AwsFailure failure) {
            return Opened.refused(ChangeOutcome.AWS_FAILED, failure.sentence());
        }
        AccessKey found = live.key();
        IamUser user = live.user();
        if (found == null || user == null) {
            return Opened.refused(ChangeOutcome.GONE, "");
        }
        KeyHistory history = history(key);
        if (!ChangeRule.roles(by, people.hasAdmins(), wanted, user, owners, history, clock.instant())) {
            return Opened.refused(ChangeOutcome.NOT_ENTITLED, "");
        }
        Optional<ChangeOutcome> objection = ChangeRule.objection(wanted, live, history);
        if (objection.isPresent()) {
            return Opened.refused(objection.get(), ChangeRule.detail(objection.get(), live));
        }
        Owner owner = people.owner(owners.hint(user));
        return new Opened(new ChangePreview(wanted, user, found, owner, clock.instant(), usedSince), null, "");
    }

    /**
     * The person confirmed. Decides, and has the worker carry it out at once; everything is looked at again there.
     *
     * @param shown the last use the dialog showed
     */
    public ApplyChange.Changed submit(
            KeyRef key, KeyChange.TargetState wanted, Person by, String reason, @Nullable LastUse shown) {
        if (!mayOpen(key, by)) {
            return new ApplyChange.Changed(ChangeOutcome.NOT_ENTITLED, by.refusal() == null ? "" : by.refusal());
        }
        KeyHistory history = history(key);
        if (history.pending() != null) {
            return new ApplyChange.Changed(ChangeOutcome.UNDER_WAY, "");
        }
        Instant now = clock.instant();
        String handle = ledger.handles(List.of(key)).getOrDefault(key, "");
        String dedupeKey = "change:" + handle + ":" + (history.changes() + 1);
        Event.Kind kind = switch (wanted) {
            case OFF -> Event.Kind.DEACTIVATION_REQUESTED;
            case ON -> Event.Kind.REACTIVATION_REQUESTED;
            case DELETED -> Event.Kind.DELETION_REQUESTED;
        };
        boolean won = ledger.commit(Decision.of(
                new Event(now, kind, key, by.id(), reason, "slack", dedupeKey),
                new Decision.Outgoing(
                        dedupeKey,
                        "",
                        new KeyChange(
                                key,
                                wanted,
                                by.id(),
                                reason,
                                wanted == KeyChange.TargetState.OFF ? shown : null,
                                false),
                        now.plus(OutboxWorker.HEAD_START),
                        now.plus(CLICK_HOLDS_FOR))));
        if (!won) {
            return new ApplyChange.Changed(ChangeOutcome.UNDER_WAY, "");
        }
        return worker.carryOutChange(dedupeKey);
    }

    /**
     * Whether it makes sense to open the dialog for this person: an admin, or who was asked to rotate the key. Whose key it
     * is can only be said once it is read, which is done in the dialog, and again just before the change.
     */
    public boolean mayOpen(KeyRef key, Person by) {
        if (!people.hasAdmins()) {
            return false;
        }
        return by.role().mayChangeKeys()
                || (by.role().mayChangeOwnKeys() && history(key).asked(by.id()));
    }

    private KeyHistory history(KeyRef key) {
        return KeyHistory.of(ledger.events(key));
    }
}
