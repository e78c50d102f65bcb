package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/** Switching a key off without fear. */
class DeactivateStoryTest extends Story {
    private static final Map<String, String> REASON = Map.of("Reason", "No answer for weeks");

    @Test
    void the_dialog_says_what_is_true_now_and_warns_of_what_breaks() {
        FakeKey key = stale("ci", 540, 30, "s3");
        harness.start();
        Message list = listFor(ada());
        // Used after the list was made: only a live look can tell.
        key.used(clock.instant().minus(Duration.ofHours(2)), "s3", "us-east-1");
        String dialog = text(asksToDeactivate(ada(), list, "ci"));
        assertShows(dialog, "ci", key.id(), "Active", "540 days old", "Used 2 hours ago by s3: this will break it.");
        assertShows(dialog, "[Deactivate]", "[Keep it]");
        assertEquals(List.of(), harness.aws.calls().changes());
    }

    @Test
    void a_key_that_sends_mail_has_a_warning_of_its_own() {
        stale("ses-smtp-user.20230412-101500", 760, 3, "ses");
        harness.start();
        String dialog = text(asksToDeactivate(ada(), listFor(ada()), "ses-smtp-user"));
        assertShows(dialog, "SMTP passwords for SES derive from the key");
    }

    @Test
    void a_last_use_that_can_t_be_read_is_treated_as_in_use() {
        stale("ci", 540, 30, "s3");
        account.deny("iam:GetAccessKeyLastUsed");
        harness.start();
        String dialog = text(asksToDeactivate(ada(), listFor(ada()), "ci"));
        assertShows(dialog, "treat it as in use");
        assertHides(dialog, "ever used");
    }

    @Test
    void never_used_is_said_as_what_aws_knows() {
        account.addUser("rosa").keyAged(180);
        harness.start();
        assertShows(text(asksToDeactivate(ada(), listFor(ada()), "rosa")), "Never used, as far as AWS knows.");
    }

    @ParameterizedTest
    @EnumSource
    void without_a_reason_nothing_happens(Mode mode) {
        FakeKey key = goransKey();
        start(mode);
        OpenView dialog = asksToDeactivate(ada(), listFor(ada()), "goran");
        assertEquals(0, ada().submits(Map.of()).status(), "the client itself asks for one");
        Ack blank = ada().submits(dialog, Map.of("Reason", "   "));
        assertTrue(blank.isOk());
        assertShows(text(ada().awaitModal("Please say why")), "Please say why");
        assertEquals("Active", key.status());
        assertEquals(List.of(), events());
    }

