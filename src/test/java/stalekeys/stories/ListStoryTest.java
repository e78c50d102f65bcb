package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.workspace.Message;

/** What can be asked for with the command, and that the answer never claims more than was seen. */
class ListStoryTest extends Story {
    @ParameterizedTest
    @EnumSource
    void the_command_is_acknowledged_before_anything_is_read(Mode mode) {
        goransKey();
        start(mode);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        harness.aws.before("ListUsers", parameters -> {
            reading.countDown();
            await(go);
        });
        Ack ack = ada().types("/stale-keys");
        assertTrue(ack.isOk());
        assertEquals("", ack.body());
        await(reading);
        // Somebody who waits is told that it takes a while, and another one's help does not wait at all.
        answer(abel(), "/stale-keys help", "due for rotation");
        ada().awaitMessage("I am reading all keys as they are now.", PATIENCE);
        assertHides(String.join("\n", ada().sees()), "goran");
        go.countDown();
        ada().awaitMessage("1 stale key", PATIENCE);
    }

    @ParameterizedTest
    @EnumSource
    void a_click_is_acknowledged_before_anything_is_read(Mode mode) {
        goransKey();
        start(mode);
        Message list = listFor(ada());
        CountDownLatch go = new CountDownLatch(1);
        harness.aws.before("ListAccessKeys", parameters -> await(go));
        assertTrue(ada().clicks(list, "Deactivate", "goran").isOk());
        ada().awaitModal("Reading the key as it is now");
        assertTrue(ada().clicks(list, "Refresh").isOk());
        go.countDown();
        ada().awaitModal("Reason");
    }

    @Test
    void an_audit_that_takes_long_says_how_far_it_is() {
        goransKey();
        stale("ana", 120, 1, "s3");
        harness.start();
        CountDownLatch go = new CountDownLatch(1);
        harness.aws.before("ListAccessKeys", parameters -> {
            if ("goran".equals(parameters.get("UserName"))) {
                await(go);
            }
        });

        answer(ada(), "/stale-keys", "So far I have read 2 of 3 users.");

        go.countDown();
        assertShows(text(ada().awaitMessage("2 stale keys", PATIENCE)), "goran", "ana");
    }

    @Test
    void a_second_look_within_minutes_is_instant_and_says_of_when_it_is() {
        goransKey();
        harness.start();
        listFor(ada());
        long calls = harness.aws.calls().of("ListUsers");
        clock.advance(java.time.Duration.ofMinutes(9));
        assertShows(text(listFor(ada())), "As of 2026-09-24 10:00 UTC");
        assertEquals(calls, harness.aws.calls().of("ListUsers"));
    }

    @Test
    void refresh_sees_what_was_switched_off_elsewhere() {
        FakeKey key = goransKey();
        stale("ana", 120, 1, "s3");
        harness.start();
        Message list = listFor(ada());
        key.status("Inactive");
        clock.advance(java.time.Duration.ofMinutes(1));
        Message refreshed = answer(ada(), () -> ada().clicks(list, "Refresh"), "1 stale key");
        assertEquals(list.ts(), refreshed.ts(), "in its place");
        assertHides(text(refreshed), "goran");
        assertShows(text(refreshed), "ana", "As of 2026-09-24 10:01 UTC");
    }

    @Test
    void each_filter_shows_what_it_says() {
        FakeKey gorans = goransKey();
        stale("ana", 120, 100, "s3");
        account.user("ana").tag("slack", BotHarness.ADMIN);
        FakeKey old = account.user("ana").addKey(account.daysAgo(400)).status("Inactive");
        stale("jana", 40, 1, "s3");
        account.addUser("rosa").keyAged(61);
        harness.start();

        String mine = text(answer(ada(), "/stale-keys mine", "Your stale access keys"));
        assertShows(mine, "1 stale key", "ana");
        assertHides(mine, "goran", "jana");

        String gorans1 = text(answer(ada(), "/stale-keys @goran", "Stale access keys of one person"));
        assertShows(gorans1, "1 stale key of @goran", masked(gorans));
        assertHides(gorans1, "ana");

        String ana = text(answer(ada(), "/stale-keys user ana", "Access keys of one user"));
        assertShows(ana, "2 keys of ana", masked(old), "120 days old");
        assertHides(ana, "goran");

        String older = text(answer(ada(), "/stale-keys older-than 30", "Access keys by age"));
        assertShows(older, "4 keys of 30 days or more", "jana", "Fresh", "rosa", "goran", "ana");

        String unused = text(answer(ada(), "/stale-keys unused 60", "Unused access keys"));
        assertShows(unused, "2 keys without a use in the last 60 days", "ana", "rosa", "never used");
        assertHides(unused, "goran", "jana");

        String critical = text(answer(ada(), "/stale-keys critical", "Critical access keys"));
        assertShows(critical, "1 critical key", "goran");
        assertHides(critical, "ana");
    }

    @Test
    void odd_user_names_are_found_and_shown_as_they_are() {
        String longest = "a-user-name-that-is-as-long-as-iam-allows-it-to-be-64-letters-ok";
        for (String name : List.of("+cmd=1@example.com", "=sum.a1", "x_y,z@", "@channel", longest)) {
            stale(name, 143, 12, "s3");
        }
        harness.start();
        for (String name : List.of("+cmd=1@example.com", "=sum.a1", "x_y,z@", "@channel", longest)) {
            Message found = answer(ada(), "/stale-keys user " + name, "Access keys of one user");
            assertShows(text(found), "1 key of " + name, "143 days old");
        }
        Message list = listFor(ada());
        assertHides(list.json().toString(), "<!channel>");
    }

