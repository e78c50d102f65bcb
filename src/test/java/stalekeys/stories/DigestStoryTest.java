package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.ManualDigest;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.work.ledger.OutboxItem;

/** The weekly digest: at its hour, once, and about what changed. */
class DigestStoryTest extends Story {
    private static final Duration UNTIL_MONDAY = Duration.ofDays(4).minusHours(1);
    private static final Instant MONDAY = THURSDAY.plus(UNTIL_MONDAY);
    private static final Duration A_WEEK = Duration.ofDays(7);

    @Test
    void the_digest_comes_at_its_hour_and_names_the_worst() {
        FakeKey key = goransKey();
        for (int i = 0; i < 7; i++) {
            stale("user-" + i, 100 + i, 1, "s3");
            account.user("user-" + i).tag("slack", ANA);
        }
        harness.start();
        clock.advance(UNTIL_MONDAY.minusMinutes(1));
        listFor(ada());
        assertEquals(List.of(), posts());
        clock.advance(Duration.ofMinutes(1));
        String digest = text(awaitPost("8 stale keys"));
        assertShows(
                digest,
                "Critical: 1 key",
                "Stale: 7 keys",
                "There is no earlier digest to compare with yet.",
                "goran",
                masked(key),
                "owner goran",
                "[Ask owner to rotate] [Deactivate]",
                "And 3 more keys",
                "users checked",
                "As of 2026-09-28 09:00 UTC");
        assertHides(digest, "@goran", "user-0");
    }

    /** Slack has the digest a moment before the database knows that it has. */
    private void awaitBaseline() {
        harness.slack.await(
                "a digest to compare with",
                () -> harness.database().ledger().lastBaseline(BotHarness.CHANNEL),
                PATIENCE);
    }

    @Test
    void the_next_digest_says_what_changed_of_what_both_saw() {
        stale("still", 200, 1, "s3");
        FakeKey fixed = stale("fixed", 200, 1, "s3");
        stale("gone", 200, 1, "s3");
        stale("unseen", 200, 1, "s3");
        stale("soon", 84, 1, "s3");
        tagAll();
        harness.start();
        clock.advance(UNTIL_MONDAY);
        awaitPost("4 stale keys");
        awaitBaseline();
        fixed.status("Inactive");
        account.deleteUser("gone");
        account.denyOnUser("iam:ListAccessKeys", "unseen");
        clock.advance(A_WEEK);
        Message digest = awaitPost("2 stale keys");
        String second = text(digest);
        assertShows(second, "28 Sep ░░░░░░░░░░░ 4", "05 Oct ░░░░░░ 2+", "+ not everything could be read.");
        assertShows(second, "1 new, 2 fixed, 1 still stale, 1 not seen this time", "Not read: unseen");
        assertHides(second, "Every user was checked");
        Message details = awaitPost("key by key");
        assertEquals(Optional.of(digest.ts()), details.threadTs());
        assertShows(
                text(details),
                "New: 1 key",
                "soon",
                "Fixed by deactivating: 1 key",
                masked(fixed),
                "Fixed by deleting: 1 key",
                "gone",
                "Stale before, not seen this time: 1 key",
                "unseen");
        account.allowAll();
        clock.advance(A_WEEK);
        String third = text(awaitPost("3 stale keys"));
        assertShows(third, "2 still stale", "1 seen for the first time");
        assertHides(third, "3 fixed", "1 fixed");
    }

    @Test
    void a_digest_is_not_posted_twice_after_a_restart() {
        goransKey();
        harness.start();
        clock.advance(UNTIL_MONDAY);
        awaitPost("1 stale key");
        harness.restart();
        clock.advance(Duration.ofHours(2));
        harness.restart();
        clock.advance(A_WEEK.minusHours(2));
        awaitPost("1 still stale");
        assertEquals(2, posts().size());
    }

    @Test
    void a_bot_that_was_down_at_the_hour_posts_late_and_once() {
        goransKey();
        harness.start();
        harness.stop();
        clock.advance(UNTIL_MONDAY.plusDays(15));
        harness.start();
        awaitPost("As of 2026-10-13 09:00 UTC");
        clock.advance(Duration.ofDays(6));
        awaitPost("As of 2026-10-19 09:00 UTC");
        assertEquals(2, posts().size());
    }

