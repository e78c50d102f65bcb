package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.config.Setting;

class StaleKeysCommandTest {
    private final Terminal terminal = new Terminal();

    @Test
    void help_names_verbs_settings_secrets_and_exit_codes() {
        assertThat(terminal.types("--help")).isZero();
        Golden.check("help.txt", terminal.out());

        for (Setting setting : Setting.values()) {
            assertThat(terminal.out()).contains(setting.variable());
            if (setting.secret()) {
                assertThat(terminal.out()).doesNotContain(setting.option());
            } else {
                assertThat(terminal.out()).contains(setting.option() + "=");
            }
        }
        String help = terminal.out();
        assertThat(terminal.types("help")).isZero();
        assertThat(terminal.out()).isEqualTo(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "report", "digest", "sweep", "audit-log", "doctor"})
    void every_verb_has_help(String verb) {
        assertThat(terminal.types(verb, "--help")).isZero();
        Golden.check("help." + verb + ".txt", terminal.out());

        String help = terminal.out();
        assertThat(terminal.types("help", verb)).isZero();
        assertThat(terminal.out()).isEqualTo(help);
        assertThat(terminal.bot.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help", "report --help", "help digest", "help audit-log", "help doctor"})
    void help_fits_a_wide_terminal(String command) {
        terminal.types(command.split(" "));

        assertThat(Arrays.stream(terminal.out().split("\n"))).allMatch(line -> line.length() <= 120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void the_version_is_one_line(String option) {
        assertThat(terminal.types(option)).isZero();

        assertThat(terminal.out()).matches("stale-keys \\S+\n");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void a_verb_is_needed() {
        assertThat(terminal.types()).isEqualTo(2);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).isEqualTo("A verb is missing.\nTry: stale-keys --help\n");
    }

    @Test
    void a_verb_that_is_none_is_named_with_the_nearest_one() {
        assertThat(terminal.types("reprot")).isEqualTo(2);

        assertThat(terminal.err())
                .isEqualTo("Not understood: \"reprot\". Did you mean report?\nTry: stale-keys --help\n");
    }

    @Test
    void help_about_a_verb_that_is_none_is_wrong_usage() {
        assertThat(terminal.types("help", "dance")).isEqualTo(2);

        assertThat(terminal.err()).isEqualTo("There is no verb \"dance\".\nTry: stale-keys --help\n");
    }

    @Test
    void an_option_that_is_none_is_named_without_its_value() {
        assertThat(terminal.types("report", "--max-age=30")).isEqualTo(2);

        assertThat(terminal.err())
                .contains("There is no option --max-age.")
                .contains("--max-age-days")
                .doesNotContain("30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--slack-bot-token=xoxb-hunter2", "--slack-bot-token xoxb-hunter2"})
    void a_secret_given_as_an_option_is_refused_and_not_repeated(String arguments) {
        assertThat(terminal.types(("serve " + arguments).split(" "))).isEqualTo(2);

        assertThat(terminal.err())
                .contains("A secret is never an option: set the variable SLACK_BOT_TOKEN, or SLACK_BOT_TOKEN_FILE")
                .doesNotContain("hunter2");
    }

    @Test
    void an_option_without_its_value_is_wrong_usage() {
        assertThat(terminal.types("report", "--max-age-days")).isEqualTo(2);
        assertThat(terminal.err()).contains("--max-age-days");
    }

    @Test
    void a_setting_may_stand_before_the_verb_or_after_it_and_after_it_counts() {
        terminal.with("STALE_KEYS_MAX_AGE_DAYS", "10");

        terminal.types("--max-age-days", "20", "report");
        assertThat(terminal.bot.settings.policy().maxAgeDays()).isEqualTo(20);

        terminal.types("--max-age-days", "20", "report", "--max-age-days", "30");
        assertThat(terminal.bot.settings.policy().maxAgeDays()).isEqualTo(30);
    }

    @Test
    void values_that_begin_with_an_at_sign_name_no_file() {
        terminal.types("report", "--user", "@example");

        assertThat(terminal.bot.calls).contains("audit from 0 days");
    }

    @Test
    void all_wrong_settings_are_told_at_once() {
        terminal.with("STALE_KEYS_TIME_ZONE", "Moon").with("STALE_KEYS_DIGEST_CRON", "61 9 * * *");
        assertThat(terminal.types("serve", "--port", "x")).isEqualTo(2);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().lines())
                .containsExactly(
                        "5 settings are wrong.",
                        "  SLACK_BOT_TOKEN is not set: the bot token of your Slack app (xoxb-...) is needed",
                        "  SLACK_SIGNING_SECRET is not set: the signing secret of your Slack app is needed"
                                + " (or SLACK_APP_TOKEN, for Socket Mode)",
                        "  --port is \"x\": a port, a whole number from 0 to 65535",
                        "  STALE_KEYS_TIME_ZONE is \"Moon\": a time zone's name, such as UTC or Europe/Berlin",
                        "  STALE_KEYS_DIGEST_CRON is \"61 9 * * *\": it is no schedule in Z");
        assertThat(terminal.bot.calls).isEmpty();
    }

    @Test
    void serve_runs_with_a_token_and_a_signing_secret() {
        terminal.with("SLACK_BOT_TOKEN", "xoxb-1").with("SLACK_SIGNING_SECRET", "s");

        assertThat(terminal.types("serve", "--port", "0")).isZero();
        assertThat(terminal.bot.calls).containsExactly("prepare", "serve");
    }
}
