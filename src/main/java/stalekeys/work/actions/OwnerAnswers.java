package stalekeys.work.actions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.FollowUpCycle;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Severity;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.audit.Audit;
import stalekeys.work.cards.Cards;
import stalekeys.work.cards.MessageRefresh;
import stalekeys.work.cards.UnownedKeys;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.ApplyChange;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * What an owner answers to being asked: done, later, not mine; and what somebody answers to a key nobody is asked about:
 * mine. Whose key it is, and how it stands, is read anew for each answer.
 */
public final class OwnerAnswers {
    /** After so many days they may want to be reminded. */
    public static final List<Integer> LATER_DAYS = List.of(1, 3, 7);

    /** The same for a critical key. */
    public static final List<Integer> LATER_DAYS_CRITICAL = List.of(1, 3);

    private final Ledger ledger;
    private final Accounts accounts;
    private final People people;
    private final Cards cards;
    private final OutboxWorker worker;
    private final Audit audit;
    private final Clock clock;

    public OwnerAnswers(
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
     * What became of an answer.
     *
     * @param key the key as it is now; null where it is gone or was not read
     * @param newer the user's newest key that was created after it; null where there is none
     * @param until for {@link Kind#POSTPONED}, when they will be reminded
     * @param detail for {@link Kind#NOT_READ}, a sentence from AWS
     * @param owner whether AWS names the person as the owner just now; who only claims a key is none
     */
    public record Answered(
            Kind kind,
            KeyRef ref,
            @Nullable AccessKey key,
            @Nullable AccessKey newer,
            @Nullable Instant until,
            Instant at,
            String detail,
            boolean owner) {
        /** How it ended. */
        public enum Kind {
            /** the key is off or gone */
            ROTATED,
            /** the key is still active */
            NOT_YET,
            POSTPONED,
            /** it was put off as often as it may be */
            TOO_OFTEN,
            /** there is nothing under way that could be put off, or not by so many days */
            NOT_TO_PUT_OFF,
            NOT_MINE,
            CLAIMED,
            /** somebody is asked about it already */
            HAS_OWNER,
            /** whether somebody is asked about it can't be told: Slack, or the tags, could not be read */
            OWNER_UNKNOWN,
            /** the person is not the owner (any more) */
            NOT_YOURS,
            /** it is neither stale nor active, so nobody has to be asked */
            NOT_DUE,
            /** AWS did not let us read the key */
            NOT_READ
        }
    }

    /**
     * A key as it was read for an answer.
     *
     * @param by whoever answers, looked up once more after that: reading may take long
     * @param failure why it could not be read, or who answers could not be looked up; null where both were
     */
    private record Read(
            KeyRef ref,
            Person by,
            @Nullable IamUser user,
            @Nullable AccessKey key,
            @Nullable AccessKey newer,
            KeyLifecycle lifecycle,
            Instant now,
            boolean named,
            @Nullable String failure) {
        private Answered answered(Answered.Kind kind) {
            return new Answered(kind, ref, key, newer, null, now, failure == null ? "" : failure, named);
        }

        private boolean active() {
            return key != null && key.status() == KeyStatus.ACTIVE;
        }
    }

    /** They say it is rotated: it is where the key is off or gone, whether there is a newer one or not. */
    public Answered rotated(KeyRef ref, Person asked) {
        Read read = read(ref, asked);
        Person by = read.by();
        if (read.failure() != null || (read.key() != null && read.key().status() == KeyStatus.UNKNOWN)) {
            return read.answered(Answered.Kind.NOT_READ);
        }
        if (!theirs(read, by)) {
            return read.answered(Answered.Kind.NOT_YOURS);
        }
        if (read.active()) {
            return read.answered(Answered.Kind.NOT_YET);
        }
        if (read.lifecycle().cycle() != null) {
            // They are thanked by the answer to their click.
            String handle = cards.handle(ref);
            KeyHistory history = read.lifecycle().history();
            commit(
                    read,
                    List.of(
                            event(read, Event.Kind.ROTATED, by, "", history.nextAskKey(handle)),
                            event(read, Event.Kind.THANKED, by, by.id(), history.secondNextAskKey(handle))),
                    List.of());
        }
        return read.answered(Answered.Kind.ROTATED);
    }

    /** They want to be reminded in so many days. */
    public Answered later(KeyRef ref, Person asked, int days) {
        Read read = read(ref, asked);
        Person by = read.by();
        if (read.failure() != null) {
            return read.answered(Answered.Kind.NOT_READ);
        }
        if (!theirs(read, by)) {
            return read.answered(Answered.Kind.NOT_YOURS);
        }
        FollowUpCycle cycle = read.lifecycle().cycle();
        IamUser user = read.user();
        if (!read.active() || read.key() == null || user == null) {
            return read.answered(Answered.Kind.NOT_DUE);
        }
        Finding finding = audit.finding(read.key(), user, read.now());
        if (cycle == null || cycle.suspended() || !laterDays(finding).contains(days)) {
            return read.answered(Answered.Kind.NOT_TO_PUT_OFF);
        }
        if (cycle.postponements() >= FollowUpCycle.MOST_POSTPONEMENTS) {
            return read.answered(Answered.Kind.TOO_OFTEN);
        }
        Instant until = read.now().plus(Duration.ofDays(days));
        String dedupeKey =
                "later:" + cards.handle(ref) + ":" + cycle.firstAsk().toEpochMilli() + ":" + cycle.postponements();
        commit(read, List.of(event(read, Event.Kind.POSTPONED, by, until.toString(), dedupeKey)), List.of());
        return new Answered(
                Answered.Kind.POSTPONED, ref, read.key(), read.newer(), until, read.now(), "", read.named());
    }

    /** How many days a reminder of this key may be put off by. */
    public static List<Integer> laterDays(Finding finding) {
        return finding.verdict().severity() == Severity.CRITICAL ? LATER_DAYS_CRITICAL : LATER_DAYS;
    }

    /** They say it is somebody else's: they are not asked again, and the key goes into the weekly list. */
    public Answered notMine(KeyRef ref, Person asked) {
        Read read = read(ref, asked);
        Person by = read.by();
        if (read.failure() != null) {
            return read.answered(Answered.Kind.NOT_READ);
        }
        if (!theirs(read, by)) {
            return read.answered(Answered.Kind.NOT_YOURS);
        }
        String dedupeKey = "not-mine:" + cards.handle(ref) + ":" + by.id() + ":"
                + read.lifecycle().history().asks();
        commit(read, List.of(event(read, Event.Kind.NOT_MINE, by, "", dedupeKey)), List.of());
        return read.answered(Answered.Kind.NOT_MINE);
    }

    /** They say a key nobody is asked about is theirs: they are asked at once, and get no owner's rights by it. */
    public Answered claim(KeyRef ref, Person asked) {
        Read read = read(ref, asked);
        Person by = read.by();
        if (read.failure() != null) {
            return read.answered(Answered.Kind.NOT_READ);
        }
        if (!by.role().mayClaim()) {
            return read.answered(Answered.Kind.NOT_YOURS);
        }
        IamUser user = read.user();
        if (!read.active() || read.key() == null || user == null) {
            return read.answered(Answered.Kind.NOT_DUE);
        }
        Finding finding = audit.finding(read.key(), user, read.now());
        if (!finding.verdict().stale()) {
            return read.answered(Answered.Kind.NOT_DUE);
        }
        UnownedKeys unownedKeys = UnownedKeys.among(List.of(finding), ledger, people);
        if (!unownedKeys.unknown().isEmpty()) {
            return read.answered(Answered.Kind.OWNER_UNKNOWN);
        }
        if (unownedKeys.findings().isEmpty()) {
            return read.answered(Answered.Kind.HAS_OWNER);
        }
        // Whether somebody else is asked may have taken Slack long to tell.
        if (!people.person(by.id()).role().mayClaim()) {
            return read.answered(Answered.Kind.NOT_YOURS);
        }
        Card card = cards.of(finding, read.now());
        String askKey = read.lifecycle().history().nextAskKey(card.handle());
        Message message = Message.FollowUp.asking(
                by.id(),
                List.of(card),
                List.of(askKey),
                null,
                people.contacts(),
                audit.policy().maxAgeDays());
        boolean won = commit(
                read,
                List.of(
                        event(read, Event.Kind.ASKED, by, by.id(), askKey),
                        event(read, Event.Kind.CLAIMED, by, "", askKey + ":claimed")),
                List.of(new Decision.Outgoing(askKey, by.id(), message, read.now(), null)));
        return read.answered(won ? Answered.Kind.CLAIMED : Answered.Kind.HAS_OWNER);
    }

    /** The key and its user as they are, for whoever may see how to rotate it: an admin, or who is asked about it. */
    public Answered look(KeyRef ref, Person asked) {
        Read read = read(ref, asked);
        Person by = read.by();
        if (read.failure() != null) {
            return read.answered(Answered.Kind.NOT_READ);
        }
        boolean may = theirs(read, by) || by.role() == Role.ADMIN;
        return read.answered(
                !may ? Answered.Kind.NOT_YOURS : read.active() ? Answered.Kind.NOT_YET : Answered.Kind.ROTATED);
    }

    private Read read(KeyRef ref, Person asked) {
        Instant now = clock.instant();
        KeyLifecycle lifecycle = KeyLifecycle.of(ledger.events(ref));
        Optional<KeyInventory> inventory = accounts.inventory(ref.accountId());
        if (inventory.isEmpty()) {
            return new Read(
                    ref, asked, null, null, null, lifecycle, now, false, "Its account is not looked at any more.");
        }
        try {
            List<UserKeys> found = inventory.get().read(List.of(ref.userName()));
            Person by = people.person(asked.id());
            if (!by.known()) {
                return new Read(ref, by, null, null, null, lifecycle, now, false, by.refusal());
            }
            if (found.isEmpty()) {
                return new Read(ref, by, null, null, null, lifecycle, now, false, null);
            }
            List<AccessKey> keys = found.get(0).keys();
            AccessKey key = keys.stream()
                    .filter(one -> one.ref().equals(ref))
                    .findFirst()
                    .orElse(null);
            AccessKey newer = keys.stream()
                    .filter(one -> one.ref().created().isAfter(ref.created()) && one.status() == KeyStatus.ACTIVE)
                    .max(Comparator.comparing(one -> one.ref().created()))
                    .orElse(null);
            IamUser user = found.get(0).user();
            boolean named = by.isNamedBy(audit.owners().hint(user));
            return new Read(ref, by, user, key, newer, lifecycle, now, named, null);
        } catch (AwsFailure failure) {
            return new Read(ref, asked, null, null, null, lifecycle, now, false, failure.sentence());
        }
    }

    /** Where the user is gone, who was asked is taken from the log: there are no tags left to name anybody. */
    private boolean theirs(Read read, Person by) {
        if (by.role() == Role.NOBODY) {
            return false;
        }
        KeyLifecycle lifecycle = read.lifecycle();
        if (read.user() == null) {
            FollowUpCycle cycle = lifecycle.cycle();
            return cycle != null && by.id().equals(cycle.person());
        }
        return read.named() || by.id().equals(lifecycle.people().claimedBy());
    }

    private boolean commit(Read read, List<Event> events, List<Decision.Outgoing> messages) {
        List<Decision.Outgoing> outgoing = new ArrayList<>(messages);
        outgoing.addAll(MessageRefresh.redrawing(
                ledger,
                read.ref(),
                read.now().minus(ApplyChange.COPIES),
                events.get(0).dedupeKey(),
                read.now()));
        boolean won = ledger.commit(new Decision(events, outgoing, null));
        worker.wake();
        return won;
    }

    private static Event event(Read read, Event.Kind kind, Person by, String why, String dedupeKey) {
        return new Event(read.now(), kind, read.ref(), by.id(), why, "slack", dedupeKey);
    }

    /** Whether the person may open the dialog in which they switch the key off, where it is theirs. */
    public boolean mayDeactivate(KeyRef ref, Person by) {
        return by.role().mayChangeOwnKeys()
                && cards.changeable(ref)
                && KeyHistory.of(ledger.events(ref)).asked(by.id());
    }
}