    @Test
    void a_digest_by_hand_is_always_posted_says_who_sent_it_and_is_no_baseline() {
        FakeKey ana = stale("ana", 120, 1, "s3");
        account.user("ana").tag("slack", ANA);
        FakeKey bruno = stale("bruno", 130, 1, "s3");
        account.user("bruno").tag("slack", BRUNO);
        harness.start();
        clock.advance(UNTIL_MONDAY);
        awaitPost("2 stale keys");
        ana.status("Inactive");
        assertEquals(
                OutboxItem.State.SENT, ManualDigest.digest(harness, "cli:ops").state());
        assertShows(text(awaitPost("Sent by hand from the command line by ops.")), "1 stale key");
        ManualDigest.digest(harness, "cli:ops");
        assertEquals(
                3, posts().stream().filter(post -> post.threadTs().isEmpty()).count());
        bruno.status("Inactive");
        clock.advance(A_WEEK);
        // Both are news to the channel's next digest: what was sent by hand does not count.
        assertShows(text(awaitPost("nothing is stale")), "0 new, 2 fixed");
    }

    @Test
    void nothing_stale_earns_a_good_word() {
        account.addUser("mira").keyAged(10);
        harness.start();
        clock.advance(UNTIL_MONDAY);
        assertShows(text(awaitPost("nothing is stale")), "Every user was checked. Thank you.");
    }

    @Test
    void nothing_found_is_no_good_word_where_not_all_was_seen() {
        goransKey();
        account.denyOnUser("iam:ListAccessKeys", "goran");
        harness.start();
        clock.advance(UNTIL_MONDAY);
        String digest = text(awaitPost("not everything could be read"));
        assertHides(digest, "nothing is stale", "Thank you", "Every user was checked");
    }

    @Test
    void where_no_account_can_be_read_the_digest_waits_and_then_says_so() {
        goransKey();
        harness.start();
        account.deny("iam:ListUsers");
        clock.advance(UNTIL_MONDAY);
        harness.slack.await(
                "a try that saw nothing",
                () -> harness.aws.calls().of("ListUsers") > 0 ? Optional.of(true) : Optional.empty(),
                PATIENCE);
        assertEquals(List.of(), posts());
        Message poor = awaitPostWithin(Duration.ofHours(3), "not everything could be read");
        assertShows(text(poor), "was not read");
        account.allowAll();
        until(MONDAY.plus(A_WEEK));
        String next = text(awaitPost("1 stale key"));
        assertShows(next, "There is no earlier digest to compare with yet.");
    }

    @Test
    void a_short_trouble_of_awss_only_delays_the_digest() {
        goransKey();
        harness.start();
        harness.aws.failNext("ListUsers", 12, ErrorResponse.serviceUnavailable());
        clock.advance(UNTIL_MONDAY);
        harness.slack.await(
                "a try",
                () -> harness.aws.calls().of("ListUsers") > 0 ? Optional.of(true) : Optional.empty(),
                PATIENCE);
        harness.aws.calm();
        awaitPostWithin(Duration.ofMinutes(20), "1 stale key");
        assertEquals(1, posts().size());
    }

    @Test
    void a_channel_shared_with_another_company_gets_nothing_and_the_admins_hear_of_it() {
        goransKey();
        harness.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow().shareOutside();
        harness.start();
        clock.advance(UNTIL_MONDAY);
        for (String admin : List.of(BotHarness.ADMIN, BotHarness.SECOND_ADMIN)) {
            Message told = harness.user(admin).awaitMessage("I could not post in C0SECURITY", PATIENCE);
            assertShows(text(told), "shared with another company");
        }
        assertEquals(List.of(), posts());
        assertEquals(1, ada().directMessages().size());
    }

    @Test
    void a_channel_slack_does_not_tell_about_gets_nothing_until_it_does() {
        goransKey();
        harness.slack.fault("conversations.info").error("internal_error");
        harness.start();
        clock.advance(UNTIL_MONDAY);
        awaitCalls("conversations.info", 1);
        assertEquals(0, harness.slack.calls("chat.postMessage"));
        harness.slack.clearFaults();
        awaitPostWithin(Duration.ofMinutes(5), "1 stale key");
        assertEquals(1, posts().size());
    }

    @Test
    void a_channel_slack_does_not_tell_about_for_a_day_is_given_up_and_the_admins_hear_of_it() {
        goransKey();
        harness.slack.fault("conversations.info").error("internal_error");
        harness.start();
        clock.advance(UNTIL_MONDAY);
        awaitCalls("conversations.info", 1);
        within(
                Duration.ofHours(26),
                "word that it was not posted",
                () -> ada().directMessages().stream()
                        .filter(told -> text(told).contains("I could not post in C0SECURITY"))
                        .findFirst());
        assertEquals(List.of(), posts());
    }

    @Test
    void a_channel_shared_inside_the_organization_is_fine() {
        goransKey();
        harness.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow().shareInside();
        harness.start();
        clock.advance(UNTIL_MONDAY);
        awaitPost("1 stale key");
    }

