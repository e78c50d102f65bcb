package stalekeys.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcuseTest {
    @Test
    void a_tag_excuses_to_the_end_of_its_day_in_utc() {
        Excuse excuse = Excuse.tagged(tag("2026-03-03"), Given.NOW).orElseThrow();

        assertThat(excuse.holds(Instant.parse("2026-03-03T23:59:59.999Z"))).isTrue();
        assertThat(excuse.holds(Instant.parse("2026-03-04T00:00:00Z"))).isFalse();
    }

    @Test
    void a_tag_is_found_in_any_case_and_blanks_around_the_day_do_no_harm() {
        Tags tags = Tags.of(Map.of("Stale-Keys:Exempt-Until", " 2026-03-03 "));

        assertThat(Excuse.tagged(tags, Given.NOW)).isPresent();
    }

    @Test
    void a_tag_of_180_days_ahead_is_taken_and_one_of_181_is_not() {
        assertThat(Excuse.tagged(tag("2026-08-29"), Given.NOW)).isPresent();
        assertThat(Excuse.invalidTag(tag("2026-08-29"), Given.NOW)).isEmpty();

        assertThat(Excuse.tagged(tag("2026-08-30"), Given.NOW)).isEmpty();
        assertThat(Excuse.invalidTag(tag("2026-08-30"), Given.NOW)).contains("2026-08-30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forever", "2026-13-01", "03/03/2026", "2026-03-03T10:00:00Z", "+1000000-01-01"})
    void what_is_not_a_day_excuses_nothing_and_is_shown(String text) {
        assertThat(Excuse.tagged(tag(text), Given.NOW)).isEmpty();
        assertThat(Excuse.invalidTag(tag(text), Given.NOW)).contains(text);
    }

    @Test
    void a_day_that_has_passed_is_known_to_have_passed() {
        assertThat(Excuse.tagged(tag("2026-03-01"), Given.NOW).orElseThrow().holds(Given.NOW))
                .isFalse();
        assertThat(Excuse.invalidTag(tag("2026-03-01"), Given.NOW)).isEmpty();
    }

    @Test
    void no_tag_is_no_excuse_and_nothing_to_show() {
        assertThat(Excuse.tagged(Tags.none(), Given.NOW)).isEmpty();
        assertThat(Excuse.invalidTag(Tags.unreadable(), Given.NOW)).isEmpty();
    }

    @Test
    void an_admins_excuse_is_read_back_as_it_was_written() {
        Excuse given = new Excuse(LocalDate.parse("2026-03-03"), "migration in March", "U0ADMIN");
        Event event = new Event(
                Given.NOW, Event.Kind.EXCUSED, Given.ref("ana", 1, 100), "U0ADMIN", given.why(), "slack", "e");

        assertThat(Excuse.of(event)).contains(given);
    }

    private static Tags tag(String text) {
        return Tags.of(Map.of(Excuse.TAG, text));
    }
}
