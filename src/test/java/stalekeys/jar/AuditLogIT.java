package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** What happened in Slack, told on the command line. */
@Tag("one-jdk")
class AuditLogIT {
    private final StandIns outside = StandIns.seeded();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void beside_a_running_server_it_tells_who_did_what_and_why() {
        outside.serves();
        SlackUser ada = outside.admin();
        Message card = outside.cardOf(ada, "goran");
        ada.clicks(card, "Ask owner to rotate", "goran");
        ada.awaitMessage("has been asked", JarProcess.PATIENCE);
        outside.opensDeactivation(ada, "goran");
        ada.submits(Map.of("Reason", "=Nobody answered"));
        outside.awaitModal(ada, "AWS confirms");
        String key = outside.account.user("goran").onlyKey().id();

        JarProcess log = outside.runs("audit-log", "--user", "goran", "--since", "1", "--format", "csv");

        assertThat(log.exitCode()).isZero();
        assertThat(log.err()).contains("4 events shown.");
        assertThat(log.out().lines().map(line -> line.split(",", 3)[1]))
                .containsExactly("Event", "asked", "ask-delivered", "deactivation-requested", "deactivated");
        assertThat(log.out()).contains(key, "U0ADMIN01", "'=Nobody answered");

        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        assertThat(outside.runs("audit-log", "--since", tomorrow).err()).contains("0 events shown.");
    }

    @Test
    void without_a_database_it_says_so_and_makes_none() {
        JarProcess log = outside.without("SLACK_BOT_TOKEN")
                .without("SLACK_SIGNING_SECRET")
                .runs("audit-log");

        assertThat(log.exitCode()).isEqualTo(2);
        assertThat(log.out()).isEmpty();
        assertThat(log.err())
                .contains("There is no database", "STALE_KEYS_DATABASE_URL")
                .doesNotContain("\tat ");
        assertThat(outside.database().getParent()).doesNotExist();
        assertThat(outside.workingDirectory()).isEmptyDirectory();
    }
}
