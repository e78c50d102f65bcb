package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** The way back: for admins, for keys this bot switched off, and never for a leaked one. */
class ReactivateStoryTest extends Story {
    @ParameterizedTest
    @EnumSource
    void what_was_switched_off_is_switched_on_again(Mode mode) {
        FakeKey key = goransKey();
        start(mode);
        Message list = listFor(ada());
        switchOff(ada(), list, "goran");
        clock.advance(Duration.ofMinutes(20));
        abel().clicks(listFor(abel()), "Refresh");
        Message gorans = answer(abel(), "/stale-keys user goran", "Access keys of one user");
        assertShows(text(gorans), "Deactivated by @ada", "[Reactivate]");
        abel().clicks(gorans, "Reactivate", "goran");
        assertShows(text(abel().awaitModal("Reason")), key.id(), "Inactive", "[Reactivate]", "[Leave inactive]");
        abel().submits(Map.of("Reason", "The import needs it until Tuesday"));
        abel().awaitModal("is active again. AWS confirms it.");
        assertEquals("Active", key.status());
        awaitNow(gorans, "Reactivated by @abel");
        assertShows(now(gorans), "[Deactivate]", "The import needs it until Tuesday");

        Message told = harness.user(GORAN).awaitMessage("was reactivated", PATIENCE);
        assertShows(text(told), key.id(), "@abel");
        assertEquals(
                List.of(
                        Event.Kind.DEACTIVATION_REQUESTED,
                        Event.Kind.DEACTIVATED,
                        Event.Kind.REACTIVATION_REQUESTED,
                        Event.Kind.REACTIVATED),
                kinds());
        assertEquals(BotHarness.SECOND_ADMIN, events().get(3).actor());
    }

    @Test
    void the_digest_in_the_channel_goes_there_and_back() {
        goransKey();
        harness.start();
        clock.advance(Duration.ofDays(4).minusHours(1));
        Message digest = awaitPost("1 stale key");
        switchOff(ada(), digest, "goran");
        awaitNow(digest, "[Reactivate]");
        ada().clicks(digest, "Reactivate");
        ada().awaitModal("Reason");
        ada().submits(Map.of("Reason", "Still needed"));
        ada().awaitModal("is active again. AWS confirms it.");
        awaitNow(digest, "Reactivated");
        assertShows(now(digest), "[Deactivate]");
    }

    @Test
    void a_key_somebody_else_switched_off_is_not_switched_on_from_here() {
        FakeKey key = goransKey();
        harness.start();
        String handle = valueOf(listFor(ada()), "Deactivate");
        key.status("Inactive");
        Message gorans = answer(ada(), "/stale-keys user goran", "Access keys of one user");
        assertHides(text(gorans), "[Reactivate]", "[Deactivate]");
        ada().forges(gorans, "reactivate", handle);
        ada().awaitModal("From here only a key that was last deactivated from here can be reactivated.");
        assertEquals(List.of(), harness.aws.calls().changes());
    }

    @Test
    void a_leaked_key_stays_off() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        switchOff(ada(), list, "goran");
        awaitNow(list, "[Reactivate]");
        account.user("goran").quarantined();
        ada().clicks(list, "Reactivate");
        ada().awaitModal("It stays inactive. Nothing was changed.");
        assertEquals("Inactive", key.status());
        assertHides(text(answer(ada(), "/stale-keys user goran", "Access keys of one user")), "[Reactivate]");
    }

    @Test
    void a_leaked_key_stays_off_however_its_user_is_typed() {
        FakeKey key = goransKey();
        harness.start();
        switchOff(ada(), listFor(ada()), "goran");
        clock.advance(Duration.ofMinutes(20));
        Message offered = answer(ada(), "/stale-keys user GORAN", "Access keys of one user");
        assertShows(text(offered), "key of goran", "[Reactivate]", "Deactivated by");
        account.user("goran").quarantined();

        Message refused = answer(ada(), "/stale-keys user GoRaN", "Access keys of one user");

        assertHides(text(refused), "[Reactivate]", "GoRaN");
        ada().forges(refused, "reactivate", valueOf(offered, "Reactivate"));
        ada().awaitModal("It stays inactive. Nothing was changed.");
        assertEquals("Inactive", key.status());
        assertEquals(
                List.of("goran"),
                events().stream()
                        .map(event -> event.key().userName())
                        .distinct()
                        .toList());
    }

    @Test
    void where_iam_does_not_let_the_bot_look_a_key_counts_as_leaked() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        switchOff(ada(), list, "goran");
        awaitNow(list, "[Reactivate]");
        account.user("goran").quarantined();
        account.deny("iam:GetAccountAuthorizationDetails").deny("iam:ListEntitiesForPolicy");
        ada().clicks(list, "Reactivate");
        ada().closes(ada().awaitModal("It stays inactive. Nothing was changed."));

        account.deny("iam:ListAttachedUserPolicies");
        ada().clicks(list, "Reactivate");
        ada().awaitModal("It is not known whether a key of this user leaked");
        Message gorans = answer(ada(), "/stale-keys user goran", "Access keys of one user");
        assertHides(text(gorans), "[Reactivate]");
        assertShows(text(gorans), "so this one counts as leaked", "AWS refused iam:ListAttachedUserPolicies");
        assertEquals("Inactive", key.status());
    }

    @Test
    void nobody_but_an_admin_switches_on() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        switchOff(ada(), list, "goran");
        // The owner sees the button in their own message, and is refused: it is an admin's to undo.
        SlackUser goran = harness.user(GORAN);
        Message told = goran.awaitMessage("was deactivated", PATIENCE);
        for (String who : List.of(GORAN, BotHarness.VIEWER, BotHarness.MEMBER, BotHarness.GUEST)) {
            SlackUser user = harness.user(who);
            answer(
                    user,
                    () -> user.forges(told, "reactivate", valueOf(told, "Reactivate")),
                    "Only an admin may reactivate a key. Nothing was changed; please ask one.");
        }
        assertEquals("Inactive", key.status());
        assertEquals(1, harness.aws.calls().changes().size());
    }

    @Test
    void a_key_switched_on_elsewhere_meanwhile_is_not_claimed() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        switchOff(ada(), list, "goran");
        awaitNow(list, "[Reactivate]");
        key.status("Active");
        ada().clicks(list, "Reactivate");
        ada().awaitModal("is already active. Nothing was changed.");
        assertEquals(1, harness.aws.calls().changes().size());
    }

    private void switchOff(SlackUser who, Message list, String user) {
        asksToDeactivate(who, list, user);
        who.submits(Map.of("Reason", "No answer"));
        who.closes(who.awaitModal("AWS confirms"));
    }
}
