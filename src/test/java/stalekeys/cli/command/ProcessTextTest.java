package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTextTest {
    @Test
    void what_the_locale_lost_is_taken_from_the_system() {
        assertThat(ProcessText.environment(
                        Map.of("STALE_KEYS_ACCOUNTS", "B\uFFFD\uFFFDro=arn", "PORT", "1"),
                        () -> List.of("PORT=1", "STALE_KEYS_ACCOUNTS=B\u00fcro=arn", "NOT_SEEN=x", "nonsense")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("STALE_KEYS_ACCOUNTS", "B\u00fcro=arn", "PORT", "1"));
        assertThat(ProcessText.arguments(
                        new String[] {"report", "--account", "B\uFFFD\uFFFDro"},
                        () -> List.of("java", "-jar", "stale-keys.jar", "report", "--account", "B\u00fcro")))
                .containsExactly("report", "--account", "B\u00fcro");
    }

    @Test
    void where_nothing_was_lost_nobody_is_asked() {
        Map<String, String> environment = Map.of("A", "B\u00fcro");

        assertThat(ProcessText.environment(environment, () -> {
                    throw new AssertionError("asked");
                }))
                .isSameAs(environment);
    }

    @Test
    void where_the_system_does_not_tell_things_stay_as_java_read_them() {
        assertThat(ProcessText.environment(Map.of("A", "\uFFFD"), List::of)).containsEntry("A", "\uFFFD");
        assertThat(ProcessText.arguments(new String[] {"\uFFFD"}, List::of)).containsExactly("\uFFFD");
    }
}
