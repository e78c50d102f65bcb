package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogCommandTest {
    private final Terminal terminal = new Terminal();

    @Test
    void the_table_is_for_people_and_oldest_first() {
        assertThat(terminal.types("audit-log")).isZero();

        assertThat(terminal.bot.calls).containsExactly("prepare", "events since 1970-01-01T00:00:00Z");
        assertThat(terminal.err()).isEqualTo("8 events shown.\n");
        Golden.check("audit-log.table.txt", terminal.out());
    }

    @Test
    void csv_has_full_key_ids_and_no_cell_a_spreadsheet_would_run() {
        assertThat(terminal.types("audit-log", "--format", "csv")).isZero();

        assertThat(terminal.out())
                .contains("AKIAIOSFODNN7EXAMPLE", ",'=deploy@example,", ",'=2+3?[31m?red,")
                .doesNotContain(",=", "\u001b");
        Golden.check("audit-log.csv", terminal.out());
    }

    @Test
    void json_has_null_where_no_key_is_concerned() {
        assertThat(terminal.types("audit-log", "--format=JSON")).isZero();

        assertThat(terminal.out()).contains("\"username\" : null").doesNotContain("\u001b");
        Golden.check("audit-log.json", terminal.out());
    }

    @Test
    void of_one_user_whatever_the_case_and_nothing_that_is_about_nobody() {
        assertThat(terminal.types("audit-log", "--user", "DEPLOY", "--format", "csv"))
                .isZero();

        assertThat(terminal.out().lines().skip(1)).hasSize(4).allMatch(line -> line.contains(",deploy,"));
        assertThat(terminal.err()).isEqualTo("4 events shown.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-01, 2026-09-01T00:00:00Z",
        "1, 2026-09-20T13:33:00Z",
        "30, 2026-08-22T13:33:00Z",
        "036500, 1926-10-16T13:33:00Z"
    })
    void since_is_a_day_in_utc_or_so_many_days(String typed, String from) {
        assertThat(terminal.types("audit-log", "--since", typed)).isZero();

        assertThat(terminal.bot.calls).contains("events since " + from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "36501", "99999999999", "yesterday", "2026-13-01", "2026-9-1", "", "30d", "٣٠"})
    void anything_else_is_wrong_usage_and_nothing_is_opened(String typed) {
        assertThat(terminal.types("audit-log", "--since", typed)).isEqualTo(2);

        assertThat(terminal.err())
                .contains("--since is \"" + typed + "\": a day, such as 2026-09-21, or a whole number");
        assertThat(terminal.bot.calls).containsExactly("prepare");
    }

    @Test
    void pruning_prints_what_goes_before_it_goes() {
        assertThat(terminal.with("STALE_KEYS_RETENTION_DAYS", "400").types("audit-log", "--prune", "--format", "csv"))
                .isZero();

        assertThat(terminal.bot.calls).containsExactly("prepare", "prune to 400 days by cli:ana", "removed");
        Golden.check("audit-log.csv", terminal.out());
        assertThat(terminal.err())
                .isEqualTo(
                        "Removed 8 events and 3 messages older than 400 days. Kept the history of 2 keys that still"
                                + " exist in AWS. Kept the history of 1 key because AWS did not say whether they still exist.\n");
    }

    @Test
    void a_dry_run_of_pruning_removes_nothing() {
        assertThat(terminal.types("audit-log", "--prune", "--dry-run", "--retention-days", "90"))
                .isZero();

        assertThat(terminal.bot.calls)
                .containsExactly("prepare", "prune to 90 days by cli:ana, dry", "removed nothing");
        assertThat(terminal.err()).startsWith("8 events would be removed.");
    }

    @Test
    void what_could_not_be_written_down_is_not_removed() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int ignored) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThat(terminal.typesInto(full, "audit-log", "--prune", "--retention-days", "90"))
                .isEqualTo(3);

        assertThat(terminal.bot.calls).doesNotContain("removed");
    }

    @Test
    void pruning_without_a_retention_is_refused_and_says_what_to_set() {
        assertThat(terminal.types("audit-log", "--prune")).isEqualTo(2);

        assertThat(terminal.err()).contains("STALE_KEYS_RETENTION_DAYS is 0", "--retention-days");
        assertThat(terminal.bot.calls).containsExactly("prepare");
    }

    @ParameterizedTest
    @CsvSource({"--since,1", "--user,ana"})
    void a_part_of_the_log_can_not_be_pruned(String option, String value) {
        assertThat(terminal.types("audit-log", "--prune", option, value, "--retention-days", "90"))
                .isEqualTo(2);

        assertThat(terminal.err()).startsWith(option + " does not go with --prune");
    }

    @Test
    void a_retention_too_short_for_the_digest_is_a_mistake() {
        assertThat(terminal.types("audit-log", "--retention-days", "89")).isEqualTo(2);

        assertThat(terminal.err()).contains("0 for good, or at least 90 days");
    }

    @Test
    void an_unknown_format_is_wrong_usage() {
        assertThat(terminal.types("audit-log", "--format", "xml")).isEqualTo(2);

        assertThat(terminal.err()).startsWith("--format is \"xml\": table, csv or json.\n");
    }

    @Test
    void nothing_happened_is_an_empty_answer_of_each_form() {
        terminal.bot.events = List.of();

        assertThat(terminal.types("audit-log")).isZero();
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.types("audit-log", "--format", "csv")).isZero();
        assertThat(terminal.out().lines()).hasSize(1);
        assertThat(terminal.types("audit-log", "--format", "json")).isZero();
        assertThat(terminal.out()).contains("\"events\" : [ ]");
        assertThat(terminal.err()).isEqualTo("0 events shown.\n");
    }

    @Test
    void a_database_that_is_not_there_is_said_and_no_data_is_written() {
        terminal.bot.failure = CommandFailure.configuration("There is no database at data/stale-keys.db yet");

        assertThat(terminal.types("audit-log", "--format", "json")).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).startsWith("There is no database");
    }
}
