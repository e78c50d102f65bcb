package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/** Who sees what, and who may do what: by command, by click and by submit, honest or forged. */
class WhoMayStoryTest extends Story {
    private FakeKey gorans;
    private FakeKey mos;

    @BeforeEach
    void two_people_have_a_stale_key() {
        gorans = goransKey();
        mos = stale("mo", 120, 3, "ec2");
        account.user("mo").tag("email", "mo@example.com");
        harness.slack.workspace().person("U0ROBOT01", "robot").bot();
    }

    @Test
    void an_admin_sees_all_keys_with_all_buttons() {
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "2 stale keys", "goran", "mo", masked(gorans), "[Ask owner to rotate] [Deactivate]", "As of");
    }

    @Test
    void a_viewer_sees_all_keys_and_may_only_ask() {
        harness.start();
        String list = text(listFor(harness.user(BotHarness.VIEWER)));
        assertShows(list, "goran", "mo", "[Ask owner to rotate]");
        assertHides(list, "Deactivate");
    }

    @Test
    void a_member_sees_own_keys_and_the_totals_and_no_buttons() {
        harness.start();
        String list = text(answer(harness.user(BotHarness.MEMBER), "/stale-keys", "Your stale access keys"));
        assertShows(list, "mo", masked(mos), "1 critical, 1 stale");
        assertHides(list, "goran", masked(gorans), "Ask owner to rotate", "Deactivate");
    }

    @Test
    void whatever_a_member_asks_for_only_own_keys_are_shown() {
        harness.start();
        SlackUser mo = harness.user(BotHarness.MEMBER);
        for (String command : List.of(
                "/stale-keys user goran",
                "/stale-keys @goran",
                "/stale-keys critical",
                "/stale-keys older-than 1",
                "/stale-keys unused 1")) {
            String list = text(answer(mo, command, "Refresh"));
            assertHides(list, masked(gorans), "366 days");
            harness.slack
                    .workspace()
                    .ephemeralsFor(BotHarness.MEMBER)
                    .forEach(each -> assertHides(text(each), masked(gorans)));
        }
    }

    @Test
    void a_guest_sees_own_keys_and_no_totals() {
        account.user("mo").tag("slack", BotHarness.GUEST);
        harness.start();
        String list = text(answer(harness.user(BotHarness.GUEST), "/stale-keys", "Your stale access keys"));
        assertShows(list, "mo", masked(mos));
        assertHides(list, "goran", "critical,", "Deactivate");
    }

    @Test
    void a_guest_among_the_admins_stays_a_guest() {
        harness.with("STALE_KEYS_ADMINS", BotHarness.ADMIN + "," + BotHarness.GUEST)
                .start();
        Message list = answer(harness.user(BotHarness.GUEST), "/stale-keys", "Your stale access keys");
        assertHides(text(list), "goran", "Deactivate");
        changesNothing(harness.user(BotHarness.GUEST), listFor(ada()), "Only an admin may deactivate a key");
    }

    @ParameterizedTest
    @EnumSource
    void a_stranger_from_another_company_sees_nothing_and_may_do_nothing(Mode mode) {
        start(mode);
        Message list = listFor(ada());
        SlackUser stan = harness.user(BotHarness.STRANGER);
        // The command comes with the other company's team id, and nothing is looked up for it.
        answer(stan, "/stale-keys", "works in one Slack workspace only, and not in this one");
        changesNothing(stan, list, "Only members of this workspace can use this. Nothing was changed.");
        answer(
                stan,
                () -> stan.forges(list, "ask_owner", valueOf(list, "Ask owner to rotate")),
                "Only members of this workspace can use this. Nobody was asked.");
        answer(
                stan,
                () -> stan.forges(list, "next", valueOf(list, "Refresh")),
                "Only members of this workspace can use this.");
        stan.messages().forEach(message -> assertHides(text(message), "goran", masked(gorans)));
        assertEquals(4, stan.messages().size());
        assertEquals(List.of(), events());
    }

    @Test
    void a_bot_and_a_deactivated_account_are_told_so_and_see_nothing() {
        harness.start();
        answer(harness.user("U0ROBOT01"), "/stale-keys", "Bots can't use this.");
        answer(harness.user(HANA_WHO_LEFT), "/stale-keys", "This account is deactivated.");
        Message list = listFor(ada());
        changesNothing(harness.user("U0ROBOT01"), list, "Bots can't use this. Nothing was changed.");
        changesNothing(harness.user(HANA_WHO_LEFT), list, "This account is deactivated. Nothing was changed.");
    }

    @ParameterizedTest
    @EnumSource
    void nobody_but_an_admin_switches_a_key_off_whatever_they_send(Mode mode) {
        start(mode);
        Message list = listFor(ada());
        for (String who : List.of(BotHarness.VIEWER, BotHarness.MEMBER, BotHarness.GUEST, GORAN)) {
            changesNothing(harness.user(who), list, "Only an admin may deactivate a key. Nothing was changed.");
        }
    }

    @Test
    void a_dialog_submitted_by_somebody_who_is_no_admin_changes_nothing() {
        harness.start();
        Message list = listFor(ada());
        OpenView adas = asksToDeactivate(ada(), list, "goran");
        // The very dialog of an admin, in the hands of somebody else.
        assertTrue(harness.user(BotHarness.VIEWER)
                .submits(adas, Map.of("Reason", "I may not"))
                .isOk());
        awaitCalls("views.update", 2);
        assertEquals(List.of(), harness.aws.calls().changes());
        assertEquals("Active", gorans.status());
        assertEquals(List.of(), events());
    }

    @Test
    void only_admins_and_viewers_may_ask_owners() {
        harness.start();
        Message list = listFor(ada());
        SlackUser mo = harness.user(BotHarness.MEMBER);
        answer(
                mo,
                () -> mo.forges(list, "ask_owner", valueOf(list, "Ask owner to rotate")),
                "Only admins and viewers may ask owners. Nobody was asked.");
        assertEquals(List.of(), harness.user(GORAN).messages());
        assertEquals(List.of(), events());
    }

    @Test
    void an_unknown_handle_is_too_old_for_everything() {
        harness.start();
        Message list = listFor(ada());
        for (String action : List.of("deactivate", "reactivate", "ask_owner", "next", "refresh")) {
            for (String value :
                    List.of("0123456789abcdef", gorans.id(), "", "x 999999999 y", "'; drop table event;--")) {
                answer(
                        ada(),
                        () -> ada().forges(list, action, value),
                        "This button is too old. Please run /stale-keys.");
            }
        }
        assertEquals(List.of(), harness.aws.calls().changes());
        assertEquals(List.of(), events());
    }

    @Test
    void without_admins_nobody_changes_anything() {
        harness.start();
        String handle = valueOf(listFor(ada()), "Deactivate");
        harness.without("STALE_KEYS_ADMINS")
                .with("STALE_KEYS_VIEWERS", "everyone")
                .restart();
        Message list = listFor(ada());
        assertHides(text(list), "Deactivate");
        assertShows(text(list), "Ask owner to rotate", "goran");
        for (String action : List.of("deactivate", "reactivate")) {
            answer(
                    ada(),
                    () -> ada().forges(list, action, handle),
                    "Nobody may change keys from here: no admins are configured.");
        }
        assertTrue(ada().modal().isEmpty());
        assertEquals(List.of(), harness.aws.calls().changes());
    }

    @Test
    void an_admin_of_a_user_group_is_one_and_a_group_slack_does_not_tell_has_nobody() {
        harness.slack.workspace().userGroup("S0ADMINS1", BotHarness.VIEWER);
        harness.with("STALE_KEYS_ADMINS", "S0ADMINS1").start();
        assertShows(text(listFor(harness.user(BotHarness.VIEWER))), "Deactivate");
        harness.slack.workspace().userGroupsNeedUpgrade();
        clock.advance(Duration.ofMinutes(5));
        Message list = listFor(harness.user(BotHarness.VIEWER));
        assertHides(text(list), "Deactivate");
    }

    @Test
    void who_slack_does_not_tell_about_may_do_nothing() {
        harness.start();
        Message list = listFor(ada());
        clock.advance(Duration.ofMinutes(6));
        harness.slack.fault("users.info").error("internal_error");
        changesNothing(ada(), list, "Slack did not tell who you are just now");
        answer(ada(), "/stale-keys", "so nothing was done. Please try again in a moment.");
    }

    /** Every way of theirs to the change: the button itself, and a made-up click. */
    private void changesNothing(SlackUser who, Message adminsList, String told) {
        answer(who, () -> who.forges(adminsList, "deactivate", valueOf(adminsList, "Deactivate")), told);
        assertTrue(who.modal().isEmpty(), "no dialog opens");
        assertEquals(List.of(), harness.aws.calls().changes());
    }
}
