package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.work.ledger.Decision;

/** Who did what, when and why: for admins, and for nobody else. */
class HistoryStoryTest extends Story {
    private static final String ASK = "Ask owner to rotate";

    @Test
    void an_admin_reads_who_did_what_and_why() {
        FakeKey key = goransKey();
        stale("ana", 100, 1, "s3");
        harness.start();
        answer(ada(), "/stale-keys history", "Nothing was asked for or done yet.");
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "has been asked");
        awaitEvent(Event.Kind.ASK_DELIVERED);
        clock.advance(Duration.ofHours(2));
        asksToDeactivate(abel(), listFor(abel()), "goran");
        abel().submits(Map.of("Reason", "Nobody *answered* <!here>"));
        abel().awaitModal("AWS confirms");

        String told = text(answer(ada(), "/stale-keys history user GORAN", "newest first"));

        assertShows(
                told,
                "4 events about keys of GORAN, newest first.",
                "Deactivated, confirmed by IAM",
                "Deactivation requested",
                "Ask arrived in the owner's direct messages",
                "Ask to rotate requested",
                "by @abel",
                "by @ada",
                "by stale-keys",
                "Nobody *answered* <!here>",
                masked(key),
                "2026-09-24 12:00 UTC",
                "Only you can see this.");
        assertHides(told, key.id(), "[Next]");
        answer(ada(), "/stale-keys history user ana", "Nothing is recorded about keys of ana.");
        // Private: the channel has seen nothing of it.
        assertEquals(List.of(), posts());
    }

    @Test
    void five_thousand_events_are_turned_page_by_page() {
        FakeKey key = goransKey();
        harness.start();
        for (int each = 1; each <= 5_000; each++) {
            harness.database()
                    .ledger()
                    .commit(Decision.of(new Event(
                            clock.instant(),
                            Event.Kind.ASK_FAILED,
                            new KeyRef(account.id(), "goran", new KeyId(key.id()), clock.instant()),
                            BotHarness.ADMIN,
                            "why " + each,
                            "slack",
                            "many:" + each)));
        }
        Message history = answer(ada(), "/stale-keys history", "Page 1 of 500");
        assertShows(now(history), "5,000 events, newest first.", "why 5000", "why 4991");
        assertHides(now(history), "why 4990", "[Previous]");
        answer(ada(), () -> ada().clicks(history, "Next"), "Page 2 of 500");
        assertShows(now(history), "why 4990");
        answer(ada(), () -> ada().forges(history, "next", "- 500 history"), "Page 500 of 500");
        assertShows(now(history), "why 1\n");
        assertHides(now(history), "[Next]");
        answer(ada(), () -> ada().clicks(history, "Previous"), "Page 499 of 500");
    }

    @Test
    void nobody_else_reads_it_by_command_or_by_click() {
        goransKey();
        harness.start();
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "has been asked");
        Message history = answer(ada(), "/stale-keys history", "newest first");
        for (String person : List.of(BotHarness.VIEWER, BotHarness.MEMBER, BotHarness.GUEST)) {
            SlackUser other = harness.user(person);
            answer(other, "/stale-keys history", "Only admins can read the history.");
            answer(other, "/stale-keys history user goran", "Only admins can read the history.");
            answer(other, () -> other.forges(history, "next", "- 1 history"), "Only admins can read the history.");
            other.messages().forEach(message -> assertHides(text(message), "goran", "requested"));
        }
    }
}
