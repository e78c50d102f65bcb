package stalekeys.cli.command;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.cli.output.Csv;
import stalekeys.keys.model.Account;

class ReportCommandTest {
    private final Terminal terminal = new Terminal();

    // --- formats

    @Test
    void a_table_shows_the_worst_first_and_sums_up_on_standard_error() {
        assertThat(terminal.types("report")).isZero();

        Golden.check("report.table.txt", terminal.out());
        Golden.check("report.table.stderr.txt", terminal.err());
    }

    @Test
    void csv_has_the_promised_columns_and_cells_a_spreadsheet_can_not_run() {
        assertThat(terminal.types("report", "--format", "csv")).isZero();

        assertThat(terminal.out().lines().findFirst())
                .contains("Username,AccessKey,KeyAge,Account,Severity,Status,Created,LastUsed,"
                        + "LastUsedService,LastUsedRegion,Owner,Reasons");
        assertThat(terminal.out()).contains("\n'=cmd+x@y,");
        Golden.check("report.csv", terminal.out());
    }

    @Test
    void json_has_the_same_facts_and_what_was_not_seen() {
        terminal.bot.report = SampleReports.mixed(
                SampleReports.partly(SampleReports.PRODUCTION), SampleReports.failed(new Account("", "test")));

        assertThat(terminal.types("report", "--format=json")).isEqualTo(4);

        assertThatJson(terminal.out()).node("schemaVersion").isEqualTo(1);
        Golden.check("report.json", terminal.out());
        Golden.check("report.incomplete.stderr.txt", terminal.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "−1", " =1", "\u00a0=1", "\"=1"})
    void a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(String value) {
        assertThat(Csv.cell(value)).startsWith("'");
        assertThat(Csv.cell(value)).hasSize(value.length() + 1);
    }

