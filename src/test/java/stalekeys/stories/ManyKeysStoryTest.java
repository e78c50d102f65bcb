package stalekeys.stories;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.RandomAccount;
import stalekeys.standin.slack.workspace.Message;

/** Five thousand stale keys: the same two surfaces, and never more than a screenful. */
class ManyKeysStoryTest extends Story {
    ManyKeysStoryTest() {
        super(clock -> RandomAccount.mostlyFresh(7, 5_000, 100, "111122223333", clock));
    }

    @Test
    void lists_turn_to_the_last_page_and_back_and_the_digest_is_a_screenful() {
        harness.start();
        ada().types("/stale-keys");
        Message list = ada().awaitMessage("Page 1 of 1000", Duration.ofMinutes(5));
        assertShows(text(list), "5,000 stale keys", "All keys: ");
        // The credential report ruled users out: nobody counted the keys of those.
        assertHides(text(list), " fresh", "inactive");
        answer(ada(), () -> ada().clicks(list, "Next"), "Page 2 of 1000");
        // Nobody clicks a thousand times: the value a click on page 998 would carry.
        answer(ada(), () -> ada().forges(list, "next", "- 999"), "Page 999 of 1000");
        answer(ada(), () -> ada().clicks(list, "Next"), "Page 1000 of 1000");
        assertHides(now(list), "[Next]");
        answer(ada(), () -> ada().clicks(list, "Previous"), "Page 999 of 1000");
        // Beyond the end is the end.
        answer(ada(), () -> ada().forges(list, "next", "- 4000"), "Page 1000 of 1000");

        clock.advance(Duration.ofDays(4).minusHours(1));
        Message digest = harness.slack.awaitPost(
                BotHarness.CHANNEL, message -> text(message).contains("5,000 stale keys"), Duration.ofMinutes(5));
        // The first digest of a week lists every user, so here all keys are counted.
        assertShows(text(digest), "And 4,995 more keys", "Fresh: 1 key");
        org.junit.jupiter.api.Assertions.assertTrue(
                text(digest).lines().count() < 40, () -> "more than a screenful:\n" + text(digest));
    }
}
