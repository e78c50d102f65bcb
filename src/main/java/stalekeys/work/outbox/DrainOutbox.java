package stalekeys.work.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PendingOwnerNotice;

/**
 * Carries out whatever is open before a verb ends: what it decided, what follows from that, and what an earlier run left.
 * Nobody may come after it. A server that runs beside it takes its share; no row is taken twice.
 */
public final class DrainOutbox {
    /** Longer than a row of a process that died is left alone, and than Slack usually asks to wait. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How often something that another process is sending is looked at. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private static final int MOST = 1_000;

    private final Ledger ledger;
    private final OutboxWorker worker;
    private final Clock clock;
    private final Consumer<Duration> pause;

    /** @param pause returns after so long, or earlier with the thread's interrupt flag set */
    public DrainOutbox(Ledger ledger, OutboxWorker worker, Clock clock, Consumer<Duration> pause) {
        this.ledger = ledger;
        this.worker = worker;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * What a verb did.
     *
     * @param unsent what is still open at its end, and the messages it found that can't be sent or may not have arrived
     */
    public record Finished<T>(T result, List<OutboxItem> unsent) {
        public Finished {
            unsent = List.copyOf(unsent);
        }
    }

    /** Carries out all that can be within two minutes, and tells what was not. */
    public List<OutboxItem> run() {
        Instant deadline = clock.instant().plus(PATIENCE);
        Set<String> begun = new LinkedHashSet<>();
        List<OutboxItem> open;
        Optional<Duration> wait;
        do {
            begun.addAll(worker.carryOutDue());
            open = open();
            wait = wait(open, deadline);
            wait.ifPresent(pause);
        } while (wait.isPresent() && !Thread.currentThread().isInterrupted());
        List<OutboxItem> unsent = new ArrayList<>(open);
        for (String id : begun) {
            ledger.findById(id).filter(DrainOutbox::isLost).ifPresent(unsent::add);
        }
        return unsent;
    }

    /** How long until there may be something to do; empty where that is nothing, or too late. */
    private Optional<Duration> wait(List<OutboxItem> open, Instant deadline) {
        Instant now = clock.instant();
        return open.stream()
                .map(item -> item.state() == OutboxItem.State.SENDING ? now : item.nextTry())
                .min(Comparator.naturalOrder())
                .map(next -> next.isBefore(now.plus(GLANCE)) ? now.plus(GLANCE) : next)
                .filter(next -> !next.isAfter(deadline))
                .map(next -> Duration.between(now, next));
    }

    private List<OutboxItem> open() {
        List<OutboxItem> open = new ArrayList<>(ledger.inState(OutboxItem.State.PLANNED, MOST));
        open.addAll(ledger.inState(OutboxItem.State.SENDING, MOST));
        return open;
    }

    /** A change that was not made has its event, and whoever wanted it is told; a message that could not be redrawn stands. */
    private static boolean isLost(OutboxItem item) {
        boolean lost = item.state() == OutboxItem.State.FAILED || item.state() == OutboxItem.State.UNKNOWN;
        return lost && (item.payload() instanceof Message || item.payload() instanceof PendingOwnerNotice);
    }
}
