package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** Asking an owner: one clear message, once, and the truth about whether it arrived. */
class AskStoryTest extends Story {
    private static final String ASK = "Ask owner to rotate";

    @ParameterizedTest
    @EnumSource
    void the_owner_gets_one_clear_message(Mode mode) {
        FakeKey key = goransKey();
        account.user("goran").describe(key, "The old importer");
        start(mode);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "goran has been asked to rotate key");
        String message = text(harness.user(GORAN).awaitMessage("Please rotate this AWS access key", PATIENCE));
        assertShows(
                message,
                "366 days old",
                "example-prod",
                "goran",
                key.id(),
                "ast used",
                "by s3",
                "The old importer",
                "a role in place of a key",
                "1. Create a second key",
                "5. Delete the old key",
                "Asked by @ada",
                "@abel");
        assertShows(
                message, "[I've rotated it]", "[Remind me later", "[Not mine]", "[Deactivate it now]", "[Show me how]");
        assertHides(message, "[Deactivate]", ASK);
        assertEquals(List.of(Event.Kind.ASKED, Event.Kind.ASK_DELIVERED), kinds());
        assertEquals(BotHarness.ADMIN, events().get(0).actor());
    }

    @Test
    void the_notification_itself_says_what_it_is_about() {
        goransKey();
        harness.start();
        ada().clicks(listFor(ada()), ASK, "goran");
        Message message = harness.user(GORAN).awaitMessage("Please rotate", PATIENCE);
        assertShows(message.text(), "Please rotate this AWS access key", "goran");
    }

    @Test
    void asked_again_within_seven_days_sends_nothing_and_tells_who_asked() {
        goransKey();
        harness.start();
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "has been asked");
        clock.advance(Duration.ofDays(6).plusHours(23));
        Message abels = listFor(abel());
        assertShows(text(abels), "The owner was asked by @ada");
        String told = text(answer(abel(), () -> abel().clicks(abels, ASK, "goran"), "was already asked"));
        assertShows(told, "by ada on 24 September at 12:00", "The message arrived.", "Nothing was sent again.");
        assertEquals(1, harness.user(GORAN).directMessages().size());
    }

    @Test
    void after_eight_days_the_owner_can_be_asked_again() {
        goransKey();
        harness.start();
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "has been asked");
        clock.advance(Duration.ofDays(8));
        answer(abel(), () -> abel().clicks(listFor(abel()), ASK, "goran"), "has been asked");
        assertEquals(2, harness.user(GORAN).directMessages().size());
    }

    @ParameterizedTest
    @EnumSource
    void a_double_click_asks_once(Mode mode) {
        goransKey();
        start(mode);
        Message list = listFor(ada());
        ada().clicksAsShown(list, ASK, "goran");
        ada().clicksAsShown(list, ASK, "goran");
        answer(ada(), () -> ada().clicksAsShown(list, ASK, "goran"), "Nothing was sent again.");
        awaitEvent(Event.Kind.ASK_DELIVERED);
        assertEquals(1, harness.user(GORAN).directMessages().size());
        assertEquals(1, harness.slack.calls("chat.postMessage"));
    }

    @Test
    void where_direct_messages_are_off_the_asker_is_told_and_may_ask_again() {
        goransKey();
        harness.slack.workspace().disableMessagesTab(true);
        harness.start();
        String told = text(answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "could not be asked"));
        assertShows(told, "messages_tab_disabled");
        assertEquals(List.of(Event.Kind.ASKED, Event.Kind.ASK_FAILED), kinds());
        harness.slack.workspace().disableMessagesTab(false);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "has been asked");
        assertEquals(1, harness.user(GORAN).directMessages().size());
    }

    @Test
    void a_rate_limited_message_is_sent_when_slack_says_so_and_once() {
        goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().rateLimited(30);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "I go on trying by myself");
        // Another message of the bot's that is due shows that this one is not: it keeps Slack's time.
        clock.advance(Duration.ofSeconds(20));
        answer(ada(), "/stale-keys help", "due for rotation");
        assertEquals(List.of(), harness.user(GORAN).directMessages());
        clock.advance(Duration.ofSeconds(11));
        harness.user(GORAN).awaitMessage("Please rotate", PATIENCE);
        awaitEvent(Event.Kind.ASK_DELIVERED);
        assertEquals(2, harness.slack.calls("chat.postMessage"));
    }

    @Test
    void what_slack_stumbled_over_is_not_resent_but_shown_and_an_admin_sends_it_again() {
        goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().status(500);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "may not have reached goran");
        clock.advance(Duration.ofHours(3));
        assertHides(text(listFor(harness.user(BotHarness.VIEWER))), "Send again", "may not have arrived");
        Message list = listFor(ada());
        assertShows(text(list), "This message may not have arrived", "goran", "[Send again]");
        assertShows(text(list), "it is not confirmed that the message arrived");
        assertEquals(1, harness.slack.calls("chat.postMessage"));

        String value = valueOf(list, "Send again");
        SlackUser vera = harness.user(BotHarness.VIEWER);
        answer(vera, () -> vera.forges(list, "send_again", value), "Only an admin may send a message again.");
        assertEquals(1, harness.slack.calls("chat.postMessage"));

        Message abels = listFor(abel());
        answer(ada(), () -> ada().clicks(list, "Send again"), "Sent again, and Slack took it.");
        answer(abel(), () -> abel().clicks(abels, "Send again"), "Somebody has dealt with that message already.");
        assertEquals(1, harness.user(GORAN).directMessages().size());
        assertEquals(List.of(Event.Kind.ASKED, Event.Kind.SENT_AGAIN, Event.Kind.ASK_DELIVERED), kinds());
    }

    @Test
    void a_message_whose_answer_was_lost_is_not_sent_twice() {
        goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().loseResponse();
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "may not have reached goran");
        clock.advance(Duration.ofDays(1));
        // Asking anew within the week does not send it either, and does not claim that it arrived.
        String told = text(answer(abel(), () -> abel().clicks(listFor(abel()), ASK, "goran"), "was already asked"));
        assertShows(told, "It is not confirmed that the message arrived. Nothing was sent again.");
        assertEquals(1, harness.user(GORAN).directMessages().size());
    }

    @Test
    void owners_are_found_in_each_way_there_is() {
        mayReadFullIds(BotHarness.MEMBER);
        stale("by-map", 100, 1, "s3");
        account.user("by-map").tag("slack", BRUNO);
        stale("by-slack", 101, 1, "s3");
        account.user("by-slack").tag("Slack", GORAN);
        stale("by-email", 102, 1, "s3");
        account.user("by-email").tag("EMAIL", "bruno@example.com");
        stale("by-owner", 103, 1, "s3");
        account.user("by-owner").tag("owner", "Goran@Example.com");
        stale("mo@example.com", 104, 1, "s3");
        harness.with("STALE_KEYS_OWNERS", "by-map=" + ANA).start();
        String[][] expected = {
            {"by-map", ANA},
            {"by-slack", GORAN},
            {"by-email", BRUNO},
            {"by-owner", GORAN},
            {"mo@example.com", BotHarness.MEMBER}
        };
        for (String[] each : expected) {
            Message card = answer(ada(), "/stale-keys user " + each[0], "Access keys of one user");
            answer(ada(), () -> ada().clicks(card, ASK), "has been asked");
            List<Message> received = harness.user(each[1]).directMessages();
            Message ask = received.get(received.size() - 1);
            assertShows(text(ask), each[0]);
        }
        assertEquals(5, harness.slack.calls("chat.postMessage"));
    }

    @Test
    void a_team_is_asked_in_its_channel_with_the_id_masked() {
        FakeKey key = stale("ci", 200, 1, "s3");
        account.user("ci").tag("owner", OTHER_CHANNEL);
        harness.start();
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "ci"), "has been asked");
        String post = text(messagesOf(OTHER_CHANNEL).get(0));
        assertShows(post, "Please rotate this AWS access key", masked(key));
        assertHides(post, key.id());
        assertEquals(List.of(Event.Kind.ASKED, Event.Kind.ASK_POSTED), kinds());
        String told = text(answer(abel(), () -> abel().clicks(listFor(abel()), ASK, "ci"), "was already asked"));
        assertHides(told, "The message arrived.");
    }

    @Test
    void nothing_is_posted_where_another_company_reads_along() {
        stale("ci", 200, 1, "s3");
        account.user("ci").tag("owner", OTHER_CHANNEL);
        harness.start();
        Message list = listFor(ada());
        harness.slack.workspace().findChannel(OTHER_CHANNEL).orElseThrow().shareOutside();
        clock.advance(Duration.ofMinutes(6));
        answer(ada(), () -> ada().clicks(list, ASK, "ci"), "Nobody can be asked");
        assertEquals(0, harness.slack.calls("chat.postMessage"));
        assertHides(text(listFor(ada())), "[" + ASK + "]");
    }

    @Test
    void a_channel_shared_between_the_click_and_the_post_gets_nothing() {
        stale("ci", 200, 1, "s3");
        account.user("ci").tag("owner", OTHER_CHANNEL);
        harness.start();
        harness.slack.fault("chat.postMessage").once().rateLimited(600);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "ci"), "I go on trying by myself");
        harness.slack.workspace().findChannel(OTHER_CHANNEL).orElseThrow().inviteOutside();
        clock.advance(Duration.ofMinutes(11));
        awaitEvent(Event.Kind.ASK_FAILED);
        assertEquals(List.of(), messagesOf(OTHER_CHANNEL));
    }

    @Test
    void an_owner_who_left_cannot_be_asked_and_the_card_says_so() {
        stale("hana", 200, 1, "s3");
        account.user("hana").tag("slack", HANA_WHO_LEFT);
        stale("nobodys", 300, 1, "s3");
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "is not a member here, or not any more", "No owner is named");
        assertHides(list, "[" + ASK + "]");
    }

    @Test
    void nobody_is_asked_about_a_key_that_is_gone_or_off_or_not_stale() {
        FakeKey key = goransKey();
        stale("ana", 120, 1, "s3");
        account.user("ana").tag("slack", ANA);
        harness.start();
        Message list = listFor(ada());
        key.status("Inactive");
        answer(ada(), () -> ada().clicksAsShown(list, ASK, "goran"), "is inactive already. Nobody was asked.");
        account.user("ana").removeKey(account.user("ana").onlyKey().id());
        answer(ada(), () -> ada().clicksAsShown(list, ASK, "ana"), "any more. Nobody was asked.");
        assertEquals(0, harness.slack.calls("chat.postMessage"));
        assertEquals(List.of(), events());
    }

    @Test
    void the_owner_is_looked_up_again_at_the_click() {
        goransKey();
        harness.start();
        Message list = listFor(ada());
        account.user("goran").tag("slack", BRUNO);
        answer(ada(), () -> ada().clicks(list, ASK, "goran"), "bruno has been asked");
        assertEquals(1, harness.user(BRUNO).directMessages().size());
        assertTrue(harness.user(GORAN).directMessages().isEmpty());
    }

    @Test
    void a_key_that_can_t_be_read_just_now_is_not_asked_about() {
        goransKey();
        harness.start();
        Message list = listFor(ada());
        account.denyOnUser("iam:ListAccessKeys", "goran");
        String told = text(answer(ada(), () -> ada().clicks(list, ASK, "goran"), "could not be read"));
        assertShows(told, "so nobody was asked");
        assertEquals(0, harness.slack.calls("chat.postMessage"));
    }
}
