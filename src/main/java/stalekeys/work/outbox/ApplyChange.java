package stalekeys.work.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.Finding;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Reports;
import stalekeys.work.cards.Cards;
import stalekeys.work.cards.MessageRefresh;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.Meters;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PendingOwnerNotice;
import stalekeys.work.people.AnnouncementTargets;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

/**
 * Carries out one change of a key from the outbox. Everything is looked at again first: the time, the person's right, the
 * key's status, creation date and last use.
 */
public final class ApplyChange {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyChange.class);

    /** How far back copies of a card are redrawn. */
    public static final Duration COPIES = Duration.ofDays(60);

    private static final String NOT_READ = "The user could not be read just now.";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Once there is nothing left to do but to find out: AWS may be out of reach for hours. */
    private static final Duration FIND_OUT_AGAIN = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Accounts accounts;
    private final People people;
    private final Cards cards;
    private final Reports reports;
    private final Audit audit;
    private final DueCheck due;
    private final Clock clock;
    private final AnnouncementTargets announcementTargets;
    private final Meters meters;
    private final NotifyOwner tellOwner;

    public ApplyChange(
            Ledger ledger,
            Accounts accounts,
            People people,
            Cards cards,
            Reports reports,
            Audit audit,
            DueCheck due,
            Clock clock,
            AnnouncementTargets announcementTargets,
            Meters meters) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.people = people;
        this.cards = cards;
        this.reports = reports;
        this.audit = audit;
        this.due = due;
        this.clock = clock;
        this.announcementTargets = announcementTargets;
        this.meters = meters;
        this.tellOwner = new NotifyOwner(ledger, accounts, cards, audit, clock);
    }

    /**
     * How it ended.
     *
     * @param detail a sentence from AWS or Slack, or what stands against undoing what was done; may be empty
     */
    public record Changed(ChangeOutcome outcome, String detail) {}

    void tellOwner(OutboxItem item, PendingOwnerNotice wanted) {
        tellOwner.carryOut(item, wanted);
    }

    /** Whether somebody has a dialog open and is told there, or has to be told by a message. */
    enum NotifyVia {
        IN_DIALOG,
        BY_MESSAGE
    }

    /**
     * Carries it out and settles the row.
     *
     * @param resumed whether an earlier process may have told AWS already and ended before it knew
     */
    Changed carryOut(OutboxItem item, KeyChange change, boolean resumed, NotifyVia told) {
        LiveKey live = null;
        Changed changed;
        try {
            Optional<KeyInventory> inventory = accounts.inventory(change.key().accountId());
            if (inventory.isEmpty()) {
                changed = new Changed(ChangeOutcome.NO_SWITCH, "");
            } else {
                live = inventory.get().read(change.key());
                changed = decide(item, change, live, resumed || change.attempted());
                if (changed.outcome() == ChangeOutcome.DONE) {
                    changed = new Changed(ChangeOutcome.DONE, ChangeRule.noWayBack(change.wanted(), live.user()));
                }
            }
        } catch (AwsFailure failure) {
            if (resumed || change.attempted()) {
                // AWS may have done it: only another look can tell, so the row stays.
                changed = new Changed(ChangeOutcome.NOT_CONFIRMED, failure.sentence());
            } else {
                changed = new Changed(ChangeOutcome.AWS_FAILED, failure.sentence());
            }
        }
        settle(item, change, live, changed, told);
        return changed;
    }

    private Changed decide(OutboxItem item, KeyChange change, LiveKey live, boolean attempted) {
        AccessKey key = live.key();
        boolean reached = switch (change.wanted()) {
            case OFF -> key != null && key.status() == KeyStatus.INACTIVE;
            case ON -> key != null && key.status() == KeyStatus.ACTIVE;
            case DELETED -> key == null;
        };
        if (attempted && reached) {
            return new Changed(ChangeOutcome.DONE, "");
        }
        if (key == null || live.user() == null) {
            return new Changed(ChangeOutcome.GONE, "");
        }
        if (item.notAfter() != null && clock.instant().isAfter(item.notAfter())) {
            // Where AWS was told, nobody may say that nothing was changed.
            return new Changed(
                    ChangeOutcome.TOO_LATE,
                    attempted
                            ? "AWS may have been told to change the key and still does not show it. It is recorded as not done; please"
                                    + " look again."
                            : "");
        }
        Changed changed = objection(item, change, live, key).orElseGet(() -> apply(change));
        // Where AWS may have been told before, no answer of now undoes that: only looking again can tell.
        return attempted && changed.outcome() != ChangeOutcome.DONE
                ? new Changed(ChangeOutcome.NOT_CONFIRMED, changed.detail())
                : changed;
    }

    private Optional<Changed> objection(OutboxItem item, KeyChange change, LiveKey live, AccessKey key) {
        Optional<Changed> noRight = change.automatic() ? Optional.empty() : right(change, live);
        return noRight.or(() -> ChangeRule.objection(change.wanted(), live, history(change.key()))
                .or(() -> overtaken(item, change, live, key))
                .map(outcome -> new Changed(outcome, ChangeRule.detail(outcome, live))));
    }

    /** Whether what it was decided on is not true any more. */
    private Optional<ChangeOutcome> overtaken(OutboxItem item, KeyChange change, LiveKey live, AccessKey key) {
        if (change.automatic()) {
            return due.objection(change, live, item.dedupeKey(), clock.instant());
        }
        return ChangeRule.usedSince(change.shown(), key.lastUse())
                ? Optional.of(ChangeOutcome.USED_SINCE)
                : Optional.empty();
    }

    private Optional<Changed> right(KeyChange change, LiveKey live) {
        Person actor = people.person(change.actor());
        KeyHistory history = history(change.key());
        if (!ChangeRule.roles(
                actor, people.hasAdmins(), change.wanted(), live.user(), audit.owners(), history, clock.instant())) {
            return Optional.of(new Changed(ChangeOutcome.NOT_ENTITLED, actor.refusal() == null ? "" : actor.refusal()));
        }
        return Optional.empty();
    }

    private Changed apply(KeyChange change) {
        Optional<KeySwitch> keySwitch = accounts.keySwitch(change.key().accountId());
        if (keySwitch.isEmpty()) {
            return new Changed(ChangeOutcome.NO_SWITCH, "");
        }
        return apply(keySwitch.get(), change);
    }

    private static Changed apply(KeySwitch keySwitch, KeyChange change) {
        try {
            boolean confirmed = switch (change.wanted()) {
                case OFF -> keySwitch.deactivate(change.key(), change.actor());
                case ON -> keySwitch.reactivate(change.key(), change.actor());
                case DELETED -> keySwitch.delete(change.key(), change.actor());
            };
            return new Changed(confirmed ? ChangeOutcome.DONE : ChangeOutcome.NOT_CONFIRMED, "");
        } catch (AwsFailure failure) {
            return new Changed(
                    failure.mayHaveHappened() ? ChangeOutcome.NOT_CONFIRMED : ChangeOutcome.AWS_FAILED,
                    failure.sentence());
        }
    }

    private void settle(OutboxItem item, KeyChange change, @Nullable LiveKey live, Changed changed, NotifyVia told) {
        LOG.info(
                "{} {} for {}: {}",
                switch (change.wanted()) {
                    case OFF -> "deactivating";
                    case ON -> "reactivating";
                    case DELETED -> "deleting";
                },
                change.key(),
                change.actor(),
                changed.outcome());
        Instant now = clock.instant();
        switch (changed.outcome()) {
            case DONE -> {
                ledger.sent(item.id(), null, null, now, done(item, change, live, changed, told, now));
                meters.changed(change.wanted(), change.automatic());
                switch (change.wanted()) {
                    case OFF -> reports.switchedOff(change.key());
                    case ON -> reports.switchedOn();
                    case DELETED -> {
                        // A key that is off is no finding.
                    }
                }
            }
            case NOT_CONFIRMED ->
                ledger.later(item.id(), now.plus(lookAgain(item, now)), changed.detail(), change.afterAttempt());
            case ALREADY,
                    GONE,
                    UNDER_WAY,
                    USED_SINCE,
                    NOT_DUE,
                    NOT_ENTITLED,
                    OWN_IDENTITY,
                    NOT_OURS,
                    QUARANTINED,
                    LEAK_UNKNOWN,
                    NO_SWITCH,
                    AWS_FAILED,
                    TOO_LATE ->
                ledger.failed(item.id(), changed.outcome().name(), notDone(item, change, live, changed, told, now));
        }
    }

    private static Duration lookAgain(OutboxItem item, Instant now) {
        return item.notAfter() != null && now.isAfter(item.notAfter()) ? FIND_OUT_AGAIN : LOOK_AGAIN;
    }

    private Decision done(
            OutboxItem item, KeyChange change, @Nullable LiveKey live, Changed changed, NotifyVia told, Instant now) {
        Event.Kind kind = switch (change.wanted()) {
            case OFF -> Event.Kind.DEACTIVATED;
            case ON -> Event.Kind.REACTIVATED;
            case DELETED -> Event.Kind.DELETED;
        };
        Event event = new Event(
                now, kind, change.key(), change.actor(), change.reason(), "outbox", item.dedupeKey() + ":done");
        List<Decision.Outgoing> outgoing = new ArrayList<>();
        Card card = card(change.key(), live, now);
        if (card.owner().isUnknown()) {
            outgoing.add(new Decision.Outgoing(
                    item.dedupeKey() + ":owner",
                    "",
                    new PendingOwnerNotice(change.key(), change.actor(), event.dedupeKey()),
                    now,
                    null));
        } else {
            NotifyOwner.message(item.dedupeKey() + ":owner", card, change.actor(), now)
                    .ifPresent(outgoing::add);
        }
        if (change.automatic()) {
            outgoing.addAll(announcements(item, card, now));
        } else if (told == NotifyVia.BY_MESSAGE) {
            outgoing.add(tellActor(item, change, card, changed, now));
        }
        // Last of all, so that next to no message can be sent between this look and the commit.
        outgoing.addAll(MessageRefresh.redrawing(ledger, change.key(), now.minus(COPIES), item.dedupeKey(), now));
        return new Decision(List.of(event), outgoing, null);
    }

    private Decision notDone(
            OutboxItem item, KeyChange change, @Nullable LiveKey live, Changed changed, NotifyVia told, Instant now) {
        String why = changed.detail().isEmpty()
                ? changed.outcome().name()
                : changed.outcome().name() + ": " + changed.detail();
        Event event = new Event(
                now,
                Event.Kind.CHANGE_NOT_DONE,
                change.key(),
                change.actor(),
                why,
                "outbox",
                item.dedupeKey() + ":not-done");
        List<Decision.Outgoing> outgoing = new ArrayList<>();
        if (change.automatic()) {
            outgoing.addAll(failures(item, change, card(change.key(), live, now), changed, now));
        } else if (told == NotifyVia.BY_MESSAGE) {
            outgoing.add(tellActor(item, change, card(change.key(), live, now), changed, now));
        }
        // What was sent since it was requested shows it as under way.
        Instant requested = item.firstDue().minus(OutboxWorker.HEAD_START);
        outgoing.addAll(MessageRefresh.redrawing(ledger, change.key(), requested, item.dedupeKey(), now));
        return new Decision(List.of(event), outgoing, null);
    }

    private List<Decision.Outgoing> announcements(OutboxItem item, Card card, Instant now) {
        return Decision.Outgoing.toEach(
                announcementTargets.all(), item.dedupeKey() + ":announced", new Message.Announcement(card), now);
    }

    /** Nobody waits for it; but where AWS does not let it happen, the admins have something to mend. */
    private List<Decision.Outgoing> failures(
            OutboxItem item, KeyChange change, Card card, Changed changed, Instant now) {
        if (changed.outcome() != ChangeOutcome.AWS_FAILED) {
            return List.of();
        }
        return Decision.Outgoing.toEach(
                people.adminsToTell(),
                item.dedupeKey() + ":told",
                new Message.Outcome(card, change.wanted(), changed.outcome(), changed.detail()),
                now);
    }

    private static Decision.Outgoing tellActor(
            OutboxItem item, KeyChange change, Card card, Changed changed, Instant now) {
        return new Decision.Outgoing(
                item.dedupeKey() + ":told",
                change.actor(),
                new Message.Outcome(card, change.wanted(), changed.outcome(), changed.detail()),
                now,
                null);
    }

    private Card card(KeyRef ref, @Nullable LiveKey live, Instant now) {
        IamUser user = live == null ? null : live.user();
        AccessKey key = live == null ? null : live.key();
        if (user == null) {
            user = new IamUser(
                    new Account(ref.accountId(), ""), ref.userName(), Tags.unreadable(), Leak.unknown(NOT_READ));
        }
        if (key == null) {
            key = new AccessKey(ref, KeyStatus.UNKNOWN, LastUse.unreadable(), null);
        }
        Finding finding = audit.finding(key, user, now);
        if (finding.owner().kind() == OwnerHint.Kind.UNREADABLE) {
            return new Card(
                    finding,
                    Owner.unknown(),
                    ledger.handles(List.of(ref)).getOrDefault(ref, ""),
                    Card.State.NOTHING,
                    Set.of());
        }
        return cards.of(finding, now);
    }

    private KeyHistory history(KeyRef key) {
        return KeyHistory.of(ledger.events(key));
    }
}
