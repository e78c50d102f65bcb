package stalekeys.work.digest;

import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Introduces the bot, once to a channel it was added to and once to a person who opened it. */
public final class Welcome {
    private final Ledger ledger;
    private final People people;
    private final OutboxWorker worker;
    private final Clock clock;
    private final @Nullable String digestChannel;
    private final UnaryOperator<Instant> nextDigest;

    /**
     * Prepares it.
     *
     * @param digestChannel an id or #name; null where there is no digest
     * @param nextDigest when the first digest after a time is due
     */
    public Welcome(
            Ledger ledger,
            People people,
            OutboxWorker worker,
            Clock clock,
            @Nullable String digestChannel,
            UnaryOperator<Instant> nextDigest) {
        this.ledger = ledger;
        this.people = people;
        this.worker = worker;
        this.clock = clock;
        this.digestChannel = digestChannel;
        this.nextDigest = nextDigest;
    }

    /** The bot was added to this channel. It is told nothing where another company reads along, as ever. */
    public void channel(String channelId) {
        if (people.channel(channelId).postable()) {
            say(channelId, false);
        }
    }

    /** The person opened the bot's own page. */
    public void person(Person person) {
        if (person.role() != Role.NOBODY) {
            say(person.id(), true);
        }
    }

    /** The row's dedupe key is what makes it once, whoever is told how often. */
    private void say(String target, boolean toPerson) {
        String dedupeKey = "welcome:" + target;
        if (ledger.find(dedupeKey).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        Message message = new Message.Welcome(
                toPerson, digestChannel, digestChannel == null ? null : nextDigest.apply(now), !people.hasAdmins());
        ledger.plan(new Decision.Outgoing(dedupeKey, target, message, now, null));
        worker.wake();
    }
}
