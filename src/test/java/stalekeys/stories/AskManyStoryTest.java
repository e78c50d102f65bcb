package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import stalekeys.standin.slack.workspace.OpenView;

/** Working through many: the owners of several keys of a page are asked at once, after a preview of who gets a message. */
class AskManyStoryTest extends Story {
    private static final String SEVERAL = "Ask several…";

    @ParameterizedTest
    @EnumSource
    void several_owners_are_asked_at_once_and_each_gets_one_message(Mode mode) {
        FakeKey first = goransKey();
        FakeKey second = stale("importer", 200, 3, "ec2");
        account.user("importer").tag("owner", "goran@example.com");
        stale("ana", 150, 3, "s3");
        account.user("ana").tag("slack", ANA);
        stale("robot", 120, 3, "s3");
        start(mode);

        Message list = listFor(ada());
        OpenView choice = opens(ada(), list);
        assertShows(
                text(choice),
                "(x) Critical: goran, 366 days old",
                "Asks goran",
                "(x) Stale: ana, 150 days old",
                "robot, key",
                "no owner is named.",
                "[Next]");
        OpenView preview = goesOn(ada(), Map.of(), "will be sent");
        assertShows(
                text(preview),
                "2 messages will be sent",
                "@goran: 2 keys in one message",
                "importer",
                "@ana: 1 key",
                "Who is not named here gets no message.",
                "[Send 2 messages]");
        assertEquals(0, harness.slack.calls("chat.postMessage"), "a preview sends nothing");
        assertEquals(List.of(), events());

        ada().submits(Map.of());
        assertShows(
                text(ada().awaitModal("has been asked")),
                "goran has been asked to rotate key " + masked(first) + " of goran.",
                "goran has been asked to rotate key " + masked(second) + " of importer.",
                "ana has been asked");
        awaitNow(list, "goran has been asked to rotate key");
        assertShows(now(list), "The owner was asked by @ada");
        assertHides(now(list), "[" + SEVERAL + "]");

        String dm = text(harness.user(GORAN).awaitMessage("Please rotate these 2 AWS access keys", PATIENCE));
        assertShows(dm, first.id(), second.id(), "Asked by @ada", "[I've rotated it]", "[Deactivate it now]");
        assertEquals(1, harness.user(GORAN).directMessages().size());
        assertShows(
                text(harness.user(ANA).directMessages().get(0)), "Please rotate this AWS access key", "Asked by @ada");
        assertTrue(harness.aws.calls().changes().isEmpty());
    }

    @Test
    void only_the_keys_that_stay_ticked_are_asked_about() {
        twoOwners();
        harness.start();
        OpenView choice = opens(ada(), listFor(ada()));
        OpenView preview = goesOn(ada(), Map.of("Keys", handleOf(choice, "ana")), "1 message will be sent");
        assertHides(text(preview), "goran");
        ada().submits(Map.of());
        ada().awaitModal("ana has been asked");
        assertEquals(List.of(), harness.user(GORAN).directMessages());
        assertEquals(0, ada().submits(choice, Map.of("Keys", "")).status(), "the client itself asks for one");
    }

    @Test
    void submitted_twice_nobody_is_asked_twice() {
        twoOwners();
        harness.start();
        opens(ada(), listFor(ada()));
        OpenView preview = goesOn(ada(), Map.of(), "2 messages will be sent");
        ada().submits(preview, Map.of());
        ada().submits(preview, Map.of());
        ada().awaitModal("Nothing was sent again.");
        assertEquals(2, harness.slack.calls("chat.postMessage"));
        assertEquals(1, harness.user(GORAN).directMessages().size());
    }

    @Test
    void the_days_limit_holds_and_the_preview_says_who_has_to_wait() {
        twoOwners();
        harness.with("STALE_KEYS_DAILY_DM_LIMIT", "1").start();
        opens(ada(), listFor(ada()));
        OpenView preview = goesOn(ada(), Map.of(), "1 message will be sent");
        assertShows(text(preview), "Not asked today: the limit of 1 message a day (UTC)", "@ana: 1 key");
        ada().submits(Map.of());
        assertHides(text(ada().awaitModal("goran has been asked")), "ana");
        assertEquals(List.of(), harness.user(ANA).directMessages());

        // A click on one key alone is nobody's to limit.
        answer(ada(), () -> ada().clicks(listFor(ada()), "Ask owner to rotate", "ana"), "ana has been asked");
    }

