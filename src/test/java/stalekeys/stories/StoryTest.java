package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.workspace.Message;

/** Whole lives of keys, from asking to done. They begin on a Thursday at ten. */
class StoryTest extends LifecycleStory {
    @Test
    void asked_reminded_and_rotated() {
        FakeKey key = goransKey();
        harness.start();
        adminAsks("goran");

        daysPass(6);
        assertEquals(1, dms(goran()).size());
        daysPass(1);
        assertEquals(2, dms(goran()).size());
        assertShows(lastDm(goran()), "Please rotate this AWS access key", "You were asked about it on", key.id());

        account.user("goran").addKey(clock.instant());
        key.status("Inactive");
        daysPass(1);
        assertEquals(3, dms(goran()).size());
        assertShows(lastDm(goran()), "Thank you", "is inactive now", masked(key).substring(1));

        daysPass(30);
        assertEquals(3, dms(goran()).size());
        assertEquals(
                List.of(
                        Event.Kind.ASKED,
                        Event.Kind.ASK_DELIVERED,
                        Event.Kind.REMINDED,
                        Event.Kind.REMINDER_DELIVERED,
                        Event.Kind.ROTATED,
                        Event.Kind.THANKED),
                ofKeys());
    }

    @Test
    void the_digest_counts_what_was_asked_and_how_long_it_took_and_names_nobody() {
        FakeKey key = goransKey();
        stale("ana", 100, 1, "s3");
        account.user("ana").tag("slack", ANA);
        harness.start();
        adminAsks("goran");
        adminAsks("ana");
        allIsSent();
        key.status("Inactive");
        daysPass(1);

        until(Instant.parse("2026-09-28T09:00:00Z"));

        assertShows(
                text(awaitPost("Asked about in the last 90 days")),
                "2 keys, of which 1 waiting for the owner, 0 postponed, 1 done.",
                "1 day in the median, 1 day at the 90th percentile (of 1 key)");
    }

    @Test
    void asked_ignored_given_a_last_day_switched_off_and_on_again() {
        FakeKey key = goransKey();
        harness.start();
        adminAsks("goran");

        daysPass(14);
        assertEquals(3, dms(goran()).size());
        assertShows(
                lastDm(goran()),
                "Final notice: please rotate by 15 October 2026",
                "after that an admin may deactivate it",
                key.id());
        assertHides(lastDm(goran()), "will be deactivated");

        daysPass(14);
        assertEquals(3, dms(goran()).size());

        asksToDeactivate(ada(), listFor(ada()), "goran");
        ada().submits(Map.of("Reason", "nobody answered"));
        awaitEvent(Event.Kind.DEACTIVATED);
        allIsSent();
        assertShows(lastDm(goran()), "Your AWS access key was deactivated", "nobody answered");
        daysPass(1);
        assertEquals(4, dms(goran()).size());

        Message list = answer(ada(), "/stale-keys user goran", "goran");
        ada().clicks(list, "Reactivate", "goran");
        ada().awaitModal("Reason");
        ada().submits(Map.of("Reason", "it broke"));
        awaitEvent(Event.Kind.REACTIVATED);
        allIsSent();
        int told = dms(goran()).size();

        daysPass(29);
        assertEquals(told, dms(goran()).size());
        daysPass(3);
        assertEquals(told + 1, dms(goran()).size());
        assertShows(lastDm(goran()), "Please rotate this AWS access key");
        assertEquals("Active", key.status());
    }

    @Test
    void excused_by_a_tag_and_back() {
        goransKey();
        harness.start();
        adminAsks("goran");
        account.user("goran").tag("stale-keys:exempt-until", "2026-10-31");

        daysPass(38);
        assertEquals(1, dms(goran()).size());

        daysPass(1);
        assertEquals(2, dms(goran()).size(), "1 November is a Sunday, 2 November a Monday");
        assertShows(lastDm(goran()), "Please rotate this AWS access key");
        daysPass(6);
        assertEquals(2, dms(goran()).size());
        daysPass(1);
        assertEquals(3, dms(goran()).size());
    }

    @Test
    void the_owner_leaves_the_company() {
        goransKey();
        harness.start();
        adminAsks("goran");
        harness.slack.workspace().person(GORAN, "goran").deleted();

        daysPass(20);

        assertEquals(1, dms(goran()).size());
        Message weekly = awaitPost("has no owner");
        assertShows(text(weekly), "goran", "is not a member here, or not any more");
    }

    @Test
    void the_bot_is_down_for_three_weeks() {
        goransKey();
        harness.start();
        adminAsks("goran");
        harness.stop();
        clock.advance(Duration.ofDays(21));

        harness.start();
        sweeps();
        assertEquals(2, dms(goran()).size());
        assertShows(lastDm(goran()), "You were asked about it on");

        daysPass(6);
        assertEquals(2, dms(goran()).size());
        daysPass(1);
        assertShows(lastDm(goran()), "Final notice: please rotate by 29 October 2026");
    }

