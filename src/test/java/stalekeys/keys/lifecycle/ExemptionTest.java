package stalekeys.keys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.SampleScan;
import stalekeys.keys.model.Tags;

class ExemptionTest {
    @Test
    void a_tag_excuses_to_the_end_of_its_day_in_utc() {
        Exemption exemption =
                Exemption.tagged(tag("2026-03-03"), SampleScan.NOW).orElseThrow();

        assertThat(exemption.holds(Instant.parse("2026-03-03T23:59:59.999Z"))).isTrue();
        assertThat(exemption.holds(Instant.parse("2026-03-04T00:00:00Z"))).isFalse();
    }

    @Test
    void a_tag_is_found_in_any_case_and_blanks_around_the_day_do_no_harm() {
        Tags tags = Tags.of(Map.of("Stale-Keys:Exempt-Until", " 2026-03-03 "));

        assertThat(Exemption.tagged(tags, SampleScan.NOW)).isPresent();
    }

    @Test
    void a_tag_of_180_days_ahead_is_taken_and_one_of_181_is_not() {
        assertThat(Exemption.tagged(tag("2026-08-29"), SampleScan.NOW)).isPresent();
        assertThat(Exemption.invalidTag(tag("2026-08-29"), SampleScan.NOW)).isEmpty();

        assertThat(Exemption.tagged(tag("2026-08-30"), SampleScan.NOW)).isEmpty();
        assertThat(Exemption.invalidTag(tag("2026-08-30"), SampleScan.NOW)).contains("2026-08-30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forever", "2026-13-01", "03/03/2026", "2026-03-03T10:00:00Z", "+1000000-01-01"})
    void what_is_not_a_day_excuses_nothing_and_is_shown(String text) {
        assertThat(Exemption.tagged(tag(text), SampleScan.NOW)).isEmpty();
        assertThat(Exemption.invalidTag(tag(text), SampleScan.NOW)).contains(text);
    }

    @Test
    void a_day_that_has_passed_is_known_to_have_passed() {
        assertThat(Exemption.tagged(tag("2026-03-01"), SampleScan.NOW)
                        .orElseThrow()
                        .holds(SampleScan.NOW))
                .isFalse();
        assertThat(Exemption.invalidTag(tag("2026-03-01"), SampleScan.NOW)).isEmpty();
    }

    @Test
    void no_tag_is_no_excuse_and_nothing_to_show() {
        assertThat(Exemption.tagged(Tags.none(), SampleScan.NOW)).isEmpty();
        assertThat(Exemption.invalidTag(Tags.unreadable(), SampleScan.NOW)).isEmpty();
    }

    @Test
    void an_admins_excuse_is_read_back_as_it_was_written() {
        Exemption given = new Exemption(LocalDate.parse("2026-03-03"), "migration in March", "U0ADMIN");
        Event event = new Event(
                SampleScan.NOW,
                Event.Kind.EXCUSED,
                SampleScan.ref("ana", 1, 100),
                "U0ADMIN",
                given.why(),
                "slack",
                "e");

        assertThat(Exemption.of(event)).contains(given);
    }

    private static Tags tag(String text) {
        return Tags.of(Map.of(Exemption.TAG, text));
    }
}
