package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.api.Hold;
import stalekeys.standin.slack.workspace.Message;

/** SIGKILL where it hurts most, and a new start on the same file: nothing is lost, and nothing is said twice. */
@Tag("one-jdk")
class KilledIT {
    private static final String GORAN = "U0GORAN04";

    private final StandIns outside = StandIns.seeded();
    private final FakeKey key = outside.account.user("goran").onlyKey();

    @AfterEach
    void close() {
        outside.close();
    }

    // --- a message

    @Test
    void an_ask_that_did_not_reach_slack_is_shown_as_open_and_sent_when_an_admin_says_so() {
        killedWhileAsking(
                outside.slack.fault("chat.postMessage").in(GORAN).once().hang());

        outside.serves();
        outside.await("the ask to be open", this::oneUnknown);
        assertThat(outside.directMessages(GORAN, "Please rotate")).isEmpty();
        assertThat(outside.postsTriedTo(GORAN)).isEqualTo(1);

        outside.admin().types("/stale-keys");
        Message list = outside.admin().awaitMessage("Send again", JarProcess.PATIENCE);
        outside.admin().clicks(list, "Send again");

        outside.owner(GORAN).awaitMessage("Please rotate", JarProcess.PATIENCE);
        assertThat(outside.directMessages(GORAN, "Please rotate")).hasSize(1);
        assertThat(outside.postsTriedTo(GORAN)).isEqualTo(2);
    }

    @Test
    void an_ask_slack_took_without_the_bot_hearing_of_it_is_not_sent_again() {
        killedWhileAsking(
                outside.slack.fault("chat.postMessage").in(GORAN).once().hangAfterwards());

        outside.serves();
        outside.await("the ask to be open", this::oneUnknown);
        SlackUser abel = outside.secondAdmin();
        abel.clicks(outside.cardOf(abel, "lena"), "Ask owner to rotate", "lena");
        outside.owner("U0LENA007").awaitMessage("Please rotate", JarProcess.PATIENCE);

        assertThat(outside.directMessages(GORAN, "Please rotate")).hasSize(1);
        assertThat(outside.postsTriedTo(GORAN)).isEqualTo(1);
        assertThat(outside.text(outside.cardOf(abel, "goran"))).contains("not confirmed");
    }

    // --- a change

    @Test
    void a_deactivation_iam_never_got_is_made_after_the_restart_and_told() {
        killedWhileSwitchingOff(RequestGate.closed(), "UpdateAccessKey");
        assertThat(key.status()).isEqualTo("Active");

        outside.serves();

        toldToBothOnce();
        assertThat(key.status()).isEqualTo("Inactive");
        assertThat(outside.aws.calls().changes()).hasSize(1);
    }

    @Test
    void a_deactivation_iam_made_is_found_recorded_and_told_and_not_made_again() {
        killedWhileSwitchingOff(
                RequestGate.closedWhile(() -> !outside.aws.calls().changes().isEmpty()), "ListAccessKeys");
        assertThat(key.status()).isEqualTo("Inactive");

        outside.serves();

        toldToBothOnce();
        assertThat(outside.aws.calls().of("UpdateAccessKey")).isEqualTo(1);
        assertThat(outside.text(outside.cardOf(outside.admin(), "goran"))).contains("Nobody answered");
    }

    @Test
    void a_deactivation_that_is_too_old_after_the_restart_is_not_made_and_that_is_told() {
        killedWhileSwitchingOff(RequestGate.closed(), "UpdateAccessKey");
        StoredState.theIntentionIsOld(outside.databaseUrl());

        outside.serves();

        outside.admin().awaitMessage("It is recorded as not done", JarProcess.PATIENCE);
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(key.status()).isEqualTo("Active");
        assertThat(outside.aws.calls().changes()).isEmpty();
        assertThat(outside.directMessages(BotHarness.ADMIN, "It is recorded as not done"))
                .hasSize(1);
        assertThat(outside.postsTriedTo(GORAN)).isZero();
    }

    // --- an audit

