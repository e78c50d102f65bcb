package stalekeys.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.config.AwsSettings.AssumedAccount;
import stalekeys.keys.report.StalenessPolicy;

class SettingsReaderTest {
    private static final Set<Requirement> SERVE = Set.of(Requirement.SLACK, Requirement.SLACK_EVENTS);

    @Test
    void with_nothing_set_everything_has_its_documented_default() throws Exception {
        Settings settings = TestSettings.read(Map.of(), Map.of(), Set.of());

        assertThat(settings.slack().apiUrl()).isEqualTo("https://slack.com/api/");
        assertThat(settings.slack().socketMode()).isFalse();
        assertThat(settings.http()).isEqualTo(new HttpSettings(null, 3000, null, "127.0.0.1"));
        assertThat(settings.people()).isEqualTo(new PeopleSettings(List.of(), List.of(), false));
        assertThat(settings.policy()).isEqualTo(new StalenessPolicy(90, 365));
        assertThat(settings.owners().rule().byUserName()).isEmpty();
        assertThat(settings.owners().rule().tagNames()).containsExactly("slack", "email", "owner");
        assertThat(settings.fallback()).isEmpty();
        assertThat(settings.digest()).isEqualTo(new DigestSettings(null, "0 9 * * MON", ZoneId.of("UTC")));
        assertThat(settings.aws()).isEqualTo(new AwsSettings(List.of(), null, null, null, 20, 0));
        assertThat(settings.followUp()).isEqualTo(new FollowUp(60, false, 0, 25, null, null));
        assertThat(settings.mail()).isNull();
        assertThat(settings.store().sqlite()).isTrue();
        assertThat(settings.store().url().reveal()).isEqualTo("jdbc:sqlite:data/stale-keys.db");
        assertThat(settings.log()).isEqualTo(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO));
    }

    @Test
    void everything_can_be_set() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("SLACK_BOT_TOKEN", "xoxb-1");
        environment.put("SLACK_APP_TOKEN", "xapp-1");
        environment.put("SLACK_API_URL", "http://127.0.0.1:4000/api/");
        environment.put("PORT", "0");
        environment.put("STALE_KEYS_HOST", "127.0.0.1");
        environment.put("STALE_KEYS_ADMIN_PORT", "9090");
        environment.put("STALE_KEYS_CHANNEL", "#aws-keys");
        environment.put("STALE_KEYS_ADMINS", "U024BE7LH, W012A3CDE ,S0615G0KT");
        environment.put("STALE_KEYS_VIEWERS", "everyone,U0VIEWER1");
        environment.put("STALE_KEYS_MAX_AGE_DAYS", "30");
        environment.put("STALE_KEYS_CRITICAL_AGE_DAYS", "180");
        environment.put("STALE_KEYS_DIGEST_CRON", "30 8 1-7 * MON,THU");
        environment.put("STALE_KEYS_TIME_ZONE", "Europe/Berlin");
        environment.put("STALE_KEYS_OWNER_TAGS", "contact,team:owner");
        environment.put("STALE_KEYS_FALLBACK", "C061EG9SL");
        environment.put("STALE_KEYS_ORGANIZATION_ROLE", "/audit/stale-keys");
        environment.put("STALE_KEYS_CHANGE_ROLE", "stale-keys-change");
        environment.put("STALE_KEYS_EXTERNAL_ID", "a:b/c");
        environment.put("STALE_KEYS_RATE", "0");
        environment.put("STALE_KEYS_TOTAL_RATE", "100");
        environment.put("STALE_KEYS_SWEEP_MINUTES", "5");
        environment.put("STALE_KEYS_AUTO_ASK", "ON");
        environment.put("STALE_KEYS_WARN_AHEAD_DAYS", "29");
        environment.put("STALE_KEYS_DAILY_DM_LIMIT", "3");
        environment.put("STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS", "14");
        environment.put("STALE_KEYS_AUTO_DELETE_AFTER_DAYS", "30");
        environment.put("STALE_KEYS_SMTP_URL", "smtps://user:pw@smtp.example.com:465");
        environment.put("STALE_KEYS_MAIL_FROM", "Stale keys <keys@example.com>");
        environment.put("STALE_KEYS_MAIL_DOMAINS", "Example.com,mail.example.com");
        environment.put("STALE_KEYS_DATABASE_URL", "jdbc:postgresql://db/keys?user=u&password=p");
        environment.put("STALE_KEYS_LOG_FORMAT", "json");
        environment.put("STALE_KEYS_LOG_LEVEL", "DEBUG");

        Settings settings = TestSettings.read(environment, Map.of(), SERVE);

        assertThat(settings.slack().socketMode()).isTrue();
        assertThat(settings.slack().botToken().reveal()).isEqualTo("xoxb-1");
        assertThat(settings.slack().apiUrl()).isEqualTo("http://127.0.0.1:4000/api/");
        assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.1", 0, 9090, "127.0.0.1"));
        assertThat(settings.people())
                .isEqualTo(
                        new PeopleSettings(List.of("U024BE7LH", "W012A3CDE", "S0615G0KT"), List.of("U0VIEWER1"), true));
        assertThat(settings.policy()).isEqualTo(new StalenessPolicy(30, 180));
        assertThat(settings.owners().rule().tagNames()).containsExactly("contact", "team:owner");
        assertThat(settings.fallback()).contains("C061EG9SL");
        assertThat(settings.digest())
                .isEqualTo(new DigestSettings("#aws-keys", "30 8 1-7 * MON,THU", ZoneId.of("Europe/Berlin")));
        assertThat(settings.aws())
                .isEqualTo(new AwsSettings(List.of(), "audit/stale-keys", "stale-keys-change", "a:b/c", 0, 100));
        assertThat(settings.followUp()).isEqualTo(new FollowUp(5, true, 29, 3, 14, 30));
        assertThat(settings.mail())
                .isEqualTo(new MailSettings(
                        Secret.of("smtps://user:pw@smtp.example.com:465"),
                        "Stale keys <keys@example.com>",
                        List.of("example.com", "mail.example.com")));
        assertThat(settings.store().sqlite()).isFalse();
        assertThat(settings.log()).isEqualTo(new LogSettings(LogSettings.Format.JSON, LogSettings.Level.DEBUG));
    }

    @Test
    void all_mistakes_are_reported_at_once() {
        InvalidSettings invalid = invalid(
                Map.of(
                        "STALE_KEYS_MAX_AGE_DAYS", "ninety",
                        "STALE_KEYS_TIME_ZONE", "Berlin",
                        "STALE_KEYS_ADMINS", "U024BE7LH,ana",
                        "PORT", "70000"),
                SERVE);

        assertThat(invalid.getMessage().lines())
                .containsExactlyInAnyOrder(
                        "SLACK_BOT_TOKEN is not set: the bot token of your Slack app (xoxb-...) is needed",
                        "SLACK_SIGNING_SECRET is not set: the signing secret of your Slack app is needed"
                                + " (or SLACK_APP_TOKEN, for Socket Mode)",
                        "PORT is \"70000\": a port, a whole number from 0 to 65535",
                        "STALE_KEYS_ADMINS has \"ana\": a user id (U... or W...) or a user group id (S...)",
                        "STALE_KEYS_MAX_AGE_DAYS is \"ninety\": days, a whole number from 1 to 36500",
                        "STALE_KEYS_TIME_ZONE is \"Berlin\": a time zone's name, such as UTC or Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PORT                                  | -1
            PORT                                  | 3000.5
            STALE_KEYS_ADMIN_PORT                 | 3000
            STALE_KEYS_HOST                       | http://example.com
            SLACK_API_URL                         | https://slack.com/api
            SLACK_API_URL                         | slack.com/api/
            STALE_KEYS_CHANNEL                    | aws keys
            STALE_KEYS_CHANNEL                    | @ana
            STALE_KEYS_CHANNEL                    | U024BE7LH
            STALE_KEYS_CHANNEL                    | https://example.slack.com/archives/C061EG9SL
            STALE_KEYS_CHANNEL                    | #
            STALE_KEYS_ADMINS                     | @ana
            STALE_KEYS_ADMINS                     | everyone
            STALE_KEYS_VIEWERS                    | all
            STALE_KEYS_MAX_AGE_DAYS               | 0
            STALE_KEYS_MAX_AGE_DAYS               | 99999999999999
            STALE_KEYS_CRITICAL_AGE_DAYS          | 89
            STALE_KEYS_DIGEST_CRON                | @daily
            STALE_KEYS_DIGEST_CRON                | 0 0 9 * * MON
            STALE_KEYS_OWNERS                     | ana
            STALE_KEYS_OWNERS                     | ana=bob
            STALE_KEYS_OWNERS                     | =U024BE7LH
            STALE_KEYS_OWNERS                     | a b=U024BE7LH
            STALE_KEYS_OWNERS                     | ana=U024BE7LH,ana=U024BE7LG
            STALE_KEYS_OWNERS                     | ana=U024BE7LH,Ana=U024BE7LH
            STALE_KEYS_FALLBACK                   | some where
            STALE_KEYS_ACCOUNTS                   | production
            STALE_KEYS_ACCOUNTS                   | p=arn:aws:iam::1111:role/x
            STALE_KEYS_ACCOUNTS                   | p=arn:aws:iam::111122223333:user/x
            STALE_KEYS_ACCOUNTS                   | p=arn:aws:iam::111122223333:role/x,q=arn:aws:iam::111122223333:role/y
            STALE_KEYS_ORGANIZATION_ROLE          | arn:aws:iam::111122223333:role/x
            STALE_KEYS_CHANGE_ROLE                | a b
            STALE_KEYS_EXTERNAL_ID                | x
            STALE_KEYS_RATE                       | -1
            STALE_KEYS_SWEEP_MINUTES              | 0
            STALE_KEYS_AUTO_ASK                   | maybe
            STALE_KEYS_WARN_AHEAD_DAYS            | -1
            STALE_KEYS_WARN_AHEAD_DAYS            | 90
            STALE_KEYS_DAILY_DM_LIMIT             | 0
            STALE_KEYS_MAIL_FROM                  | ana
            STALE_KEYS_MAIL_DOMAINS               | @example.com
            STALE_KEYS_LOG_FORMAT                 | xml
            STALE_KEYS_LOG_LEVEL                  | loud
            """)
    void a_value_that_makes_no_sense_is_refused_by_name_and_shown(String name, String value) {
        InvalidSettings invalid = invalid(Map.of(name, value), Set.of());

        assertThat(invalid.errors()).hasSize(1);
        assertThat(invalid.errors().get(0).name()).isEqualTo(name);
        assertThat(invalid.errors().get(0).what()).matches("(is|has) \".*\"");
    }

    @ParameterizedTest
    @CsvSource({
        "STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS,13",
        "STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS,0",
        "STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS,-14",
        "STALE_KEYS_AUTO_DELETE_AFTER_DAYS,29",
    })
    void automatic_action_below_its_least_is_refused(String name, String value) {
        InvalidSettings invalid = invalid(Map.of(name, value, "STALE_KEYS_ADMINS", "U024BE7LH"), Set.of());

        assertThat(invalid.errors())
                .singleElement()
                .extracting(SettingError::name)
                .isEqualTo(name);
    }

    @Test
    void nothing_is_changed_by_itself_where_no_admins_are_configured() {
        InvalidSettings invalid = invalid(
                Map.of("STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS", "21", "STALE_KEYS_AUTO_DELETE_AFTER_DAYS", "90"),
                Set.of());

        assertThat(invalid.errors())
                .extracting(SettingError::name)
                .containsExactly("STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS", "STALE_KEYS_AUTO_DELETE_AFTER_DAYS");
        assertThat(invalid.getMessage()).contains("STALE_KEYS_ADMINS must be set");
    }

    @Test
    void a_blank_variable_counts_as_unset() throws Exception {
        Settings settings = TestSettings.read(
                Map.of("STALE_KEYS_MAX_AGE_DAYS", " ", "STALE_KEYS_CHANNEL", "", "STALE_KEYS_TYPO", ""),
                Map.of(),
                Set.of());

        assertThat(settings.policy().maxAgeDays()).isEqualTo(90);
        assertThat(settings.digest().channel()).isNull();
    }

    @Test
    void an_option_beats_the_variable_and_is_named_in_mistakes() throws Exception {
        Map<String, String> environment = Map.of("STALE_KEYS_MAX_AGE_DAYS", "60", "STALE_KEYS_CHANNEL", "#keys");

        Settings settings =
                TestSettings.read(environment, Map.of(Setting.MAX_AGE_DAYS, "30", Setting.CHANNEL, ""), Set.of());
        assertThat(settings.policy().maxAgeDays()).isEqualTo(30);
        assertThat(settings.digest().channel()).isNull();

        InvalidSettings invalid = catchThrowableOfType(
                InvalidSettings.class,
                () -> TestSettings.read(environment, Map.of(Setting.MAX_AGE_DAYS, "x"), Set.of()));
        assertThat(invalid).hasMessage("--max-age-days is \"x\": days, a whole number from 1 to 36500");
    }

    @Test
    void a_secret_is_never_taken_from_the_command_line() {
        assertThatThrownBy(() -> TestSettings.read(Map.of(), Map.of(Setting.BOT_TOKEN, "xoxb-1"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_misspelt_setting_is_an_error_with_the_nearest_name_and_without_its_value() {
        InvalidSettings invalid = invalid(
                Map.of(
                        "STALE_KEYS_MAX_AGE", "30",
                        "STALE_KEYS_SMPT_URL", "smtp://user:hunter2@example.com",
                        "STALE_KEYS_BOT_TOKEN", "xoxb-hunter2",
                        "STALE_KEYS_PORT", "8080"),
                Set.of());

        assertThat(invalid.getMessage().lines())
                .containsExactly(
                        "STALE_KEYS_BOT_TOKEN is not a setting: did you mean SLACK_BOT_TOKEN?",
                        "STALE_KEYS_MAX_AGE is not a setting: did you mean STALE_KEYS_MAX_AGE_DAYS?",
                        "STALE_KEYS_PORT is not a setting: did you mean PORT?",
                        "STALE_KEYS_SMPT_URL is not a setting: did you mean STALE_KEYS_SMTP_URL?");
    }

    @Test
    void what_kubernetes_sets_for_a_service_of_our_name_is_no_misspelling() throws Exception {
        TestSettings.read(
                Map.of(
                        "STALE_KEYS_SERVICE_HOST", "10.0.0.1",
                        "STALE_KEYS_SERVICE_PORT", "3000",
                        "STALE_KEYS_SERVICE_PORT_HTTP", "3000",
                        "STALE_KEYS_PORT", "tcp://10.0.0.1:3000",
                        "STALE_KEYS_PORT_3000_TCP", "tcp://10.0.0.1:3000",
                        "STALE_KEYS_PORT_3000_TCP_ADDR", "10.0.0.1",
                        "STALE_KEYS_METRICS_SERVICE_HOST", "10.0.0.2"),
                Map.of(),
                Set.of());
    }

    @Test
    void user_names_in_the_owner_map_may_hold_every_character_iam_allows() throws Exception {
        Settings settings = TestSettings.read(
                Map.of("STALE_KEYS_OWNERS", "deploy=U123, a=b@c=other@mail.example.com,smith\\,john+x_-.y=C061EG9SL,"),
                Map.of(),
                Set.of());

        assertThat(settings.owners().rule().byUserName())
                .isEqualTo(
                        Map.of("deploy", "U123", "a=b@c", "other@mail.example.com", "smith,john+x_-.y", "C061EG9SL"));
    }

    @Test
    void role_names_of_accounts_may_hold_commas() throws Exception {
        Settings settings = TestSettings.read(
                Map.of(
                        "STALE_KEYS_ACCOUNTS",
                        "production=arn:aws:iam::111122223333:role/a,b=c, test=arn:aws-us-gov:iam::444455556666:role/p/q"),
                Map.of(),
                Set.of());

        assertThat(settings.aws().accounts())
                .containsExactly(
                        new AssumedAccount("production", "arn:aws:iam::111122223333:role/a,b=c"),
                        new AssumedAccount("test", "arn:aws-us-gov:iam::444455556666:role/p/q"));
        assertThat(settings.aws().accounts().get(1).id()).isEqualTo("444455556666");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = ';',
            value = {
                "C061EG9SL;C061EG9SL",
                " C061EG9SL\t;C061EG9SL",
                "<#C061EG9SL|security>;C061EG9SL",
                " <#C061EG9SL> ;C061EG9SL",
                "#security;#security",
                "#Security;#security",
                "\u00a0#SECURITY\u200b;#security",
                "Security;#security",
                "security;#security",
                "GENERAL;#general",
                "#C061EG9SL;#c061eg9sl",
                "#Bu\u0308ro;#b\u00fcro",
                "aws-keys_2.0;#aws-keys_2.0"
            })
    void a_channel_is_taken_as_people_write_it(String written, String meant) throws Exception {
        for (String variable : List.of("STALE_KEYS_CHANNEL", "STALE_KEYS_FALLBACK")) {
            Settings settings = TestSettings.read(Map.of(variable, written), Map.of(), Set.of());

            assertThat(settings.fallback()).as(variable).contains(meant);
        }
    }

    @Test
    void keys_without_an_owner_are_listed_in_the_digest_channel_unless_told_otherwise() throws Exception {
        Settings settings = TestSettings.read(Map.of("STALE_KEYS_CHANNEL", "C061EG9SL"), Map.of(), Set.of());

        assertThat(settings.fallback()).contains("C061EG9SL");
    }

    @Test
    void mail_needs_a_sender_and_the_domains_it_may_go_to() {
        InvalidSettings invalid = invalid(Map.of("STALE_KEYS_SMTP_URL", "smtp://user:hunter2@example.com"), Set.of());

        assertThat(invalid.errors())
                .extracting(SettingError::name)
                .containsExactly("STALE_KEYS_MAIL_FROM", "STALE_KEYS_MAIL_DOMAINS");
    }

    // --- secrets

    @ParameterizedTest
    @CsvSource({
        "SLACK_BOT_TOKEN,xapp-hunter2",
        "SLACK_BOT_TOKEN,xoxp-hunter2",
        "SLACK_BOT_TOKEN,xoxb hunter2",
        "SLACK_APP_TOKEN,xoxb-hunter2",
        "SLACK_SIGNING_SECRET,---",
        "STALE_KEYS_DATABASE_URL,jdbc:mysql://hunter2@db/x",
        "STALE_KEYS_DATABASE_URL,jdbc:sqlite:",
        "STALE_KEYS_DATABASE_URL,jdbc:sqlite::memory:",
        "STALE_KEYS_SMTP_URL,https://user:hunter2@example.com",
    })
    void a_wrong_secret_is_named_but_not_shown(String name, String value) {
        InvalidSettings invalid = invalid(
                Map.of(name, value, "STALE_KEYS_MAIL_FROM", "a@example.com", "STALE_KEYS_MAIL_DOMAINS", "example.com"),
                Set.of());

        assertThat(invalid.errors()).singleElement().satisfies(settingError -> {
            assertThat(settingError.name()).isEqualTo(name);
            assertThat(settingError.what()).isEqualTo("is ***");
        });
        assertThat(invalid.getMessage()).doesNotContain("hunter2");
    }

    @Test
    void a_signing_secret_is_never_blank_where_slack_calls_over_http() {
        InvalidSettings invalid = invalid(Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_SIGNING_SECRET", "  "), SERVE);

        assertThat(invalid.errors()).extracting(SettingError::name).containsExactly("SLACK_SIGNING_SECRET");
    }

    @Test
    void a_digest_needs_a_channel() {
        InvalidSettings invalid =
                invalid(Map.of("SLACK_BOT_TOKEN", "xoxb-1"), Set.of(Requirement.SLACK, Requirement.CHANNEL));

        assertThat(invalid)
                .hasMessage("STALE_KEYS_CHANNEL is not set: the channel to post to is needed:"
                        + " its id (C...) or its name with #");
    }

    @Test
    void a_secret_can_be_read_from_a_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "xoxb-from-file\n");

        Settings settings =
                TestSettings.read(Map.of("SLACK_BOT_TOKEN_FILE", file.toString()), Map.of(), Set.of(Requirement.SLACK));

        assertThat(settings.slack().botToken().reveal()).isEqualTo("xoxb-from-file");
    }

    @Test
    void a_secret_file_must_be_readable_filled_and_the_only_source(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path good = Files.writeString(folder.resolve("good"), "jdbc:sqlite:x");

        InvalidSettings invalid = invalid(
                Map.of(
                        "SLACK_BOT_TOKEN_FILE", folder.resolve("missing").toString(),
                        "SLACK_SIGNING_SECRET_FILE", empty.toString(),
                        "STALE_KEYS_DATABASE_URL_FILE", good.toString(),
                        "STALE_KEYS_DATABASE_URL", "jdbc:sqlite:hunter2"),
                SERVE);

        assertThat(invalid.errors())
                .extracting(SettingError::name)
                .containsExactly("SLACK_BOT_TOKEN_FILE", "SLACK_SIGNING_SECRET_FILE", "STALE_KEYS_DATABASE_URL");
        assertThat(invalid.getMessage())
                .contains("missing")
                .contains("not both")
                .doesNotContain("hunter2");
    }

    @Test
    void a_file_is_for_secrets_only() {
        InvalidSettings invalid = invalid(Map.of("STALE_KEYS_OWNERS_FILE", "owners.txt"), Set.of());

        assertThat(invalid.getMessage()).contains("did you mean STALE_KEYS_OWNERS?");
    }

    @Test
    void secrets_print_as_asterisks_and_a_missing_one_can_not_be_used() throws Exception {
        Settings settings = TestSettings.read(
                Map.of("SLACK_BOT_TOKEN", "hunter2", "STALE_KEYS_DATABASE_URL", "jdbc:sqlite:hunter2"),
                Map.of(),
                Set.of());

        assertThat(settings.toString()).contains("***").doesNotContain("hunter2");
        assertThatThrownBy(() -> settings.slack().signingSecret().reveal()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_shown_of_a_wrong_value_can_not_move_the_cursor() {
        InvalidSettings invalid = invalid(Map.of("STALE_KEYS_LOG_LEVEL", "a\u001b[2Jb\nc"), Set.of());

        assertThat(invalid.errors().get(0).what()).isEqualTo("is \"a?[2Jb?c\"");
    }

    private static InvalidSettings invalid(Map<String, String> environment, Set<Requirement> needs) {
        InvalidSettings invalid =
                catchThrowableOfType(InvalidSettings.class, () -> TestSettings.read(environment, Map.of(), needs));
        assertThat(invalid).isNotNull();
        return invalid;
    }
}
