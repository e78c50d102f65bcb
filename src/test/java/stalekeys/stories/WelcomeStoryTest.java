package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** The first meeting: three lines, once, and only where they may be said. */
class WelcomeStoryTest extends Story {
    private static final String HELLO = "I find AWS access keys that nobody has rotated";

    @ParameterizedTest
    @EnumSource
    void a_channel_the_bot_is_added_to_hears_of_it_once(Mode mode) {
        start(mode);
        harness.slack.workspace().channel("C0NEW0001", "new").with(BotHarness.ADMIN);
        harness.slack.botJoins("C0NEW0001");
        Message said =
                harness.slack.awaitPost("C0NEW0001", message -> text(message).contains(HELLO), PATIENCE);
        assertShows(text(said), "a digest in #security, next on 2026-09-28 09:00 UTC", "I answer to you alone");

        harness.slack.redeliverLastEvent();
        harness.restart();
        harness.slack.botJoins("C0NEW0001");
        // Of others who join nothing is said, and a later welcome shows that the earlier ones are through.
        harness.user(BotHarness.MEMBER).joins(OTHER_CHANNEL);
        harness.slack.workspace().channel("C0LATER01", "later").with(BotHarness.ADMIN);
        harness.slack.botJoins("C0LATER01");
        harness.slack.awaitPost("C0LATER01", message -> text(message).contains(HELLO), PATIENCE);
        assertEquals(1, messagesOf("C0NEW0001").size());
        assertEquals(List.of(), messagesOf(OTHER_CHANNEL));
    }

    @Test
    void a_person_hears_of_it_when_they_open_the_bot_for_the_first_time_and_a_stranger_never() {
        harness.without("STALE_KEYS_CHANNEL").without("STALE_KEYS_ADMINS").start();
        SlackUser mo = harness.user(BotHarness.MEMBER);
        mo.opensHome();
        assertShows(
                text(mo.awaitMessage(HELLO)),
                "I write to you when a key of yours is due, and post no digest.",
                "Still missing: a channel for the digest (STALE_KEYS_CHANNEL), and admins (STALE_KEYS_ADMINS)");
        mo.opensHome();
        harness.user(BotHarness.STRANGER).opensHome();
        harness.user(BotHarness.STRANGER).awaitHome("Only members of this workspace");
        ada().opensHome();
        ada().awaitMessage(HELLO);
        assertEquals(1, mo.directMessages().size());
        assertEquals(List.of(), harness.user(BotHarness.STRANGER).directMessages());
    }

    @Test
    void a_channel_shared_with_another_company_hears_nothing() {
        harness.start();
        harness.slack
                .workspace()
                .channel("C0SHARED1", "partners")
                .with(BotHarness.ADMIN)
                .shareOutside();
        harness.slack.botJoins("C0SHARED1");
        harness.slack.workspace().channel("C0NEW0001", "new").with(BotHarness.ADMIN);
        harness.slack.botJoins("C0NEW0001");
        harness.slack.awaitPost("C0NEW0001", message -> text(message).contains(HELLO), PATIENCE);
        assertEquals(List.of(), messagesOf("C0SHARED1"));
    }
}
