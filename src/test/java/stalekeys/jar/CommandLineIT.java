package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar says before it does anything. */
@Tag("one-jdk")
class CommandLineIT {
    @TempDir
    private Path folder;

    @Test
    void the_version_is_one_line_that_names_the_program() {
        JarProcess version = runs(Map.of(), "--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("stale-keys \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void help_names_the_verbs_each_setting_and_the_exit_codes() {
        JarProcess help = runs(Map.of(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("serve", "report", "digest", "--max-age-days", "STALE_KEYS_MAX_AGE_DAYS, default: 90")
                .contains("SLACK_BOT_TOKEN", "NAME_FILE", "Exit codes:");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void each_verb_has_a_help_of_its_own() {
        JarProcess help = runs(Map.of(), "help", "report");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("stale-keys report [OPTIONS]", "--format", "--fail-if-stale");
    }

    @Test
    void a_wrong_verb_or_option_is_wrong_usage_and_says_what_to_try() {
        JarProcess verb = runs(Map.of(), "reprot");
        JarProcess option = runs(Map.of(), "report", "--max-age-day", "30");
        JarProcess nothing = runs(Map.of());

        assertThat(verb.exitCode()).isEqualTo(2);
        assertThat(verb.err()).contains("reprot", "Try: stale-keys --help");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err()).contains("--max-age-day", "Did you mean --max-age-days?");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(verb.out() + option.out() + nothing.out()).isEmpty();
    }

    @Test
    void in_a_locale_without_utf8_names_are_read_as_they_were_given() {
        List<String> java = new ArrayList<>(List.of(
                "sh",
                "-c",
                // By octets: this process may not know how to write the letter either.
                "export STALE_KEYS_MAX_AGE_DAYS=$(printf 'B\\303\\274ro'); exec \"$@\" --rate \"$(printf '\\303\\266')\"",
                "sh"));
        java.addAll(JarProcess.JAVA);
        try (JarProcess report = JarProcess.start(java, Map.of("LC_ALL", "POSIX"), folder.resolve("work"), "report")) {
            assertThat(report.ended().exitCode()).isEqualTo(2);
            assertThat(report.err()).contains("B\u00fcro", "\u00f6").doesNotContain("\uFFFD");
        }
    }

    @Test
    void a_secret_on_the_command_line_is_refused_and_not_repeated() {
        JarProcess refused = runs(Map.of(), "serve", "--bot-token=xoxb-typed-by-mistake");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).doesNotContain("typed-by-mistake");
    }

    @Test
    void serve_reports_every_mistake_at_once_with_name_value_and_what_would_be_right() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));

        JarProcess refused = runs(
                Map.of(
                        "SLACK_BOT_TOKEN", "xapp-of-the-other-kind",
                        "SLACK_SIGNING_SECRET_FILE", empty.toString(),
                        "PORT", "99999",
                        "STALE_KEYS_ADMINS", "ada",
                        "STALE_KEYS_MAX_AGE_DAYS", "soon",
                        "STALE_KEYS_TIME_ZONE", "Mars/Olympus",
                        "STALE_KEYS_MAX_AGE", "90"),
                "serve");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("7 settings are wrong")
                .contains("SLACK_BOT_TOKEN is ***")
                .contains("SLACK_SIGNING_SECRET_FILE is \"" + empty)
                .contains("PORT is \"99999\"")
                .contains("STALE_KEYS_ADMINS has \"ada\"")
                .contains("STALE_KEYS_MAX_AGE_DAYS is \"soon\"")
                .contains("STALE_KEYS_TIME_ZONE is \"Mars/Olympus\"")
                .contains("STALE_KEYS_MAX_AGE is not a setting")
                .doesNotContain("of-the-other-kind");
    }

    @Test
    void serve_without_its_secrets_names_each_of_them() {
        JarProcess refused = runs(Map.of(), "serve");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("SLACK_BOT_TOKEN is not set", "SLACK_SIGNING_SECRET is not set");
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void a_digest_that_would_never_come_is_refused() {
        JarProcess refused = runs(
                Map.of(
                        "SLACK_BOT_TOKEN", "xoxb-none",
                        "SLACK_SIGNING_SECRET", "none",
                        "STALE_KEYS_DIGEST_CRON", "0 0 30 2 *"),
                "serve");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("STALE_KEYS_DIGEST_CRON", "0 0 30 2 *", "does not come true");
        assertThat(refused.out()).isEmpty();
    }

    private JarProcess runs(Map<String, String> environment, String... arguments) {
        return JarProcess.start(environment, folder.resolve("work"), arguments).ended();
    }
}
