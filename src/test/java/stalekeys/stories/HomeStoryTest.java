package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.OpenView;

/** The Home tab: everybody's own keys, and for admins and viewers how it stands with all of them. */
class HomeStoryTest extends Story {
    private static final String NOTHING_OF_YOURS = "None of the stale keys names you as its owner";

    @ParameterizedTest
    @EnumSource
    void an_owner_sees_their_key_and_acts_on_it_there(Mode mode) {
        FakeKey key = goransKey();
        stale("ana", 100, 1, "s3");
        start(mode);
        SlackUser goran = harness.user(GORAN);

        goran.opensHome();
        String home = text(goran.awaitHome("1 key of yours is due for rotation"));
        assertShows(home, "goran", masked(key), "[I've rotated it]", "[Not mine]", "[Show me how]", "All keys:");
        assertHides(home, "ana", key.id(), "Remind me later", "[Deactivate]", "set-up", "What was done last");
        assertHides(home, "[Deactivate it now]");

        answer(ada(), () -> ada().clicks(listFor(ada()), "Ask owner to rotate", "goran"), "has been asked");
        goran.awaitHome("[Deactivate it now]");
        goran.clicksInHome("I've rotated it");
        goran.awaitHome("Not yet: key " + masked(key) + " of goran is still active.");

        goran.clicksInHome("Deactivate it now");
        goran.awaitModal("Reason");
        goran.submits(Map.of("Reason", "I have a new one"));
        goran.awaitModal("AWS confirms");
        goran.awaitHome(NOTHING_OF_YOURS);
        assertEquals("Inactive", key.status());
    }

    @Test
    void an_admin_sees_how_everything_stands_and_what_is_done_about_it() {
        FakeKey key = goransKey();
        stale("ana", 100, 1, "s3");
        harness.without("STALE_KEYS_CHANNEL").start();

        ada().opensHome();
        String home = text(ada().awaitHome("STALE_KEYS_CHANNEL: Not set"));
        assertShows(
                home,
                NOTHING_OF_YOURS,
                "What is missing in the set-up",
                "All access keys",
                "1 critical, 1 stale",
                "1 stale key names no owner",
                "users checked",
                "[Ask owner to rotate]",
                "[Deactivate]");
        assertHides(home, key.id(), "What was done last", "the owner was asked;");

        ada().clicksInHome("Ask owner to rotate", "goran");
        ada().awaitHome("has been asked to rotate");
        String after = text(ada().awaitHome("Of 1 stale key the owner was asked; it is not rotated yet."));
        assertShows(after, "What was done last", "Ask to rotate requested: goran, by @ada");
    }

