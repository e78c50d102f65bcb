package stalekeys.schedule;

import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.RAN_EXECUTE_DUE;
import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.UNEXPECTED_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stalekeys.http.CapturedLog;

class PollErrorLogTest {
    @Test
    void an_outage_is_told_once_and_its_end_once() {
        PollErrorLog error = new PollErrorLog();
        try (CapturedLog log = new CapturedLog()) {
            for (int outage = 0; outage < 2; outage++) {
                for (int look = 0; look < 5; look++) {
                    error.onSchedulerEvent(UNEXPECTED_ERROR);
                }
                for (int look = 0; look < 5; look++) {
                    error.onSchedulerEvent(RAN_EXECUTE_DUE);
                }
            }

            assertThat(log.lines()).hasSize(4);
            assertThat(log.lines().get(0)).startsWith("ERROR Whether a digest is due can't be looked up");
            assertThat(log.lines().get(1)).startsWith("INFO Whether a digest is due can be looked up again");
        }
    }
}
