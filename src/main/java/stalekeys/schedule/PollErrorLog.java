package stalekeys.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log once that the scheduler can't look what is due, and once more when it can again. The scheduler itself would
 * tell at each look, with a trace; why it is so is told by whoever watches the database.
 */
final class PollErrorLog extends AbstractSchedulerListener {
    private static final Logger LOG = LoggerFactory.getLogger(PollErrorLog.class);

    private final AtomicBoolean failing = new AtomicBoolean();

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        if (event == SchedulerEventType.UNEXPECTED_ERROR && failing.compareAndSet(false, true)) {
            LOG.error("Whether a digest is due can't be looked up in the database; it is tried again and again");
        } else if (event == SchedulerEventType.RAN_EXECUTE_DUE && failing.compareAndSet(true, false)) {
            LOG.info("Whether a digest is due can be looked up again");
        }
    }
}