    @Test
    void homes_opened_today_follow_what_others_do_and_those_of_yesterday_do_not() {
        goransKey();
        harness.start();
        SlackUser vera = harness.user(BotHarness.VIEWER);
        vera.opensHome();
        vera.awaitHome("1 critical, 0 stale");

        asksToDeactivate(abel(), listFor(abel()), "goran");
        abel().submits(Map.of("Reason", "Left"));
        abel().awaitModal("AWS confirms");

        String seen = text(vera.awaitHome("Deactivated, confirmed by IAM: goran"));
        assertShows(seen, "0 critical, 0 stale");
        // Who did it, and why, is for those who may read the history.
        assertHides(seen, "abel", "Left", "[Send again]", "set-up");

        clock.advance(Duration.ofHours(25));
        int published = harness.slack.calls("views.publish");
        answer(ada(), "/stale-keys", "Stale access keys");
        ada().opensHome();
        ada().awaitHome("All access keys");
        assertTrue(harness.slack.requests("views.publish").stream()
                .skip(published)
                .allMatch(call -> call.arg("user_id").equals(BotHarness.ADMIN)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void what_a_person_may_not_see_any_more_is_withdrawn_however_long_ago_it_was_opened(int hours) {
        goransKey();
        harness.start();
        SlackUser vera = harness.user(BotHarness.VIEWER);
        for (SlackUser each : List.of(abel(), vera)) {
            each.opensHome();
            each.awaitHome("All access keys");
        }
        clock.advance(Duration.ofHours(hours));
        harness.slack
                .workspace()
                .findPerson(BotHarness.SECOND_ADMIN)
                .orElseThrow()
                .guest();
        harness.slack.workspace().findPerson(BotHarness.VIEWER).orElseThrow().ofTeam("T0OTHER01");

        answer(ada(), () -> ada().clicks(listFor(ada()), "Ask owner to rotate", "goran"), "has been asked");

        assertHides(awaitHomeWithout(abel(), "All access keys"), "goran", "critical");
        assertHides(text(vera.awaitHome("Only members of this workspace can use this.")), "goran", "critical");
    }

    @Test
    void a_home_slack_did_not_withdraw_is_withdrawn_as_soon_as_it_does() {
        goransKey();
        harness.start();
        SlackUser vera = harness.user(BotHarness.VIEWER);
        vera.opensHome();
        vera.awaitHome("All access keys");
        clock.advance(Duration.ofHours(1));
        harness.slack.workspace().findPerson(BotHarness.VIEWER).orElseThrow().guest();
        harness.slack.fault("views.publish").times(3).status(500);

        answer(ada(), () -> ada().clicks(listFor(ada()), "Ask owner to rotate", "goran"), "has been asked");

        assertHides(awaitHomeWithout(vera, "All access keys"), "goran", "critical");
    }

    private String awaitHomeWithout(SlackUser who, String withdrawn) {
        return harness.slack.await(
                "a Home without " + withdrawn,
                () -> who.home().map(this::text).filter(home -> !home.contains(withdrawn)),
                PATIENCE);
    }

    @Test
    void after_a_restart_a_home_is_filled_at_once_from_the_last_look() {
        goransKey();
        harness.start();
        listFor(ada());
        harness.restart();

        ada().opensHome();
        ada().awaitHome("All access keys");

        assertTrue(harness.slack.requests("views.publish").stream()
                .noneMatch(call -> call.arg("view").contains("I am reading all keys")));
    }

    @Test
    void a_guest_sees_only_what_is_theirs_and_a_stranger_nothing() {
        goransKey();
        harness.start();
        SlackUser gil = harness.user(BotHarness.GUEST);
        gil.opensHome();
        String home = text(gil.awaitHome(NOTHING_OF_YOURS));
        assertHides(home, "goran", "All keys", "critical", "users checked", "set-up");
        account.user("goran").tag("slack", BotHarness.GUEST);
        // Nobody but an admin has everything read again sooner.
        clock.advance(Duration.ofMinutes(5));
        gil.clicksInHome("Refresh");
        assertHides(text(gil.awaitHome("1 key of yours is due for rotation")), "[Deactivate it now]");

        SlackUser stan = harness.user(BotHarness.STRANGER);
        stan.opensHome();
        OpenView refused = stan.awaitHome("Only members of this workspace can use this.");
        assertHides(text(refused), "goran", "Refresh");
        stan.forges(refused, "refresh_home", "home");
        stan.forges(refused, "deactivate", "whatever");
        assertHides(text(stan.awaitHome("Only members of this workspace")), "goran");
    }

    @Test
    void a_home_that_was_published_by_another_copy_of_the_bot_is_drawn_again() {
        goransKey();
        harness.start();
        ada().opensHome();
        ada().awaitHome("All access keys");
        harness.slack.fault("views.publish").times(1).error("hash_conflict");
        answer(ada(), () -> ada().clicks(listFor(ada()), "Ask owner to rotate", "goran"), "has been asked");
        awaitEvent(Event.Kind.ASK_DELIVERED);
        ada().awaitHome("Of 1 stale key the owner was asked; it is not rotated yet.");
    }
}
