package stalekeys.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndingTest {
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-10-15");

    @ParameterizedTest
    @EnumSource
    void what_is_written_down_is_read_again(Ending ending) {
        assertThat(Ending.of(ending.why(LAST_DAY))).isEqualTo(ending);
    }

    @Test
    void what_an_earlier_version_wrote_means_what_it_meant() {
        assertThat(Ending.of("2026-10-15, then switched off")).isEqualTo(Ending.OFF);
        assertThat(Ending.of("2026-10-15, then switched off, though in use")).isEqualTo(Ending.OFF_THOUGH_USED);
    }

    @Test
    void nothing_people_read_says_switched_off() {
        assertThat(Ending.OFF.why(LAST_DAY)).isEqualTo("2026-10-15, then deactivated");
        assertThat(Ending.OFF_THOUGH_USED.why(LAST_DAY)).isEqualTo("2026-10-15, then deactivated, though in use");
    }
}
