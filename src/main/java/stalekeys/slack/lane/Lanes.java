package stalekeys.slack.lane;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes in which the bot does what people ask for. Each has threads of its own, so that nothing waits behind what takes
 * longer: a dialog can be opened for 3 seconds after the click, a list may take minutes.
 */
public final class Lanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** What is waited for before something that is under way at the end is interrupted. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is interrupted still writes down how far it came: the database stays open so long. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Lane opening = new Lane("opening", 8, new Lane.Share(2, 8, false));
    private final Lane changes = new Lane("changes", 8, new Lane.Share(3, 10, false));
    private final Lane reading = new Lane("reading", 8, new Lane.Share(2, 6, false));
    private final Lane lists = new Lane("lists", 4, new Lane.Share(2, 6, false));
    private final Lane lookUps = new Lane("look-ups", 4, new Lane.Share(2, 6, true));
    private final Lane refusals = new Lane("refusals", 2, new Lane.Share(1, 1, false));

    /** Who clicked, may they, and the empty dialog. AWS is never asked here. */
    public Lane opening() {
        return opening;
    }

    /** What was submitted, and clicks that do something at once. */
    public Lane changes() {
        return changes;
    }

    /** What fills a dialog that is open. */
    public Lane reading() {
        return reading;
    }

    /** Lists, Homes, files, and the history. Who waits for an audit needs no thread meanwhile. */
    public Lane lists() {
        return lists;
    }

    /** One IAM user, read for a list. */
    public Lane lookUps() {
        return lookUps;
    }

    /** Tells people that something was not begun: one sentence at a time to each. */
    public Lane refusals() {
        return refusals;
    }

    /** Lets what is under way finish, then ends. */
    @Override
    public void close() {
        List<Lane> all = List.of(opening, changes, reading, lists, lookUps, refusals);
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (Lane lane : all) {
                lane.finish(Math.max(0, end - System.nanoTime()));
            }
            end = System.nanoTime() + LAST_WORDS.toNanos();
            for (Lane lane : all) {
                if (!lane.cutOff(Math.max(0, end - System.nanoTime()))) {
                    LOG.warn("Something that was under way did not end");
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
