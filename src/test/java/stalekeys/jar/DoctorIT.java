package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.BotHarness;

/** The doctor as people run it: before the first start, beside a server, and where things are wrong. */
@Tag("one-jdk")
class DoctorIT {
    private final StandIns outside = StandIns.seeded();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void before_the_first_start_all_is_well_and_nothing_is_made() {
        JarProcess doctor = outside.runs("doctor");

        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();
        assertThat(doctor.out())
                .contains(
                        "ok         digest times: ",
                        "note       database: There is no database at",
                        "ok         SLACK_BOT_TOKEN: Slack knows it",
                        "ok         scope chat:write: ",
                        "ok         iam:ListUsers: ",
                        "ok         iam:UpdateAccessKey: Allowed, by IAM's simulator.")
                .doesNotContain("WRONG", "NO ANSWER", outside.value("AWS_ACCESS_KEY_ID"));
        assertThat(doctor.err()).contains("Nothing that is needed was found wrong.");
        assertThat(outside.database().getParent()).doesNotExist();
        assertThat(outside.workingDirectory()).isEmptyDirectory();
        assertThat(outside.slack.calls("chat.postMessage")).isZero();
        assertThat(outside.aws.calls().changes()).isEmpty();
    }

    @Test
    void beside_a_server_it_disturbs_nothing() {
        JarProcess server = outside.serves();

        JarProcess doctor = outside.runs("doctor");

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains("is there, up to date and writable");
        assertThat(outside.get(server, "/readyz")).isEqualTo(200);
    }

    @Test
    void everything_wrong_is_told_in_one_run() {
        outside.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow().withoutBot();
        outside.account.deny("iam:ListUserTags");
        outside.without("SLACK_SIGNING_SECRET").with("STALE_KEYS_ADMINS", "U0NOBODY1");

        JarProcess doctor = outside.runs("doctor");

        assertThat(doctor.exitCode()).isEqualTo(2);
        assertThat(doctor.out())
                .contains(
                        "WRONG      SLACK_SIGNING_SECRET: ",
                        "WRONG      STALE_KEYS_CHANNEL: ",
                        "WRONG      STALE_KEYS_ADMINS: ",
                        "WRONG      iam:ListUserTags: ");
        assertThat(doctor.err()).contains("4 things to mend.").doesNotContain("\tat ");
    }

    @Test
    void a_slack_that_is_away_ends_it_with_3() {
        outside.with("SLACK_API_URL", "http://127.0.0.1:1/api/");

        JarProcess doctor = outside.runs("doctor");

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(doctor.out()).contains("NO ANSWER  SLACK_BOT_TOKEN: ", "ok         iam:ListUsers: ");
    }
}
