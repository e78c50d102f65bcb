package stalekeys.work.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;

/**
 * Removes what has been kept for long enough, and nothing that anybody still decides by: the history of a key stays while
 * the key exists, however old it is. That it is gone is asked of IAM, one key at a time, just before.
 */
public final class PruneLedger {
    private static final Logger LOG = LoggerFactory.getLogger(PruneLedger.class);

    /** How many keys one pass asks IAM about; of more, each day's pass takes others. */
    private static final int MOST_ASKED = 500;

    private final Archive archive;
    private final Accounts accounts;
    private final Clock clock;
    private final int retentionDays;

    /** @param retentionDays whole days; 0 keeps everything for good */
    public PruneLedger(Archive archive, Accounts accounts, Clock clock, int retentionDays) {
        this.archive = archive;
        this.accounts = accounts;
        this.clock = clock;
        this.retentionDays = retentionDays;
    }

    /**
     * What would be removed now.
     *
     * @param before everything older than this has been kept for long enough
     * @param gone keys that IAM says do not exist any more
     * @param events what would be removed of the audit log, oldest first
     * @param existing how many keys' old history stays because the key still exists
     * @param unclear how many keys' old history stays because IAM could not be asked
     */
    public record Plan(Instant before, Set<KeyRef> gone, List<Event> events, int existing, int unclear) {
        public Plan {
            gone = Set.copyOf(gone);
            events = List.copyOf(events);
        }
    }

    /** Asks IAM; removes nothing. */
    public Plan plan() {
        Instant now = clock.instant();
        Instant before = now.truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(retentionDays));
        if (retentionDays == 0) {
            return new Plan(Instant.EPOCH, Set.of(), List.of(), 0, 0);
        }
        Map<KeyRef, List<Event>> idle = archive.idle(before);
        List<Event> events = new ArrayList<>(archive.aboutNoKey(before));
        Set<KeyRef> gone = new LinkedHashSet<>();
        int existing = 0;
        int unclear = Math.max(0, idle.size() - MOST_ASKED);
        for (KeyRef key : todays(List.copyOf(idle.keySet()), now)) {
            Optional<Boolean> exists = exists(key);
            if (exists.isEmpty()) {
                unclear++;
            } else if (exists.get()) {
                existing++;
            } else {
                gone.add(key);
                events.addAll(idle.getOrDefault(key, List.of()));
            }
        }
        events.sort(Comparator.comparing(Event::at));
        return new Plan(before, gone, events, existing, unclear);
    }

    /**
     * Removes it.
     *
     * @param actor who wants it, as the audit log names them
     */
    public Archive.Removed carryOut(Plan plan, String actor, String source) {
        if (retentionDays == 0) {
            return Archive.Removed.NOTHING;
        }
        Instant now = clock.instant();
        Event record = new Event(now, Event.Kind.PRUNED, null, actor, "", source, "pruned:" + now);
        return archive.remove(plan.gone(), plan.before(), record);
    }

    /** What the server does once a day. */
    public void scheduled() {
        if (retentionDays == 0) {
            return;
        }
        Plan plan = plan();
        Archive.Removed removed = carryOut(plan, Event.SYSTEM, "schedule");
        if (!removed.nothing()) {
            LOG.info(
                    "Removed {} events, {} messages and {} handles older than {} days",
                    removed.events(),
                    removed.messages(),
                    removed.handles(),
                    retentionDays);
        }
        if (plan.unclear() > 0) {
            LOG.info(
                    "Kept the old history of {} keys: IAM was not asked, or did not say whether they exist",
                    plan.unclear());
        }
    }

    private static List<KeyRef> todays(List<KeyRef> idle, Instant now) {
        if (idle.size() <= MOST_ASKED) {
            return idle;
        }
        List<KeyRef> turned = new ArrayList<>(idle);
        long day = now.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        Collections.rotate(turned, -(int) (day * MOST_ASKED % idle.size()));
        return turned.subList(0, MOST_ASKED);
    }

    /** Empty where nobody can tell. */
    private Optional<Boolean> exists(KeyRef key) {
        Optional<KeyInventory> inventory = accounts.inventory(key.accountId());
        if (inventory.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(inventory.get().read(key).found().isPresent());
        } catch (AwsFailure notRead) {
            return Optional.empty();
        }
    }
}
