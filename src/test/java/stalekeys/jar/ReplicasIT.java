package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.api.Hold;
import stalekeys.standin.slack.workspace.Message;

/** Two servers side by side on one PostgreSQL database. */
@Tag("one-jdk")
class ReplicasIT {
    private static final String GORAN = "U0GORAN04";
    private static final String LENA = "U0LENA007";

    /** Within which a replica that died is taken over, as the README promises. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final StandIns outside = StandIns.seeded().onPostgres();
    private final FakeKey key = outside.account.user("goran").onlyKey();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void whatever_two_are_asked_at_once_is_said_and_done_once() {
        outside.servedBefore();
        StoredState.theDigestIsOverdue(outside.databaseUrl());
        outside.serves();
        JarProcess second = outside.serves();

        outside.await("the digest to be done with", () -> StoredState.digestDone(outside.databaseUrl()));
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(digests()).hasSize(1);

        SlackUser ada = outside.admin();
        SlackUser abel = outside.secondAdmin();
        Message adas = outside.cardOf(ada, "lena");
        Message abels = outside.cardOf(abel, "lena");
        try (Hold slack =
                outside.slack.fault("chat.postMessage").in(LENA).once().hang()) {
            ada.clicks(adas, "Ask owner to rotate", "lena");
            slack.awaitReached(JarProcess.PATIENCE);
            outside.leadSlackTo(second);
            abel.clicks(abels, "Ask owner to rotate", "lena");
            abel.awaitMessage("Nothing was sent again", JarProcess.PATIENCE);
        }
        outside.owner(LENA).awaitMessage("Please rotate", JarProcess.PATIENCE);

        outside.opensDeactivation(ada, "goran");
        outside.opensDeactivation(abel, "goran");
        try (RequestGate iam = RequestGate.closed()) {
            outside.aws.before("UpdateAccessKey", iam);
            ada.submits(Map.of("Reason", "Nobody answered"));
            iam.awaitReached();
            outside.leadSlackTo(second);
            abel.submits(Map.of("Reason", "Nobody answered me either"));
            outside.awaitModal(abel, "Nothing was changed by yours");
        }
        outside.awaitModal(ada, "AWS confirms");
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(key.status()).isEqualTo("Inactive");
        assertThat(outside.aws.calls().changes()).hasSize(1);
        assertThat(outside.directMessages(LENA, "Please rotate")).hasSize(1);
        assertThat(outside.directMessages(GORAN, "was deactivated")).hasSize(1);
        assertThat(digests()).hasSize(1);
    }

    @Test
    void what_one_was_doing_when_it_was_killed_is_taken_over_by_the_other_within_a_minute() {
        JarProcess first = outside.serves();
        outside.serves();
        outside.leadSlackTo(first);
        SlackUser ada = outside.admin();
        SlackUser abel = outside.secondAdmin();
        outside.opensDeactivation(ada, "goran");
        Message lenas = outside.cardOf(abel, "lena");
        try (RequestGate iam = RequestGate.closed();
                Hold slack =
                        outside.slack.fault("chat.postMessage").in(LENA).once().hangAfterwards()) {
            outside.aws.before("UpdateAccessKey", iam);
            ada.submits(Map.of("Reason", "Nobody answered"));
            abel.clicks(lenas, "Ask owner to rotate", "lena");
            iam.awaitReached();
            slack.awaitReached(JarProcess.PATIENCE);

            first.kill();
            iam.turnAway();
        }
        outside.aws.calm();

        outside.owner(GORAN).awaitMessage("was deactivated", A_MINUTE);
        outside.await("the ask to be shown as open", this::oneUnknown);
        assertThat(key.status()).isEqualTo("Inactive");
        assertThat(outside.aws.calls().changes()).hasSize(1);
        assertThat(outside.directMessages(LENA, "Please rotate")).hasSize(1);
        assertThat(outside.postsTriedTo(LENA)).isEqualTo(1);
        assertThat(outside.postsTriedTo(GORAN)).isEqualTo(1);
    }

    private Optional<Boolean> oneUnknown() {
        return StoredState.unknown(outside.databaseUrl()) == 1 ? Optional.of(true) : Optional.empty();
    }

    private List<Message> digests() {
        return outside.posts().stream()
                .filter(post -> post.text().startsWith("AWS access keys:"))
                .toList();
    }
}