    @Test
    void what_changed_since_the_preview_is_asked_about_no_more() {
        FakeKey goransKey = twoOwners();
        harness.start();
        opens(ada(), listFor(ada()));
        goesOn(ada(), Map.of(), "2 messages will be sent");
        goransKey.status("Inactive");
        account.user("ana").tag("slack", BRUNO);
        ada().submits(Map.of());
        assertShows(
                text(ada().awaitModal("Nobody was asked")),
                "is inactive already. Nobody was asked.",
                "by now it would be bruno, whom the preview did not name.");
        assertEquals(0, harness.slack.calls("chat.postMessage"));
    }

    @Test
    void a_key_that_can_t_be_read_keeps_nobody_else_waiting() {
        twoOwners();
        harness.start();
        opens(ada(), listFor(ada()));
        account.denyOnUser("iam:ListAccessKeys", "goran");
        OpenView preview = goesOn(ada(), Map.of(), "1 message will be sent");
        assertShows(text(preview), "of goran could not be read, so nobody was asked.", "@ana: 1 key");
    }

    @Test
    void a_viewer_may_and_where_one_key_is_left_there_is_no_button() {
        twoOwners();
        harness.start();
        SlackUser vera = harness.user(BotHarness.VIEWER);
        Message list = listFor(vera);
        answer(vera, () -> vera.clicks(list, "Ask owner to rotate", "ana"), "ana has been asked");
        assertHides(now(list), "[" + SEVERAL + "]");

        // From a list that was not drawn again the dialog shows what is true now.
        vera.forges(list, "ask_several", valueOf(list, "Refresh"));
        assertShows(text(vera.awaitModal("goran")), "ana, key", "somebody was asked in the last 7 days.");
    }

    @Test
    void nobody_without_the_right_opens_or_submits_it() {
        twoOwners();
        harness.start();
        Message list = listFor(ada());
        SlackUser mo = harness.user(BotHarness.MEMBER);
        SlackUser gil = harness.user(BotHarness.GUEST);
        assertHides(text(answer(mo, "/stale-keys", "Your stale access keys")), SEVERAL);
        for (SlackUser who : List.of(mo, gil)) {
            answer(
                    who,
                    () -> who.forges(list, "ask_several", valueOf(list, SEVERAL)),
                    "Only admins and viewers may ask owners. Nobody was asked.");
        }
        OpenView choice = opens(ada(), list);
        mo.submits(choice, Map.of());
        ada().awaitModal("Only admins and viewers may ask owners.");
        ada().closes(ada().modal().orElseThrow());

        opens(ada(), list);
        OpenView preview = goesOn(ada(), Map.of(), "2 messages will be sent");
        mo.submits(preview, Map.of());
        ada().awaitModal("Only admins and viewers may ask owners.");
        assertEquals(0, harness.slack.calls("chat.postMessage"));
        assertEquals(List.of(), events());
    }

    @Test
    void a_dialog_without_its_memory_asks_nobody() {
        twoOwners();
        harness.start();
        opens(ada(), listFor(ada()));
        OpenView preview = goesOn(ada(), Map.of(), "2 messages will be sent");
        preview.json().put("private_metadata", "x\tU0GORAN04\t");
        ada().submits(preview, Map.of());
        ada().awaitModal("This button is too old.");
        assertEquals(List.of(), events());
    }

    @Test
    void the_first_ask_of_several_starts_the_same_follow_up() {
        twoOwners();
        harness.start();
        opens(ada(), listFor(ada()));
        goesOn(ada(), Map.of(), "2 messages will be sent");
        ada().submits(Map.of());
        ada().awaitModal("ana has been asked");
        assertEquals(
                2, kinds().stream().filter(Event.Kind.ASK_DELIVERED::equals).count());
        harness.daysPass(7);
        harness.sweep().run();
        harness.user(GORAN).awaitMessage("You were asked about it on", PATIENCE);
    }

    /** Goran's key is the worse one. */
    private FakeKey twoOwners() {
        FakeKey key = goransKey();
        stale("ana", 150, 3, "s3");
        account.user("ana").tag("slack", ANA);
        return key;
    }

    private OpenView opens(SlackUser who, Message list) {
        assertTrue(who.clicks(list, SEVERAL).isOk());
        return who.awaitModal("[Next]");
    }

    /** Chooses, and waits for the next step. */
    private OpenView goesOn(SlackUser who, Map<String, String> chosen, String showing) {
        who.submits(chosen);
        return who.awaitModal(showing);
    }

    private static String handleOf(OpenView choice, String user) {
        for (JsonNode block : choice.blocks()) {
            for (JsonNode option : block.path("element").path("options")) {
                if (option.path("text").path("text").asText().contains(user)) {
                    return option.path("value").asText();
                }
            }
        }
        throw new AssertionError("no box for " + user);
    }
}
