package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.workspace.Message;

/** Keys whose owners do nothing, where the bot may act by itself. The stories begin on a Thursday at ten. */
class AutomaticStoryTest extends LifecycleStory {
    private static final String AFTER_DAYS = "STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS";
    private static final Instant MONDAY_AFTER_THE_LAST_DAY = Instant.parse("2026-10-19T10:00:00Z");

    @Test
    void an_ignored_key_is_switched_off_on_the_day_that_was_said_and_left_alone_once_it_is_on_again() {
        FakeKey key = goransKey();
        harness.with(AFTER_DAYS, "14").start();
        adminAsks("goran");

        daysPass(14);
        assertShows(
                lastDm(goran()),
                "Final notice: please rotate by 15 October 2026",
                "after that I will deactivate it, on a day from Monday to Thursday",
                key.id());
        assertHides(lastDm(goran()), "an admin may");
        daysPass(7);
        assertEquals("Active", key.status(), "the last day, a Thursday");
        daysPass(3);
        assertEquals("Active", key.status(), "a Friday and a weekend");

        daysPass(1);
        assertEquals("Inactive", key.status());
        Message post = awaitPost("An AWS access key was deactivated without a click");
        assertShows(text(post), "goran", masked(key), "the final notice gave time until 2026-10-15", "[Reactivate]");
        assertShows(lastDm(goran()), "Your AWS access key was deactivated");

        ada().clicks(post, "Reactivate");
        ada().awaitModal("Reason");
        ada().submits(Map.of("Reason", "the nightly export stopped"));
        awaitEvent(Event.Kind.REACTIVATED);
        allIsSent();
        awaitNow(post, "Reactivated");
        int told = dms(goran()).size();

        daysPass(14);
        assertEquals("Active", key.status());
        assertEquals(told, dms(goran()).size());
        assertEquals(2, harness.aws.calls().changes().size());
    }

    @Test
    void where_the_channel_does_not_take_the_announcement_the_admins_hear_of_the_key_and_can_undo_it() {
        FakeKey key = goransKey();
        harness.with(AFTER_DAYS, "14").start();
        adminAsks("goran");
        daysPass(22);
        harness.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow().shareOutside();

        daysPass(3);

        assertEquals("Inactive", key.status());
        Message told = ada().awaitMessage("An AWS access key was deactivated without a click", PATIENCE);
        assertShows(text(told), "goran", masked(key), "[Reactivate]");
        assertEquals(
                1,
                dms(ada()).stream()
                        .filter(message -> text(message).contains("deactivated without a click"))
                        .count());
    }

    @Test
    void a_key_that_stays_off_is_deleted_after_a_notice_of_its_own() {
        FakeKey key = goransKey();
        harness.with(AFTER_DAYS, "14")
                .with("STALE_KEYS_AUTO_DELETE_AFTER_DAYS", "30")
                .start();
        adminAsks("goran");
        daysPass(25);
        assertEquals("Inactive", key.status());

        daysPass(23);
        assertShows(
                lastDm(goran()),
                "Final notice: inactive AWS access key will be deleted after 18 November 2026",
                "That can't be undone");
        daysPass(7);
        assertEquals(1, account.user("goran").keys().size(), "the last day, a Wednesday");

        daysPass(1);
        assertEquals(0, account.user("goran").keys().size());
        assertShows(text(awaitPost("An AWS access key was deleted without a click")), "Inactive for 31 days");
        assertShows(lastDm(goran()), "Your AWS access key was deleted");
        daysPass(2);
        assertEquals(2, harness.aws.calls().changes().size());
    }

    @Test
    void five_keys_a_day_and_the_others_on_the_next() {
        String[][] owners = {{"goran", GORAN}, {"ana", ANA}, {"bruno", BRUNO}};
        for (int number = 0; number < 7; number++) {
            String[] owner = owners[number % owners.length];
            stale(owner[0] + number, 100, 30, "s3");
            account.user(owner[0] + number).tag("slack", owner[1]);
        }
        harness.with(AFTER_DAYS, "14").with("STALE_KEYS_AUTO_ASK", "on").start();
        sweeps();

        daysPass(24);
        assertEquals(0, off());
        daysPass(1);
        assertEquals(5, off());
        harness.restart();
        sweeps();
        assertEquals(5, off());
        daysPass(1);
        assertEquals(7, off());
    }

