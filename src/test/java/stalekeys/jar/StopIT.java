package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;

/** SIGTERM: what is under way finishes, in a bounded time, and nothing is lost. */
class StopIT {
    private static final String GORAN = "U0GORAN04";

    /** What an orchestrator may be told to wait before it kills: the bounds of the front, the clicks and the outbox. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final StandIns outside = StandIns.seeded();
    private final FakeKey key = outside.account.user("goran").onlyKey();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void an_idle_server_ends_when_it_is_asked_to() {
        JarProcess server = outside.serves();

        server.askToEnd();

        assertThat(server.endedWithin(BOUND).exitCode()).isEqualTo(143);
        assertThat(server.err()).contains("Stopped").doesNotContain("ERROR", "\tat ");
    }

    @Test
    void a_deactivation_under_way_is_finished_before_the_end() {
        JarProcess server = outside.serves();
        SlackUser ada = outside.admin();
        outside.opensDeactivation(ada, "goran");
        try (RequestGate iam = RequestGate.closed()) {
            outside.aws.before("UpdateAccessKey", iam);
            ada.submits(Map.of("Reason", "Nobody answered"));
            iam.awaitReached();

            server.askToEnd();
            outside.await(
                    "the front to close",
                    () -> outside.get(server, "/healthz") == 0 ? Optional.of(true) : Optional.empty());
            iam.open();

            outside.awaitModal(ada, "AWS confirms");
            assertThat(server.endedWithin(BOUND).exitCode()).isEqualTo(143);
        }
        assertThat(key.status()).isEqualTo("Inactive");
        assertThat(server.err()).doesNotContain("ERROR", "\tat ");

        outside.serves();
        outside.owner(GORAN).awaitMessage("was deactivated", JarProcess.PATIENCE);
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(outside.postsTriedTo(GORAN)).isEqualTo(1);
        assertThat(outside.aws.calls().changes()).hasSize(1);
    }

    @Test
    void an_aws_that_does_not_answer_can_not_hold_up_the_end_and_the_change_is_made_after_the_restart() {
        JarProcess server = outside.serves();
        SlackUser ada = outside.admin();
        outside.opensDeactivation(ada, "goran");
        try (RequestGate iam = RequestGate.closed()) {
            outside.aws.before("UpdateAccessKey", iam);
            ada.submits(Map.of("Reason", "Nobody answered"));
            iam.awaitReached();

            server.askToEnd();

            assertThat(server.endedWithin(BOUND).exitCode()).isEqualTo(143);
            iam.turnAway();
        }
        outside.aws.calm();

        outside.serves();
        ada.awaitMessage("is inactive. AWS confirms it.", JarProcess.PATIENCE);
        outside.owner(GORAN).awaitMessage("was deactivated", JarProcess.PATIENCE);
        assertThat(key.status()).isEqualTo("Inactive");
        assertThat(outside.aws.calls().changes()).hasSize(1);
    }
}
