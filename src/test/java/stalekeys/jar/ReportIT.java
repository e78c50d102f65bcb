package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stalekeys.standin.aws.FakeAccount;

/** {@code report}, as a script or a person in a shell meets it: no Slack, no database. */
class ReportIT {
    private StandIns outside = StandIns.seeded();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void the_table_is_on_standard_output_and_all_else_on_standard_error() {
        JarProcess report = runs("report");

        assertThat(report.exitCode()).isZero();
        assertThat(report.out().lines().findFirst().orElse(""))
                .startsWith("Severity")
                .contains("User", "Days");
        assertThat(report.out()).contains("goran", "366", keyOf("goran")).doesNotContain("checked", "jana");
        assertThat(report.err()).contains("findings shown", "users checked").doesNotContain("goran");
    }

    @Test
    void csv_has_the_promised_columns_and_cells_a_spreadsheet_does_not_run() {
        JarProcess report = runs("report", "--format", "csv");

        List<String> lines = report.out().lines().toList();
        assertThat(report.exitCode()).isZero();
        assertThat(lines.get(0))
                .isEqualTo("Username,AccessKey,KeyAge,Account,Severity,Status,Created,LastUsed,LastUsedService,"
                        + "LastUsedRegion,Owner,Reasons");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("'=sum.a1,"))
                .anyMatch(line -> line.startsWith("'+cmd=1@example.com,"))
                .anyMatch(line -> line.startsWith("'@channel,"))
                .noneMatch(line -> line.startsWith("=") || line.startsWith("+") || line.startsWith("@"));
    }

    @Test
    void json_has_a_version_the_findings_and_what_was_seen() throws IOException {
        JarProcess report = runs("report", "--format=json", "--user", "goran");

        JsonNode json = new ObjectMapper().readTree(report.out());
        assertThat(report.exitCode()).isZero();
        assertThat(json.path("schemaVersion").asInt()).isPositive();
        assertThat(json.path("coverage").path("complete").asBoolean()).isTrue();
        assertThat(json.path("findings")).hasSize(1);
        assertThat(json.path("findings").path(0).path("accessKey").asText()).isEqualTo(keyOf("goran"));
        assertThat(json.path("findings").path(0).path("keyAge").asInt()).isEqualTo(366);
        assertThat(json.path("findings").path(0).path("severity").asText()).isEqualTo("critical");
    }

    @Test
    void stale_keys_fail_only_who_asked_for_it_and_only_where_some_are_shown() {
        assertThat(runs("report", "--fail-if-stale").exitCode()).isEqualTo(1);
        assertThat(runs("report", "--fail-if-stale", "--user", "mira").exitCode())
                .isZero();
    }

    @Test
    void an_answer_that_is_none_is_never_that_all_is_well() {
        for (String page : List.of("", "<html><body>Sign in</body></html>", "{}", "<ListRolesResponse/>")) {
            outside.aws.rewrite("*", answer -> page);
            JarProcess report = runs("report");
            assertThat(report.exitCode()).as(page).isEqualTo(3);
            assertThat(report.err()).contains("is no answer of AWS's").doesNotContain("No key is stale");

            outside.aws.calm().rewrite("ListAccessKeys", answer -> page);
            assertThat(runs("report").exitCode()).as(page).isEqualTo(3);

            outside.aws.calm().rewrite("ListAccessKeys", answer -> answer.contains(">lena<") ? page : answer);
            assertThat(runs("report", "--fail-if-stale").exitCode()).as(page).isEqualTo(4);
            outside.aws.calm();
        }
    }

    @Test
    void an_incomplete_look_is_4_and_beats_the_stale_keys_it_found() {
        outside.account.denyOnUser("iam:ListAccessKeys", "lena");

        JarProcess report = runs("report", "--fail-if-stale");

        assertThat(report.exitCode()).isEqualTo(4);
        assertThat(report.out()).contains("goran");
        assertThat(report.err()).contains("1 unreadable", "lena", "incomplete");
    }

    @Test
    void an_account_that_denies_everything_is_3_with_a_sentence_and_no_data() {
        outside.account.deny("iam:*");

        JarProcess report = runs("report", "--format", "csv");

        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.out()).isEmpty();
        assertThat(report.err()).contains("AWS refused iam:ListUsers").doesNotContain("No key is stale", "\tat ");
    }

    @Test
    void an_aws_that_can_not_be_reached_is_3_with_a_sentence() {
        // A port nobody listens on: its server has just been closed.
        outside.aws.close();

        JarProcess report = runs("report");

        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.out()).isEmpty();
        assertThat(report.err()).contains("AWS could not be reached").doesNotContain("No key is stale", "\tat ");
    }

    @Test
    void credentials_that_aws_does_not_know_are_3_with_a_sentence() {
        outside.with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");

        JarProcess report = runs("report");

        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.err()).contains("does not accept the credentials").doesNotContain("AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void every_page_of_a_large_account_is_read_also_where_the_credential_report_is_denied() {
        outside.close();
        outside = StandIns.empty();
        many(outside.account, 1_250);
        outside.account.shortPages(400).deny("iam:GenerateCredentialReport");

        JarProcess report = runs("report", "--format", "csv");

        assertThat(report.exitCode()).isZero();
        assertThat(report.err()).contains("1,251 users checked");
        assertThat(report.out().lines()).hasSize(1 + 1_250);
        assertThat(outside.aws.calls().of("ListUsers")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void an_account_that_throttles_costs_time_and_no_key() {
        outside.aws.throttle(60, 20);

        JarProcess report = runs("report", "--format", "csv", "--full");

        assertThat(report.exitCode()).isZero();
        assertThat(outside.aws.calls().throttled()).isPositive();
        outside.aws.calm();
        assertThat(withoutTimes(runs("report", "--format", "csv", "--full").out()))
                .isEqualTo(withoutTimes(report.out()));
    }

    @Test
    void it_needs_no_slack_and_no_database_and_leaves_no_file() {
        JarProcess report = runs("report");

        assertThat(report.exitCode()).isZero();
        assertThat(outside.workingDirectory()).isEmptyDirectory();
        assertThat(outside.database()).doesNotExist();
        assertThat(outside.slack.requests()).isEmpty();
    }

    private JarProcess runs(String... arguments) {
        return outside.without("SLACK_BOT_TOKEN")
                .without("SLACK_SIGNING_SECRET")
                .without("STALE_KEYS_DATABASE_URL")
                .runs(arguments);
    }

    private String keyOf(String user) {
        return outside.account.user(user).onlyKey().id();
    }

    private static void many(FakeAccount account, int users) {
        for (int i = 0; i < users; i++) {
            account.addUser("user-%04d".formatted(i)).keyAged(100);
        }
    }

    /** An audit that runs over midnight of a key would count a day more. */
    private static List<String> withoutTimes(String csv) {
        return csv.lines()
                .map(line -> line.split(",", -1)[0] + "," + line.split(",", -1)[1])
                .toList();
    }
}