    @Test
    void a_bot_that_was_not_invited_tells_the_admins() {
        goransKey();
        harness.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow().withoutBot();
        harness.start();
        clock.advance(UNTIL_MONDAY);
        ada().awaitMessage("I could not post in C0SECURITY: not_in_channel", PATIENCE);
    }

    @Test
    void keys_without_owner_are_listed_in_the_fallback_once_a_week() {
        stale("nobodys", 200, 1, "s3");
        stale("hana", 210, 1, "s3");
        account.user("hana").tag("slack", HANA_WHO_LEFT);
        goransKey();
        harness.with("STALE_KEYS_FALLBACK", OTHER_CHANNEL)
                .with("STALE_KEYS_DIGEST_CRON", "0 9 * * *")
                .start();
        clock.advance(UNTIL_MONDAY);
        awaitPost("As of 2026-09-28 09:00 UTC");
        Message list = harness.slack.awaitPost(
                OTHER_CHANNEL, message -> text(message).contains("2 stale AWS access keys have no owner"), PATIENCE);
        assertShows(text(list), "nobodys", "hana", "tag the IAM user");
        assertHides(text(list), "goran");
        clock.advance(Duration.ofDays(1));
        awaitPost("As of 2026-09-29 09:00 UTC");
        assertEquals(1, messagesOf(OTHER_CHANNEL).size());
        clock.advance(Duration.ofDays(6));
        awaitPost("As of 2026-10-05 09:00 UTC");
        harness.slack.await(
                "the next week's list",
                () -> messagesOf(OTHER_CHANNEL).size() == 2 ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 200})
    void owners_slack_did_not_tell_of_are_not_said_to_be_missing(int status) {
        for (int number = 0; number < 5; number++) {
            stale("nobody-" + number, 200, 1, "s3");
        }
        for (int number = 0; number < 8; number++) {
            stale("somebody-" + number, 300, 1, "s3");
            account.user("somebody-" + number).tag("owner", "somebody-" + number + "@example.com");
        }
        if (status == 429) {
            harness.slack.fault("users.lookupByEmail").rateLimited(1);
        } else if (status == 200) {
            harness.slack.fault("users.lookupByEmail").error("missing_scope");
        } else {
            harness.slack.fault("users.lookupByEmail").status(status);
        }
        harness.with("STALE_KEYS_FALLBACK", OTHER_CHANNEL).start();
        clock.advance(UNTIL_MONDAY);
        Message list = harness.slack.awaitPost(
                OTHER_CHANNEL, message -> text(message).contains("5 stale AWS access keys have no owner"), PATIENCE);
        assertShows(text(list), "8 owners could not be looked up", "nobody-0", "nobody-4");
        assertHides(text(list), "somebody");
        assertTrue(harness.slack.calls("users.lookupByEmail") < 20);
        // Nobody who may do something is locked out by it.
        listFor(ada());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#Security", "  SECURITY ", "security", "<#C0SECURITY|security>", "#security"})
    void the_channel_that_was_looked_up_is_the_one_that_is_posted_to(String channel) {
        goransKey();
        harness.with("STALE_KEYS_CHANNEL", channel).start();
        clock.advance(UNTIL_MONDAY);
        awaitPost("1 stale key");
        assertTrue(harness.slack.requests().stream()
                .filter(call -> call.method().equals("chat.postMessage"))
                .allMatch(call -> call.arg("channel").equals(BotHarness.CHANNEL)));
    }

    @ParameterizedTest
    @EnumSource
    void an_owner_asked_from_the_digest_gets_the_message_and_the_digest_stays(Mode mode) {
        goransKey();
        start(mode);
        clock.advance(UNTIL_MONDAY);
        Message digest = awaitPost("1 stale key");
        answer(ada(), () -> ada().clicks(digest, "Ask owner to rotate"), "goran has been asked");
        harness.user(GORAN).awaitMessage("Please rotate", PATIENCE);
        assertEquals(1, posts().size());
    }

    @Test
    void whoever_sees_the_digest_may_not_therefore_act_on_it() {
        goransKey();
        harness.start();
        clock.advance(UNTIL_MONDAY);
        Message digest = awaitPost("1 stale key");
        for (Map.Entry<String, String> each : Map.of(
                        "Ask owner to rotate", "Only admins and viewers may ask owners.",
                        "Deactivate", "Only an admin may deactivate a key.")
                .entrySet()) {
            answer(
                    harness.user(BotHarness.MEMBER),
                    () -> harness.user(BotHarness.MEMBER).clicks(digest, each.getKey()),
                    each.getValue());
        }
        assertEquals(List.of(), harness.aws.calls().changes());
    }

    private void tagAll() {
        account.users().forEach(user -> user.tag("slack", ANA));
    }
}