    @ParameterizedTest
    @EnumSource
    void the_key_is_switched_off_and_everyone_concerned_sees_it(Mode mode) {
        FakeKey key = goransKey();
        start(mode);
        Message list = listFor(ada());
        asksToDeactivate(ada(), list, "goran");
        assertTrue(ada().submits(REASON).isOk());
        String done = text(ada().awaitModal("AWS confirms"));
        assertShows(done, "Key " + masked(key) + " of goran is inactive. AWS confirms it.");
        assertEquals("Inactive", key.status());

        awaitNow(list, "Deactivated by @ada");
        assertShows(now(list), "No answer for weeks", "[Reactivate]", "0 critical");
        Message told = harness.user(GORAN).awaitMessage("was deactivated", PATIENCE);
        assertShows(text(told), key.id(), "@ada", "No answer for weeks", "can be reactivated");

        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.DEACTIVATED), kinds());
        Event event = events().get(1);
        assertEquals(BotHarness.ADMIN, event.actor());
        assertEquals("No answer for weeks", event.why());
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @Test
    void every_copy_in_channel_and_direct_message_is_redrawn_with_reactivate() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        ada().clicks(list, "Ask owner to rotate", "goran");
        Message ask = harness.user(GORAN).awaitMessage("Please rotate", PATIENCE);
        clock.advance(Duration.ofDays(4).minusHours(1));
        Message digest = awaitPost("1 stale key");
        assertShows(text(digest), "[Deactivate]");

        asksToDeactivate(ada(), digest, "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        awaitNow(digest, "Deactivated by @ada");
        assertShows(now(digest), "No answer for weeks", "[Reactivate]");
        assertHides(now(digest), "[Deactivate]", key.id());
        awaitNow(ask, "was deactivated");
        assertShows(now(ask), "Deactivated by @ada", "No answer for weeks", "[Reactivate]");
        assertEquals(1, posts().size(), "the digest is redrawn, not posted again");
    }

    @Test
    void copies_older_than_60_days_are_left_alone() {
        goransKey();
        harness.with("STALE_KEYS_DIGEST_CRON", "0 9 1 1 *").start();
        ada().clicks(listFor(ada()), "Ask owner to rotate", "goran");
        Message ask = harness.user(GORAN).awaitMessage("Please rotate", PATIENCE);
        clock.advance(Duration.ofDays(61));
        asksToDeactivate(ada(), listFor(ada()), "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        harness.user(GORAN).awaitMessage("was deactivated", PATIENCE);
        assertShows(now(ask), "Please rotate this AWS access key");
    }

    @ParameterizedTest
    @EnumSource
    void a_key_used_between_dialog_and_submit_is_shown_again_first(Mode mode) {
        FakeKey key = goransKey();
        start(mode);
        asksToDeactivate(ada(), listFor(ada()), "goran");
        account.useNow(key, "s3");
        ada().submits(REASON);
        String again = text(ada().awaitModal("The key was used since you looked"));
        assertShows(again, "Used just now by s3: this will break it.", "Reason");
        assertEquals("Active", key.status());
        // With eyes open it can be switched off all the same.
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        assertEquals("Inactive", key.status());
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @ParameterizedTest
    @EnumSource
    void of_two_admins_at_once_one_changes_the_key_and_the_other_is_told(Mode mode) throws InterruptedException {
        goransKey();
        start(mode);
        asksToDeactivate(ada(), listFor(ada()), "goran");
        asksToDeactivate(abel(), listFor(abel()), "goran");
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        harness.aws.before("UpdateAccessKey", parameters -> {
            there.countDown();
            await(go);
        });
        ada().submits(REASON);
        await(there);
        abel().submits(Map.of("Reason", "Mine"));
        abel().awaitModal("Somebody else's change of this key is under way. Nothing was changed by yours.");
        go.countDown();
        ada().awaitModal("AWS confirms");
        assertEquals(1, harness.aws.calls().changes().size());
        // Once more, after it: told too.
        abel().closes(abel().modal().orElseThrow());
        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.DEACTIVATED), kinds());
    }

    @Test
    void an_admin_who_clicks_after_another_has_switched_it_off_is_told() {
        goransKey();
        harness.start();
        Message adas = listFor(ada());
        Message abels = listFor(abel());
        OpenView open = asksToDeactivate(abel(), abels, "goran");
        asksToDeactivate(ada(), adas, "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        abel().submits(open, Map.of("Reason", "Mine"));
        abel().awaitModal("is already inactive. Nothing was changed.");
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @Test
    void a_key_that_is_gone_is_said_to_be_gone() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        account.user("goran").removeKey(key.id());
        ada().clicks(list, "Deactivate", "goran");
        ada().awaitModal("no longer exists. Nothing was changed.");
    }

    @Test
    void a_key_deleted_and_made_anew_under_the_dialog_is_not_touched() {
        FakeKey key = goransKey();
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        account.user("goran").removeKey(key.id()).addKey(key.id(), account.daysAgo(0));
        ada().submits(REASON);
        ada().awaitModal("no longer exists. Nothing was changed.");
        assertEquals(List.of(), harness.aws.calls().changes());
    }

    @Test
    void a_key_switched_off_elsewhere_is_not_changed_and_not_claimed() {
        FakeKey key = goransKey();
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        key.status("Inactive");
        ada().submits(REASON);
        ada().awaitModal("is already inactive. Nothing was changed.");
        assertEquals(List.of(), harness.aws.calls().changes());
        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.CHANGE_NOT_DONE), kinds());
    }

    @Test
    void refused_by_iam_is_said_and_written_down() {
        FakeKey key = goransKey();
        account.deny("iam:UpdateAccessKey");
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        ada().submits(REASON);
        String told = text(ada().awaitModal("iam:UpdateAccessKey"));
        assertHides(told, "AWS confirms", key.id());
        assertEquals("Active", key.status());
        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.CHANGE_NOT_DONE), kinds());
        assertEquals(List.of(), harness.user(GORAN).messages());
    }

    @Test
    void the_bots_own_key_is_never_changed() {
        account.addUser(SeededAccount.BOT).keyAged(400);
        harness.start();
        ada().clicks(listFor(ada()), "Deactivate", SeededAccount.BOT);
        ada().awaitModal("I never change my own keys. Nothing was changed.");
        assertEquals(List.of(), harness.aws.calls().changes());
    }

    @Test
    void an_admin_who_lost_the_role_meanwhile_changes_nothing() {
        harness.slack.workspace().userGroup("S0ADMINS1", BotHarness.ADMIN);
        FakeKey key = goransKey();
        harness.with("STALE_KEYS_ADMINS", "S0ADMINS1").start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        harness.slack.workspace().userGroup("S0ADMINS1", BotHarness.SECOND_ADMIN);
        clock.advance(Duration.ofMinutes(5));
        ada().submits(REASON);
        ada().awaitModal("Only an admin may deactivate a key. Nothing was changed.");
        assertEquals("Active", key.status());
    }

    @Test
    void done_is_said_only_once_iam_shows_it() {
        FakeKey key = goransKey();
        account.statusLags(3);
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        assertEquals("Inactive", key.status());
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @Test
    void a_change_iam_does_not_show_for_long_is_not_claimed_and_confirmed_later() {
        goransKey();
        account.statusLags(30);
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS accepted the change of this key but does not show it yet.");
        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED), kinds());
        account.statusLags(0);
        account.user("goran").onlyKey().status("Inactive");
        clock.advance(Duration.ofSeconds(10));
        ada().awaitMessage("is inactive. AWS confirms it.", PATIENCE);
        awaitEvent(Event.Kind.DEACTIVATED);
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @Test
    void throttling_is_waited_out() {
        FakeKey key = goransKey();
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        harness.aws.failNext("UpdateAccessKey", 2, ErrorResponse.throttling());
        harness.aws.failNext("ListAccessKeys", 2, ErrorResponse.throttling());
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        assertEquals("Inactive", key.status());
    }

    @Test
    void an_answer_of_iams_that_was_lost_ends_in_the_truth() {
        FakeKey key = goransKey();
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        harness.aws.loseAnswerOfNext("UpdateAccessKey", 1);
        ada().submits(REASON);
        awaitEvent(Event.Kind.DEACTIVATED);
        assertEquals("Inactive", key.status());
        harness.user(GORAN).awaitMessage("was deactivated", PATIENCE);
    }

    @Test
    void a_button_of_last_month_still_reads_what_is_true_today() {
        FakeKey key = goransKey();
        harness.with("STALE_KEYS_DIGEST_CRON", "0 9 * * MON").start();
        clock.advance(Duration.ofDays(4).minusHours(1));
        Message digest = awaitPost("1 stale key");
        clock.advance(Duration.ofDays(2));
        account.useNow(key, "ec2");
        clock.advance(Duration.ofHours(3));
        assertShows(text(asksToDeactivate(ada(), digest, "goran")), "372 days old", "Used 3 hours ago by ec2");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