    @Test
    void a_key_that_sends_mail_is_never_switched_off_and_nobody_is_told_that_it_will_be() {
        FakeKey key = stale("goran", 366, 30, "ses");
        account.user("goran").tag("slack", GORAN);
        harness.with(AFTER_DAYS, "14").start();
        adminAsks("goran");

        daysPass(14);
        assertShows(lastDm(goran()), "Final notice", "an admin may deactivate it");
        daysPass(12);

        assertEquals("Active", key.status());
        assertEquals(List.of(), harness.aws.calls().changes());
    }

    @Test
    void a_key_that_is_only_claimed_is_never_switched_off() {
        FakeKey key = stale("ci", 366, 30, "s3");
        harness.with(AFTER_DAYS, "14").start();
        until(Instant.parse("2026-09-28T10:00:00Z"));
        Message weekly = awaitPost("has no owner");
        var mo = harness.user(BotHarness.MEMBER);
        answer(mo, () -> mo.clicks(weekly, "Claim"), "you are asked about");
        awaitEvent(Event.Kind.ASK_DELIVERED);

        daysPass(25);

        assertShows(lastDm(mo), "Final notice", "an admin may deactivate it");
        assertEquals("Active", key.status());
    }

    @Test
    void stopped_while_aws_is_told_it_is_found_out_and_announced_once() throws InterruptedException {
        FakeKey key = goransKey();
        noticed();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        harness.aws.before("UpdateAccessKey", parameters -> {
            told.countDown();
            await(go);
        });
        until(MONDAY_AFTER_THE_LAST_DAY);
        harness.sweep().run();
        assertEquals(true, told.await(30, TimeUnit.SECONDS));
        harness.stop();
        go.countDown();
        harness.aws.calm();

        harness.start();
        clock.advance(Duration.ofMinutes(1));
        awaitEvent(Event.Kind.DEACTIVATED);
        sweeps();
        harness.restart();
        sweeps();

        assertEquals("Inactive", key.status());
        assertEquals(1, harness.aws.calls().changes().size());
        assertEquals(1, announced());
    }

    @Test
    void stopped_before_aws_was_told_and_started_in_the_evening_it_waits_for_the_next_day()
            throws InterruptedException {
        FakeKey key = goransKey();
        noticed();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        until(MONDAY_AFTER_THE_LAST_DAY);
        harness.aws.before("GetAccessKeyLastUsed", parameters -> {
            if (kinds().contains(Event.Kind.DEACTIVATION_REQUESTED)) {
                reading.countDown();
                await(never);
            }
        });
        harness.sweep().run();
        assertEquals(true, reading.await(30, TimeUnit.SECONDS));
        harness.stop();
        never.countDown();
        harness.aws.calm();
        until(Instant.parse("2026-10-19T18:00:00Z"));

        harness.start();
        awaitEvent(Event.Kind.CHANGE_NOT_DONE);
        sweeps();
        assertEquals("Active", key.status());

        until(Instant.parse("2026-10-20T10:00:00Z"));
        sweeps();
        assertEquals("Inactive", key.status());
        assertEquals(1, announced());
    }

    /** Goran was asked and given the final notice; it is its last day. */
    private void noticed() {
        harness.with(AFTER_DAYS, "14").start();
        adminAsks("goran");
        daysPass(21);
    }

    private long off() {
        return account.users().stream()
                .flatMap(user -> user.keys().stream())
                .filter(key -> key.status().equals("Inactive"))
                .count();
    }

    private long announced() {
        return posts().stream()
                .filter(post -> text(post).contains("deactivated without a click"))
                .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