    @Test
    void an_audit_leaves_nothing_behind_and_the_next_command_is_answered() {
        JarProcess server = outside.serves();
        try (RequestGate iam = RequestGate.closed()) {
            outside.aws.before("ListAccessKeys", iam);
            outside.admin().types("/stale-keys");
            iam.awaitReached();
            server.kill();
            iam.turnAway();
        }
        outside.aws.calm();

        outside.serves();
        outside.admin().types("/stale-keys");

        outside.admin().awaitMessage("Stale access keys", JarProcess.PATIENCE);
        assertThat(outside.slack.calls("chat.postMessage")).isZero();
    }

    // --- the digest

    @Test
    void a_digest_that_was_still_looking_is_posted_once_late() {
        outside.servedBefore();
        StoredState.theDigestIsOverdue(outside.databaseUrl());
        try (RequestGate iam = RequestGate.closed()) {
            outside.aws.before("ListUsers", iam);
            JarProcess server = outside.serves();
            iam.awaitReached();
            server.kill();
            iam.turnAway();
        }
        outside.aws.calm();
        assertThat(outside.posts()).isEmpty();

        outside.serves();

        outside.await("the digest to be done with", () -> StoredState.digestDone(outside.databaseUrl()));
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(digests()).hasSize(1);
    }

    @Test
    void a_digest_slack_took_without_the_bot_hearing_of_it_is_not_posted_again() {
        outside.servedBefore();
        StoredState.theDigestIsOverdue(outside.databaseUrl());
        try (Hold slack = outside.slack
                .fault("chat.postMessage")
                .in(BotHarness.CHANNEL)
                .once()
                .hangAfterwards()) {
            JarProcess server = outside.serves();
            slack.awaitReached(JarProcess.PATIENCE);
            server.kill();
        }
        assertThat(digests()).hasSize(1);

        outside.serves();

        outside.await("the digest to be done with", () -> StoredState.digestDone(outside.databaseUrl()));
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(digests()).hasSize(1);
        // The digest and the list of keys without an owner, which may have been on its way too.
        assertThat(outside.postsTriedTo(BotHarness.CHANNEL)).isEqualTo(2);
        assertThat(StoredState.unknown(outside.databaseUrl())).isBetween(1, 2);
        assertThat(outside.runs("digest", "--dry-run").out()).contains("may not have arrived");
    }

    /** An admin's click on Ask, and the end of the process while Slack holds the message back. */
    private void killedWhileAsking(Hold slack) {
        JarProcess server = outside.serves();
        SlackUser ada = outside.admin();
        ada.clicks(outside.cardOf(ada, "goran"), "Ask owner to rotate", "goran");
        slack.awaitReached(JarProcess.PATIENCE);
        server.kill();
    }

    /** An admin's confirmed deactivation, and the end of the process while IAM holds back the call. */
    private void killedWhileSwitchingOff(RequestGate iam, String call) {
        JarProcess server = outside.serves();
        SlackUser ada = outside.admin();
        outside.opensDeactivation(ada, "goran");
        try (iam) {
            outside.aws.before(call, iam);
            ada.submits(Map.of("Reason", "Nobody answered"));
            iam.awaitReached();
            server.kill();
            iam.turnAway();
        }
        outside.aws.calm();
    }

    private void toldToBothOnce() {
        outside.admin().awaitMessage("is inactive. AWS confirms it.", JarProcess.PATIENCE);
        outside.owner(GORAN).awaitMessage("was deactivated", JarProcess.PATIENCE);
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(outside.directMessages(BotHarness.ADMIN, "is inactive")).hasSize(1);
        assertThat(outside.postsTriedTo(BotHarness.ADMIN)).isEqualTo(1);
        assertThat(outside.postsTriedTo(GORAN)).isEqualTo(1);
    }

    private List<Message> digests() {
        return outside.posts().stream()
                .filter(post -> post.text().startsWith("AWS access keys:"))
                .toList();
    }

    private Optional<Boolean> oneUnknown() {
        return StoredState.unknown(outside.databaseUrl()) == 1 ? Optional.of(true) : Optional.empty();
    }
}
