package stalekeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private final CapturedLog captured = new CapturedLog();
    private final MovableClock clock = new MovableClock();
    private final RefusalLog log = new RefusalLog(clock);

    @AfterEach
    void close() {
        captured.close();
    }

    @Test
    void single_refusals_far_apart_have_a_line_each() {
        log.refused(Refusal.UNSIGNED);
        clock.pass(Duration.ofSeconds(61));
        log.refused(Refusal.MIS_SIGNED);
        assertThat(captured.lines())
                .containsExactly(
                        "WARN Refused a request (401): its Slack timestamp or signature is missing or malformed",
                        "WARN Refused a request (401): it is not signed with this bot's signing secret");
    }

    @Test
    void an_hour_of_refusals_every_second_is_about_a_line_a_minute_and_none_is_uncounted() {
        for (int second = 0; second < 3600; second++) {
            log.refused(Refusal.TOO_LARGE);
            clock.pass(Duration.ofSeconds(1));
        }
        log.flush();
        assertThat(captured.lines()).hasSizeBetween(60, 62);
        int counted = captured.lines().stream()
                .skip(1)
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*minute: (\\d+) x 413.*", "$1")))
                .sum();
        assertThat(counted).isEqualTo(3599);
    }

    @Test
    void nothing_refused_is_nothing_said() {
        log.tick();
        clock.pass(Duration.ofMinutes(5));
        log.tick();
        log.flush();
        assertThat(captured.lines()).isEmpty();
    }
}