    @Test
    void of_two_keys_of_one_user_only_the_one_that_was_asked_about_is_followed() {
        FakeKey old = goransKey();
        FakeKey older = account.user("goran").addKey(account.daysAgo(100));
        harness.start();
        // The list has the worst first.
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, masked(old).substring(1)), "has been asked");
        awaitEvent(Event.Kind.ASK_DELIVERED);

        account.user("goran").removeKey(older.id());
        daysPass(1);
        assertEquals(1, dms(goran()).size());

        daysPass(6);
        assertEquals(2, dms(goran()).size());
        assertShows(lastDm(goran()), old.id());
        assertHides(lastDm(goran()), older.id());
    }

    @Test
    void more_owners_than_a_day_allows_are_asked_on_several_days() {
        goransKey();
        for (String[] owner : new String[][] {{"ana", ANA}, {"bruno", BRUNO}}) {
            stale(owner[0], 100, 1, "s3");
            account.user(owner[0]).tag("slack", owner[1]);
        }
        harness.with("STALE_KEYS_AUTO_ASK", "on")
                .with("STALE_KEYS_DAILY_DM_LIMIT", "1")
                .start();

        sweeps();
        assertEquals(1, asked());
        sweeps();
        assertEquals(1, asked());
        daysPass(1);
        assertEquals(2, asked());
        // A weekend comes in between.
        daysPass(2);
        assertEquals(2, asked());
        daysPass(1);
        assertEquals(3, asked());
    }

    @Test
    void what_falls_due_on_a_friday_evening_is_said_on_monday_morning() {
        goransKey();
        harness.start();
        clock.advance(Duration.ofDays(1).plusHours(7));
        adminAsks("goran");

        clock.advance(Duration.ofDays(7).plusHours(2));
        sweeps();
        daysPass(2);
        assertEquals(1, dms(goran()).size());

        until(Instant.parse("2026-10-05T09:30:00Z"));
        sweeps();
        assertEquals(2, dms(goran()).size());
    }

    @Test
    void a_restart_between_deciding_and_sending_repeats_nothing() {
        goransKey();
        // Or the digest would take the fault.
        harness.without("STALE_KEYS_CHANNEL").start();
        adminAsks("goran");
        clock.advance(Duration.ofDays(7));
        harness.slack.fault("chat.postMessage").once().status(500);
        harness.sweep().run();
        awaitCalls("chat.postMessage", 2);

        harness.restart();
        daysPass(3);

        assertEquals(1, dms(goran()).size());
        assertShows(text(listFor(ada())), "This message may not have arrived", "Send again");
    }

    @Test
    void the_owner_says_done_too_early_then_later_and_then_it_is() {
        FakeKey key = goransKey();
        harness.start();
        adminAsks("goran");
        Message ask = dms(goran()).get(0);

        String notYet = text(answer(goran(), () -> goran().clicks(ask, "I've rotated it"), "Not yet"));
        assertShows(notYet, "is still active", "There is no newer active key of this user.", "[Deactivate it now]");

        answer(goran(), () -> goran().selects(ask, "remind_later", "in 3 days"), "I will remind you");
        awaitNow(ask, "Reminder set");
        daysPass(2);
        assertEquals(1, dms(goran()).size());
        // It is Sunday on the third day.
        daysPass(2);
        assertEquals(2, dms(goran()).size());

        key.status("Inactive");
        Message reminder = dms(goran()).get(1);
        answer(goran(), () -> goran().clicks(reminder, "I've rotated it"), "Thank you");
        daysPass(10);
        assertEquals(2, dms(goran()).size());
    }

    @Test
    void an_owner_is_not_thanked_where_nobody_answered_for_aws() {
        goransKey();
        harness.start();
        adminAsks("goran");
        Message ask = dms(goran()).get(0);

        for (String page : List.of("", "<html><body>Sign in</body></html>", "{}")) {
            harness.aws.rewrite("ListAccessKeys", answer -> page);
            String said = text(answer(
                    goran(), () -> goran().clicks(ask, "I've rotated it"), "What came back for iam:ListAccessKeys"));
            assertHides(said, "Thank you");
        }

        harness.aws.calm();
        answer(goran(), () -> goran().clicks(ask, "I've rotated it"), "is still active");
        assertEquals(
                0,
                harness.database().ledger().eventsSince(Instant.EPOCH).stream()
                        .filter(event -> event.kind() == Event.Kind.ROTATED || event.kind() == Event.Kind.THANKED)
                        .count());
    }

    @Test
    void a_creation_date_with_a_fraction_of_a_second_is_the_same_key_from_the_first_click_to_the_last() {
        FakeKey key = goransKey();
        harness.aws.rewrite("ListAccessKeys", answer -> answer.replace("Z</CreateDate>", ".123456789Z</CreateDate>"));
        harness.start();
        adminAsks("goran");
        Message ask = dms(goran()).get(0);
        answer(goran(), () -> goran().clicks(ask, "I've rotated it"), "is still active");

        harness.restart();
        key.status("Inactive");
        answer(goran(), () -> goran().clicks(ask, "I've rotated it"), "Thank you");
    }

    @Test
    void not_mine_and_claimed_and_the_claimer_can_not_deactivate() {
        FakeKey key = goransKey();
        harness.start();
        adminAsks("goran");
        Message ask = dms(goran()).get(0);
        answer(goran(), () -> goran().clicks(ask, "Not mine"), "I will not ask you about");
        awaitNow(ask, "not theirs");
        assertHides(now(ask), "[I've rotated it]");

        daysPass(6);
        assertEquals(1, dms(goran()).size());
        Message weekly = awaitPost("has no owner");
        assertShows(text(weekly), "The owner named in AWS (goran) says it is not theirs.", "[Claim]");

        var mo = harness.user(BotHarness.MEMBER);
        answer(mo, () -> mo.clicks(weekly, "Claim"), "you are asked about");
        allIsSent();
        awaitNow(weekly, "Claimed");
        assertEquals(1, dms(mo).size());
        assertShows(lastDm(mo), "Please rotate this AWS access key", masked(key), "[I've rotated it]");
        assertHides(lastDm(mo), "[Deactivate it now]", key.id());

        Message asked = dms(mo).get(0);
        mo.forges(asked, "deactivate", valueOf(asked, "Not mine"));
        mo.awaitModal("Only an admin, or the owner AWS names");
        assertEquals("Active", key.status());

        daysPass(7);
        assertEquals(2, dms(mo).size());
        assertEquals(1, dms(goran()).size());
    }

    @Test
    void the_owner_switches_it_off_from_the_message_and_takes_that_back() {
        FakeKey key = goransKey();
        harness.start();
        adminAsks("goran");
        Message ask = dms(goran()).get(0);

        goran().clicks(ask, "Deactivate it now");
        assertShows(text(goran().awaitModal("Reason")), key.id());
        goran().submits(Map.of("Reason", "moved to a role"));
        goran().awaitModal("AWS confirms it");
        assertEquals("Inactive", key.status());
        awaitNow(ask, "Reactivate");

        clock.advance(Duration.ofDays(2));
        goran().clicks(ask, "Reactivate");
        goran().awaitModal("Reason");
        goran().submits(Map.of("Reason", "not quite"));
        goran().awaitModal("AWS confirms it");
        assertEquals("Active", key.status());

        daysPass(29);
        assertEquals(1, dms(goran()).size());
        daysPass(2);
        assertEquals(2, dms(goran()).size());
    }

    @Test
    void the_owner_is_shown_how_command_by_command() {
        FakeKey key = goransKey();
        harness.start();
        adminAsks("goran");

        goran().clicks(dms(goran()).get(0), "Show me how");

        assertShows(
                text(goran().awaitModal("create-access-key")),
                "aws iam create-access-key --user-name goran",
                "aws iam update-access-key --user-name goran --access-key-id " + key.id() + " --status Inactive");
    }

    @Test
    void excused_by_an_admin_and_back() {
        FakeKey key = goransKey();
        stale("ana", 100, 1, "s3");
        harness.start();
        adminAsks("goran");

        Message list = listFor(ada());
        ada().clicks(list, "Exempt", "goran");
        assertShows(text(ada().awaitModal("At most 180 days ahead")), key.id());
        var tooFar = ada().submits(Map.of("Reason", "migration", "Until", "2027-06-01"));
        assertShows(tooFar.body(), "at most until 2027-03-23");
        ada().submits(Map.of("Reason", "migration", "Until", "2026-10-31"));
        ada().awaitModal("is exempt until 31 October 2026");
        awaitNow(list, "is exempt until 31 October 2026");
        assertHides(now(list), "1 critical");
        assertShows(now(list), "1 exempt", "1 stale key");
        awaitNow(dms(goran()).get(0), "Exempted");
        assertShows(text(answer(ada(), "/stale-keys user goran", "Exempt until 2026-10-31")), "goran");

        // The last day itself; it ends in the night to Sunday, and on Monday Goran is asked anew.
        daysPass(37);
        assertEquals(1, dms(goran()).size());
        assertShows(text(awaitPost("1 stale key")), "1 exempt, next ends 31 October 2026");
        assertHides(text(listFor(ada())), "goran");

        daysPass(2);
        assertEquals(2, dms(goran()).size());
        assertShows(lastDm(goran()), "Please rotate this AWS access key");
        assertShows(text(answer(ada(), "/stale-keys", "goran")), "goran");
        assertEquals("Active", key.status());
    }

    @Test
    void only_an_admin_excuses() {
        goransKey();
        harness.start();
        Message list = listFor(ada());
        var vera = harness.user(BotHarness.VIEWER);
        Message veras = listFor(vera);
        assertHides(text(veras), "[Exempt]");

        answer(vera, () -> vera.forges(veras, "excuse", valueOf(list, "Exempt")), "Only an admin may exempt a key.");
    }

    private int asked() {
        return (int) List.of(GORAN, ANA, BRUNO).stream()
                .filter(owner -> !dms(harness.user(owner)).isEmpty())
                .count();
    }
}
