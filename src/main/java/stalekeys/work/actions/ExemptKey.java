package stalekeys.work.actions;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Reports;
import stalekeys.work.cards.Cards;
import stalekeys.work.cards.MessageRefresh;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.outbox.ApplyChange;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Lets a key be as it is for a while, because an admin says so; a later excuse takes the place of an earlier one. */
public final class ExemptKey {
    private final Ledger ledger;
    private final Accounts accounts;
    private final People people;
    private final Cards cards;
    private final Reports reports;
    private final OutboxWorker worker;
    private final Audit audit;
    private final Clock clock;

    public ExemptKey(
            Ledger ledger,
            Accounts accounts,
            People people,
            Cards cards,
            Reports reports,
            OutboxWorker worker,
            Audit audit,
            Clock clock) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.people = people;
        this.cards = cards;
        this.reports = reports;
        this.worker = worker;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * How it ended.
     *
     * @param detail a sentence from AWS, or why Slack did not tell who the person is; may be empty
     */
    public record Excused(Outcome outcome, LocalDate lastDay, String detail) {
        /** What became of it. */
        public enum Outcome {
            DONE,
            /** only an admin excuses */
            NOT_ENTITLED,
            /** the day has passed, or is more than 180 days ahead */
            NOT_A_DAY,
            /** the key is off or gone, or not stale */
            NOT_DUE,
            /** AWS has quarantined the user: a leaked key can't be excused */
            QUARANTINED,
            /** nobody knows whether a key of the user leaked, so it counts as leaked; detail says why */
            LEAK_UNKNOWN,
            /** somebody else has just said something else about the key */
            OVERTAKEN,
            /** AWS did not let us read the key */
            NOT_READ
        }
    }

    private LocalDate firstDay() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The last day that may be chosen, UTC; the first is today. */
    public LocalDate lastDay() {
        return firstDay().plusDays(Exemption.LONGEST_DAYS);
    }

    /** Whether an excuse may end with this day. */
    public boolean takes(LocalDate day) {
        return !day.isBefore(firstDay()) && !day.isAfter(lastDay());
    }

    /** Excuses it to the end of this day, UTC. The key is read live first. */
    public Excused exemption(KeyRef ref, Person by, String reason, LocalDate lastDay) {
        if (by.role() != Role.ADMIN) {
            return new Excused(Excused.Outcome.NOT_ENTITLED, lastDay, "");
        }
        if (!takes(lastDay)) {
            return new Excused(Excused.Outcome.NOT_A_DAY, lastDay, "");
        }
        Optional<KeyInventory> inventory = accounts.inventory(ref.accountId());
        if (inventory.isEmpty()) {
            return new Excused(Excused.Outcome.NOT_DUE, lastDay, "");
        }
        try {
            return exemption(inventory.get().read(ref), ref, by, new Exemption(lastDay, reason, by.id()));
        } catch (AwsFailure failure) {
            return new Excused(Excused.Outcome.NOT_READ, lastDay, failure.sentence());
        }
    }

    private Excused exemption(LiveKey live, KeyRef ref, Person by, Exemption exemption) {
        AccessKey key = live.key();
        IamUser user = live.user();
        Instant now = clock.instant();
        if (key == null || user == null) {
            return new Excused(Excused.Outcome.NOT_DUE, exemption.lastDay(), "");
        }
        if (user.leak().isCertain()) {
            return new Excused(Excused.Outcome.QUARANTINED, exemption.lastDay(), "");
        }
        if (user.leak().isUnknown()) {
            return new Excused(
                    Excused.Outcome.LEAK_UNKNOWN,
                    exemption.lastDay(),
                    user.leak().detail());
        }
        if (!audit.finding(key, user, now).excusable()) {
            return new Excused(Excused.Outcome.NOT_DUE, exemption.lastDay(), "");
        }
        // Reading the key may have taken long, and the dialog stood open before that.
        Person actor = people.person(by.id());
        if (actor.role() != Role.ADMIN) {
            return new Excused(
                    Excused.Outcome.NOT_ENTITLED, exemption.lastDay(), actor.refusal() == null ? "" : actor.refusal());
        }
        int before = ledger.events(ref).size();
        String dedupeKey = "excused:" + cards.handle(ref) + ":" + before;
        Event event = new Event(now, Event.Kind.EXCUSED, ref, by.id(), exemption.why(), "slack", dedupeKey);
        boolean won = ledger.commit(new Decision(
                List.of(event),
                MessageRefresh.redrawing(ledger, ref, now.minus(ApplyChange.COPIES), dedupeKey, now),
                null));
        if (!won) {
            return new Excused(Excused.Outcome.OVERTAKEN, exemption.lastDay(), "");
        }
        reports.exempt(ref, exemption);
        worker.wake();
        return new Excused(Excused.Outcome.DONE, exemption.lastDay(), "");
    }
}
