package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.Change;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** The running server, and the command line beside it. */
class ServeIT {
    private final StandIns outside = StandIns.seeded();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void a_whole_conversation_list_ask_deactivate_reactivate() {
        JarProcess server = outside.serves();
        SlackUser ada = outside.admin();
        SlackUser goran = outside.owner("U0GORAN04");

        ada.types("/stale-keys");
        ada.awaitMessage("Stale access keys", JarProcess.PATIENCE);

        Message card = outside.cardOf(ada, "goran");
        ada.clicks(card, "Ask owner to rotate", "goran");
        goran.awaitMessage("Please rotate", JarProcess.PATIENCE);
        ada.awaitMessage("has been asked", JarProcess.PATIENCE);

        ada.clicks(card, "Deactivate", "goran");
        outside.awaitModal(ada, "Reason");
        ada.submits(Map.of("Reason", "Nobody answered"));
        outside.awaitModal(ada, "AWS confirms");
        goran.awaitMessage("was deactivated", JarProcess.PATIENCE);
        assertThat(outside.account.user("goran").onlyKey().status()).isEqualTo("Inactive");
        ada.closes(ada.modal().orElseThrow());

        ada.clicks(outside.cardOf(ada, "goran"), "Reactivate", "goran");
        outside.awaitModal(ada, "Reason");
        ada.submits(Map.of("Reason", "Still needed until Tuesday"));
        outside.awaitModal(ada, "AWS confirms");
        assertThat(outside.account.user("goran").onlyKey().status()).isEqualTo("Active");

        assertThat(outside.aws.calls().changes()).extracting(Change::status).containsExactly("Inactive", "Active");
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        // The ask, off and on again: three messages, and no one twice.
        assertThat(outside.owner("U0GORAN04").directMessages()).hasSize(3);
        assertThat(outside.slack.violations()).isEmpty();
        assertThat(outside.slack.failedAcks()).isEmpty();
        assertThat(server.out()).isEmpty();
        assertThat(outside.workingDirectory()).isEmptyDirectory();
    }

    @Test
    void the_front_tells_its_health_and_refuses_what_slack_did_not_sign() {
        JarProcess server = outside.serves();

        assertThat(outside.get(server, "/healthz")).isEqualTo(200);
        assertThat(outside.get(server, "/readyz")).isEqualTo(200);
        assertThat(outside.get(server, "/")).isEqualTo(404);
        assertThat(outside.get(server, "/slack/events")).isEqualTo(405);
        assertThat(outside.slack
                        .raw()
                        .body("command=%2Fstale-keys")
                        .header("X-Slack-Signature", "v0=" + "0".repeat(64))
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_second_server_on_the_same_file_is_refused_and_the_first_goes_on() {
        JarProcess first = outside.serves();

        JarProcess second = outside.runs("serve");

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.err())
                .contains("Another stale-keys is serving with the database", "Stop it first")
                .doesNotContain("\tat ");
        assertThat(outside.get(first, "/readyz")).isEqualTo(200);
    }

    @Test
    void a_digest_by_hand_beside_the_server_is_posted_once_and_says_who_sent_it() {
        JarProcess server = outside.serves();

        JarProcess digest = outside.runs("digest");

        assertThat(digest.exitCode()).isZero();
        assertThat(digest.out()).isEmpty();
        assertThat(digest.err()).contains("Posted the digest to " + BotHarness.CHANNEL);
        // What stands beside it is its details, in its thread.
        assertThat(outside.posts())
                .filteredOn(post -> post.threadTs().isEmpty())
                .singleElement()
                .satisfies(post ->
                        assertThat(outside.text(post)).contains("stale keys", "Sent by hand from the command line"));
        assertThat(outside.slack.violations()).isEmpty();
        assertThat(outside.get(server, "/readyz")).isEqualTo(200);
    }

    @Test
    void a_button_of_a_digest_posted_beside_the_server_works_in_the_server() {
        outside.serves();
        outside.runs("digest");

        outside.admin().clicks(outside.posts().get(0), "Deactivate");

        assertThat(outside.text(outside.awaitModal(outside.admin(), "Reason"))).contains("Read just now");
    }

    @Test
    void a_dry_run_prints_the_digest_sends_nothing_and_makes_no_database() {
        JarProcess dry = outside.runs("digest", "--dry-run");

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out()).contains("AWS access keys as of", "critical: ivan", "and 25 more keys");
        assertThat(outside.posts()).isEmpty();
        assertThat(outside.slack.calls("chat.postMessage")).isZero();
        assertThat(outside.database().getParent()).doesNotExist();
        assertThat(outside.workingDirectory()).isEmptyDirectory();
    }

    @Test
    void a_dry_run_compares_with_the_last_digest_and_writes_nothing_into_the_database() {
        outside.with("STALE_KEYS_DIGEST_CRON", "0 9 * * MON");
        outside.servedBefore();
        StoredState.theDigestIsOverdue(outside.databaseUrl());
        JarProcess server = outside.serves();
        outside.slack.awaitPost(BotHarness.CHANNEL, message -> true, JarProcess.PATIENCE);
        outside.await("the digest to be known as sent", () -> StoredState.settled(outside.databaseUrl()));
        // One who was not there: a handle for this key would have to be made.
        outside.account.addUser("newcomer").keyAged(2_000);
        String before = StoredState.everything(outside.databaseUrl());

        JarProcess dry = outside.runs("digest", "--dry-run");

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out()).contains("newcomer", "Since ", "1 new");
        assertThat(StoredState.everything(outside.databaseUrl())).isEqualTo(before);
        assertThat(outside.posts().stream().filter(post -> outside.text(post).contains("access keys:")))
                .hasSize(1);
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void secrets_may_come_from_files() throws IOException {
        Path token = outside.folder.resolve("token");
        Files.writeString(token, outside.value("SLACK_BOT_TOKEN") + "\n");
        Path secret = outside.folder.resolve("secret");
        Files.writeString(secret, outside.value("SLACK_SIGNING_SECRET") + "\n");
        outside.without("SLACK_BOT_TOKEN")
                .without("SLACK_SIGNING_SECRET")
                .with("SLACK_BOT_TOKEN_FILE", token.toString())
                .with("SLACK_SIGNING_SECRET_FILE", secret.toString());

        outside.serves();

        assertThat(outside.text(outside.cardOf(outside.admin(), "goran"))).contains("goran");
    }
}