    @Test
    void an_ordinary_cell_is_left_as_it_is() {
        assertThat(Csv.cell("a=b@c")).isEqualTo("a=b@c");
        assertThat(Csv.cell("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"left; the team,left; the team", "a;=1+1,a;'=1+1", "a; =1;@x,a;' =1;'@x", "a;＝1,a;'＝1"})
    void a_semicolon_begins_a_cell_where_a_spreadsheet_is_set_to_that(String value, String written) {
        assertThat(Csv.cell(value)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "json"})
    void no_control_character_of_a_name_reaches_the_terminal(String format) {
        terminal.bot.report = SampleReports.mixed(SampleReports.partly(SampleReports.PRODUCTION));

        terminal.types("report", "--format", format);

        assertThat(terminal.out() + terminal.err()).doesNotContain("\u001b", "\u009b");
    }

    // --- filters

    @Test
    void a_users_keys_are_shown_whatever_their_age() {
        terminal.types("report", "--format", "csv", "--user", "DEPLOY");

        assertThat(terminal.out()).contains("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE");
        assertThat(terminal.out().lines()).hasSize(3);
        assertThat(terminal.bot.calls).containsExactly("prepare", "audit from 0 days");
    }

    @Test
    void of_one_account_by_its_number_or_its_name() {
        assertThat(terminal.types("report", "--format", "csv", "--account", "Production"))
                .isZero();
        assertThat(terminal.out().lines().skip(1)).isNotEmpty().allMatch(line -> line.contains(",111122223333,"));
        terminal.types("report", "--format", "csv", "--account", "444455556666");
        assertThat(terminal.out().lines().skip(1)).isNotEmpty().allMatch(line -> line.contains(",444455556666,"));
    }

    @Test
    void an_account_that_is_none_is_wrong_usage_and_no_good_news() {
        assertThat(terminal.types("report", "--account", "prodd", "--fail-if-stale"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("No account \"prodd\" was looked at.");
    }

    @Test
    void without_filters_only_stale_keys_are_looked_at_one_by_one() {
        terminal.types("report", "--max-age-days", "60", "--full");

        assertThat(terminal.bot.calls).containsExactly("prepare", "audit from 60 days, full");
        assertThat(terminal.out()).doesNotContain("AKIAI44QH8DHBEXAMPLE");
    }

    @Test
    void several_filters_all_have_to_pass() {
        terminal.types(
                "report", "--format", "csv", "--older-than", "100", "--unused", "30", "--owner", "ANA@example.com");

        assertThat(terminal.out().lines().skip(1)).singleElement().asString().startsWith("ana@example.com,");
        assertThat(terminal.bot.calls).containsExactly("prepare", "audit from 30 days");
    }

    @Test
    void critical_shows_critical_findings_only() {
        terminal.types("report", "--format", "csv", "--critical");

        assertThat(terminal.out().lines().skip(1)).hasSize(3).allMatch(line -> line.contains(",critical,"));
    }

    @Test
    void keys_whose_last_use_can_not_be_read_are_not_called_unused_but_counted() {
        terminal.types("report", "--format", "csv", "--unused", "30");

        assertThat(terminal.out()).doesNotContain("cmd+x");
        assertThat(terminal.err()).contains("1 key left out: the last use could not be read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "99999999999", ""})
    void days_that_are_none_are_wrong_usage(String days) {
        assertThat(terminal.types("report", "--older-than", days)).isEqualTo(2);

        assertThat(terminal.err())
                .isEqualTo("--older-than is \"" + days + "\": days, a whole number from 0 to 36500.\n"
                        + "Try: stale-keys report --help\n");
        assertThat(terminal.bot.calls).doesNotContain("audit");
    }

    // --- exit codes

    @Test
    void stale_keys_fail_the_command_only_when_asked_to() {
        assertThat(terminal.types("report")).isZero();
        assertThat(terminal.types("report", "--fail-if-stale")).isEqualTo(1);
    }

    @Test
    void a_fresh_key_that_is_shown_does_not_fail_the_command() {
        terminal.bot.report = SampleReports.tidy(SampleReports.covered(SampleReports.PRODUCTION, 1));

        assertThat(terminal.types("report", "--user", "deploy", "--fail-if-stale"))
                .isZero();
        assertThat(terminal.out()).contains("AKIAI44QH8DHBEXAMPLE");
        assertThat(terminal.err()).contains("No key is stale.\n");
    }

    @Test
    void an_incomplete_audit_beats_stale_keys() {
        terminal.bot.report = SampleReports.mixed(SampleReports.partly(SampleReports.PRODUCTION));

        assertThat(terminal.types("report", "--fail-if-stale")).isEqualTo(4);
    }

    @Test
    void nothing_stale_is_not_claimed_of_what_was_not_seen() {
        terminal.bot.report = SampleReports.tidy(SampleReports.partly(SampleReports.PRODUCTION));

        assertThat(terminal.types("report")).isEqualTo(4);
        assertThat(terminal.err())
                .contains("No key is stale among those that were seen.")
                .doesNotContain("No key is stale.\n");
    }

    @Test
    void an_audit_that_saw_no_account_is_a_failure_and_prints_no_data() {
        terminal.bot.report = SampleReports.tidy(SampleReports.failed(SampleReports.PRODUCTION));

        assertThat(terminal.types("report", "--format", "csv")).isEqualTo(3);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .contains("Account production was not read: AWS refused the credentials")
                .doesNotContain("No key is stale");
    }

    @Test
    void what_goes_wrong_outside_is_said_in_a_sentence() {
        terminal.bot.failure = CommandFailure.outside("AWS does not answer; is AWS_REGION right?");

        assertThat(terminal.types("report")).isEqualTo(3);
        assertThat(terminal.err()).isEqualTo("AWS does not answer; is AWS_REGION right?\n");
    }

    @Test
    void a_fault_of_ours_is_not_taken_for_success() {
        terminal.bot.broken = new IllegalStateException("a fault made for this test");

        assertThat(terminal.types("report", "--format", "json")).isEqualTo(3);
        assertThat(terminal.out()).isEmpty();
    }

    // --- streams

    @Test
    void progress_is_drawn_on_a_terminal_and_wiped_before_anything_else() {
        terminal.interactive().types("report");

        assertThat(terminal.err())
                .startsWith("\r\u001b[K1 of 3 users\r\u001b[K2 of 3 users\r\u001b[K3 of 3 users\r\u001b[K5 findings");
        assertThat(terminal.out()).doesNotContain("users");
    }

    @Test
    void progress_is_not_drawn_into_a_file() {
        terminal.types("report");

        assertThat(terminal.err()).doesNotContain("\r").startsWith("5 findings");
    }

    @Test
    void a_reader_that_has_seen_enough_ends_the_command_quietly() {
        assertThat(terminal.typesInto(failing("Broken pipe"), "report", "--format", "csv"))
                .isZero();
        assertThat(terminal.err()).doesNotContain("pipe");
    }

    @Test
    void data_that_could_not_be_written_is_not_taken_for_success() {
        assertThat(terminal.typesInto(failing("No space left on device"), "report", "--format", "csv"))
                .isEqualTo(3);
        assertThat(terminal.err()).contains("The output could not be written: No space left on device");
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