    @Test
    void a_name_slack_took_for_a_mention_is_still_a_user_name() {
        // should_escape is on: Slack sends a mention for what looks like one.
        stale("@goran", 143, 12, "s3");
        stale("@channel", 143, 12, "s3");
        stale("goran@example.com", 143, 12, "s3");
        harness.start();
        assertShows(text(answer(ada(), "/stale-keys user <!channel>", "Access keys of one user")), "1 key of @channel");
        assertShows(text(answer(ada(), "/stale-keys user @goran", "Access keys of one user")), "1 key of @goran");
        assertShows(
                text(answer(
                        ada(),
                        "/stale-keys user <mailto:goran@example.com|goran@example.com>",
                        "Access keys of one user")),
                "1 key of goran@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void help_and_nonsense_get_the_usage_and_what_was_not_understood(Mode mode) {
        start(mode);
        String help = text(answer(ada(), "/stale-keys help", "I find AWS access keys"));
        assertShows(help, "/stale-keys older-than DAYS", "/stale-keys mine");
        for (String nonsense : List.of(
                "wat",
                "older-than",
                "older-than x",
                "older-than -1",
                "unused 9999999",
                "user",
                "mine please",
                "*b* <!here>")) {
            String told = text(answer(ada(), "/stale-keys " + nonsense, "I did not understand"));
            assertShows(
                    told,
                    "I did not understand \"" + nonsense.replace("<!here>", "@here") + "\"",
                    "/stale-keys critical");
        }
        assertEquals(0, harness.aws.calls().of("ListUsers"), "nothing is read for it");
    }

    @Test
    void nothing_stale_is_said_with_a_good_word_once_all_was_seen() {
        account.addUser("mira").keyAged(10);
        harness.start();
        assertShows(text(listFor(ada())), "Nothing is stale.", "Every user was checked.");
    }

    @Test
    void one_stale_key_is_one_page() {
        goransKey();
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "1 stale key, worst first", "[Refresh]");
        assertHides(list, "Page", "[Next]", "[Previous]");
    }

    @ParameterizedTest
    @EnumSource
    void every_key_is_shown_once_from_the_first_page_to_the_last_and_back(Mode mode) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            stale("user-" + i + "-", 100 + i, 1, "s3");
            names.add("user-" + i + "-");
        }
        start(mode);
        Message list = listFor(ada());
        assertShows(text(list), "17 stale keys", "Page 1 of 4");
        assertHides(text(list), "[Previous]");
        StringBuilder all = new StringBuilder(now(list));
        for (int page = 2; page <= 4; page++) {
            String showing = "Page " + page + " of 4";
            all.append(text(answer(ada(), () -> ada().clicks(list, "Next"), showing)));
        }
        for (String name : names) {
            assertEquals(2, all.toString().split(name, -1).length, name);
        }
        assertHides(now(list), "[Next]");
        answer(ada(), () -> ada().clicks(list, "Previous"), "Page 3 of 4");
    }

    @Test
    void seven_stale_keys_are_two_pages() {
        for (int i = 0; i < 7; i++) {
            stale("user-" + i, 100 + i, 1, "s3");
        }
        harness.start();
        Message list = listFor(ada());
        assertShows(text(list), "Page 1 of 2", "user-6");
        assertShows(text(answer(ada(), () -> ada().clicks(list, "Next"), "Page 2 of 2")), "user-0", "[Previous]");
    }

    @Test
    void a_user_who_can_t_be_read_costs_that_row_alone_and_is_named() {
        goransKey();
        stale("ana", 120, 1, "s3");
        account.denyOnUser("iam:ListAccessKeys", "ana");
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "1 stale key", "goran", "1 unreadable", "Not read: ana.");
        assertHides(list, "Nothing is stale", "Every user was checked");
    }

    @Test
    void unreadable_users_are_never_called_clean() {
        stale("ana", 120, 1, "s3");
        account.denyOnUser("iam:ListAccessKeys", "ana");
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "not everything could be read");
        assertHides(list, "Nothing is stale", "Every user was checked");
        assertHides(ada().lastMessage().orElseThrow().text(), "nothing is stale", "none found.");
    }

    @Test
    void where_users_can_t_be_listed_nothing_is_called_fine() {
        goransKey();
        account.deny("iam:ListUsers");
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "not everything could be read", "was not read", "ListUsers");
        assertHides(list, "Nothing is stale", "Every user was checked");
        // A viewer and a filter are told the same.
        assertShows(text(answer(ada(), "/stale-keys critical", "Critical")), "not everything could be read");
    }

    @Test
    void keys_of_root_and_quarantined_users_are_findings_of_their_own() {
        account.rootKey(account.daysAgo(1900), null);
        stale("mobile-app", 41, 0, "s3");
        account.user("mobile-app").quarantined();
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "access keys of the root user", "mobile-app", "Treat the key as stolen");
    }

    @Test
    void everything_an_account_can_hold_is_shown_inside_slacks_limits() {
        SeededAccount.at(clock).users().forEach(user -> {
            var copy = account.addUser(user.name(), user.created());
            user.keys().forEach(key -> copy.addKey(key.created()).status(key.status()));
        });
        harness.start();
        Message list = listFor(ada());
        while (now(list).contains("[Next]")) {
            long before = harness.slack.workspace().revision();
            answer(ada(), () -> ada().clicks(list, "Next"), "Page");
            assertTrue(harness.slack.workspace().revision() > before);
        }
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
