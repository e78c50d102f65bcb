package stalekeys.keys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeHoursTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:00:00Z, UTC, true",
        "2026-03-02T08:59:59Z, UTC, false",
        "2026-03-02T17:59:59Z, UTC, true",
        "2026-03-02T18:00:00Z, UTC, false",
        "2026-03-06T17:00:00Z, UTC, true",
        "2026-03-07T12:00:00Z, UTC, false",
        "2026-03-08T12:00:00Z, UTC, false",
        "2026-03-02T08:00:00Z, Europe/Berlin, true",
        "2026-03-02T17:30:00Z, Europe/Berlin, false",
        // Friday evening in UTC is Saturday morning in Auckland, and Sunday evening is Monday morning.
        "2026-03-06T21:00:00Z, Pacific/Auckland, false",
        "2026-03-08T21:00:00Z, Pacific/Auckland, true"
    })
    void people_are_written_to_from_9_to_18_on_weekdays_where_they_are(Instant now, ZoneId zone, boolean open) {
        assertThat(OfficeHours.open(now, zone)).isEqualTo(open);
    }
}
