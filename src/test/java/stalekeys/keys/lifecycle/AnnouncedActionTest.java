package stalekeys.keys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnouncedActionTest {
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-10-15");

    @ParameterizedTest
    @EnumSource
    void what_is_written_down_is_read_again(AnnouncedAction announced) {
        assertThat(AnnouncedAction.of(announced.why(LAST_DAY))).isEqualTo(announced);
    }

    @Test
    void what_an_earlier_version_wrote_means_what_it_meant() {
        assertThat(AnnouncedAction.of("2026-10-15, then switched off")).isEqualTo(AnnouncedAction.OFF);
        assertThat(AnnouncedAction.of("2026-10-15, then switched off, though in use"))
                .isEqualTo(AnnouncedAction.OFF_THOUGH_USED);
    }

    @Test
    void nothing_people_read_says_switched_off() {
        assertThat(AnnouncedAction.OFF.why(LAST_DAY)).isEqualTo("2026-10-15, then deactivated");
        assertThat(AnnouncedAction.OFF_THOUGH_USED.why(LAST_DAY))
                .isEqualTo("2026-10-15, then deactivated, though in use");
    }
}
