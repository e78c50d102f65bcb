package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.standin.slack.SlackUser;

/** {@code sweep}, run by hand or by cron, while the server runs on the same database: both follow up, and nothing twice. */
class SweepBesideServeIT {
    private static final String GORAN = "U0GORAN04";
    private static final String LENA = "U0LENA007";
    private static final List<String> USERS = List.of("goran", "lena", "farah", "kofi");
    private static final List<String> OWNERS = List.of(GORAN, LENA, "U0FARAH03", "U0KOFI006");

    /** Long enough for two more processes to start. */
    private static final int SLACK_IS_SILENT_SECONDS = 15;

    private final StandIns outside = StandIns.seeded();

    enum On {
        SQLITE,
        POSTGRESQL
    }

    @AfterEach
    void close() {
        outside.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatever_waits_is_sent_by_one_of_them_and_what_is_seen_is_recorded_by_one(On database) {
        if (database == On.POSTGRESQL) {
            outside.onPostgres();
        }
        JarProcess server = outside.with("STALE_KEYS_AUTO_ASK", "on").serves();
        SlackUser ada = outside.admin();
        outside.slack.fault("chat.postMessage").times(OWNERS.size()).rateLimited(SLACK_IS_SILENT_SECONDS);
        for (String user : USERS) {
            ada.clicks(outside.cardOf(ada, user), "Ask owner to rotate", user);
        }
        outside.await("all to be asked", () -> StoredState.asked(outside.databaseUrl(), USERS));

        List<JarProcess> sweeps = List.of(outside.starts("sweep"), outside.starts("sweep"), outside.starts("sweep"));

        endWell(sweeps);
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(server.isRunning()).isTrue();
        for (String owner : OWNERS) {
            assertThat(outside.directMessages(owner, "Please rotate")).as(owner).hasSize(1);
        }

        outside.account.user("kofi").onlyKey().status("Inactive");
        endWell(List.of(outside.starts("sweep"), outside.starts("sweep")));
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(StoredState.events(outside.databaseUrl(), "ROTATED")).isEqualTo(1);
        assertThat(StoredState.unknown(outside.databaseUrl())).isZero();
        // Whoever was asked without a click, where it is within office hours: each once.
        for (String owner : List.of("U0ANA0001", "U0BRUNO11", "U0EMEKA02", "U0ROSA008")) {
            assertThat(outside.directMessages(owner, "Please rotate")).as(owner).hasSizeLessThan(2);
        }
    }

    private static void endWell(List<JarProcess> sweeps) {
        for (JarProcess sweep : sweeps) {
            assertThat(sweep.exitCode()).as(sweep.err()).isZero();
        }
    }

    @Test
    void the_exit_code_tells_what_could_not_be_sent_or_seen_and_nothing_of_it_is_lost() {
        assertThat(outside.runs("sweep").exitCode())
                .as("there is no database yet")
                .isEqualTo(2);
        JarProcess server = outside.serves();
        SlackUser ada = outside.admin();
        assertThat(outside.runs("sweep").exitCode()).as("nobody was asked yet").isEqualTo(0);

        outside.slack.fault("chat.postMessage").in(LENA).once().rateLimited(SLACK_IS_SILENT_SECONDS);
        ada.clicks(outside.cardOf(ada, "lena"), "Ask owner to rotate", "lena");
        ada.awaitMessage("I go on trying by myself", JarProcess.PATIENCE);
        server.kill();
        outside.slack.fault("chat.postMessage").in(LENA).once().status(500);
        JarProcess unsent = outside.runs("sweep");
        assertThat(unsent.exitCode()).as(unsent.err()).isEqualTo(3);
        assertThat(unsent.err()).contains("May not have arrived");
        assertThat(StoredState.unknown(outside.databaseUrl())).isEqualTo(1);
        assertThat(outside.runs("sweep").exitCode())
                .as("an admin decides about it")
                .isEqualTo(0);
        assertThat(outside.postsTriedTo(LENA)).isEqualTo(2);

        outside.account.denyOnUser("iam:ListAccessKeys", "goran");
        outside.with("STALE_KEYS_AUTO_ASK", "on");
        assertThat(outside.runs("sweep", "--dry-run").exitCode())
                .as("goran's keys were not seen")
                .isEqualTo(4);
        assertThat(outside.directMessages(LENA, "Please rotate")).isEmpty();
    }
}
