package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.api.Hold;
import stalekeys.standin.slack.workspace.Message;

/** Stopped in the middle: nothing is forgotten, nothing said twice, and nothing done on an old intention. */
class RestartStoryTest extends Story {
    private static final Map<String, String> REASON = Map.of("Reason", "No answer");

    @ParameterizedTest
    @EnumSource
    void what_was_decided_and_not_sent_is_sent_after_the_restart(Mode mode) {
        goransKey();
        start(mode);
        harness.slack.fault("chat.postMessage").once().rateLimited(60);
        answer(ada(), () -> ada().clicks(listFor(ada()), "Ask owner to rotate"), "I go on trying by myself");
        harness.stop();
        clock.advance(Duration.ofHours(1));
        harness.start();
        harness.user(GORAN).awaitMessage("Please rotate", PATIENCE);
        awaitEvent(Event.Kind.ASK_DELIVERED);
        harness.restart();
        clock.advance(Duration.ofDays(1));
        assertShows(text(listFor(ada())), "The owner was asked by @ada");
        assertEquals(1, harness.user(GORAN).directMessages().size());
    }

    @Test
    void what_was_being_sent_when_it_ended_is_shown_and_not_resent() {
        goransKey();
        harness.start();
        try (Hold hold = harness.slack.fault("chat.postMessage").hangAfterwards()) {
            ada().clicks(listFor(ada()), "Ask owner to rotate");
            hold.awaitReached(PATIENCE);
            harness.stop();
        }
        harness.slack.clearFaults();
        harness.start();
        clock.advance(Duration.ofMinutes(5));
        Message list = answer(ada(), "/stale-keys", "This message may not have arrived");
        assertShows(text(list), "it is not confirmed that the message arrived", "[Send again]");
        clock.advance(Duration.ofDays(1));
        harness.restart();
        assertShows(text(listFor(ada())), "This message may not have arrived");
        assertEquals(1, harness.user(GORAN).directMessages().size());
        assertEquals(1, harness.slack.calls("chat.postMessage"));
    }

    @Test
    void a_change_aws_was_told_of_when_it_ended_is_found_out_and_recorded_once() throws InterruptedException {
        FakeKey key = goransKey();
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        harness.aws.before("UpdateAccessKey", parameters -> {
            told.countDown();
            await(go);
        });
        ada().submits(REASON);
        assertTrue(told.await(30, TimeUnit.SECONDS));
        harness.stop();
        go.countDown();
        harness.aws.calm();
        harness.start();
        clock.advance(Duration.ofMinutes(1));
        awaitEvent(Event.Kind.DEACTIVATED);
        assertEquals("Inactive", key.status());
        assertEquals(1, harness.aws.calls().changes().size());
        ada().awaitMessage("is inactive. AWS confirms it.", PATIENCE);
        harness.user(GORAN).awaitMessage("was deactivated", PATIENCE);
        harness.restart();
        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.DEACTIVATED), kinds());
        assertEquals(1, harness.user(GORAN).directMessages().size());
    }

    @Test
    void an_intention_that_became_old_while_it_was_down_is_not_acted_on_and_the_person_is_told() throws Exception {
        FakeKey key = goransKey();
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "goran");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        harness.aws.before("ListAccessKeys", parameters -> {
            reading.countDown();
            await(never);
        });
        ada().submits(REASON);
        assertTrue(reading.await(30, TimeUnit.SECONDS));
        harness.stop();
        never.countDown();
        harness.aws.calm();
        clock.advance(Duration.ofHours(2));
        harness.start();
        awaitEvent(Event.Kind.CHANGE_NOT_DONE);
        assertEquals("Active", key.status());
        assertEquals(List.of(), harness.aws.calls().changes());
        assertTrue(harness.user(GORAN).directMessages().isEmpty());
    }

    @Test
    void who_asked_and_what_was_done_is_still_known_after_a_restart() {
        goransKey();
        stale("ana", 120, 1, "s3");
        account.user("ana").tag("slack", ANA);
        harness.start();
        Message list = listFor(ada());
        answer(ada(), () -> ada().clicks(list, "Ask owner to rotate", "ana"), "ana has been asked");
        asksToDeactivate(ada(), list, "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        harness.restart();
        // The handles in yesterday's buttons still stand for the same keys.
        answer(ada(), () -> ada().forges(list, "ask_owner", valueOf(list, "Ask owner to rotate")), "inactive already");
        String told = text(answer(
                abel(), () -> abel().clicks(listFor(abel()), "Ask owner to rotate", "ana"), "was already asked"));
        assertShows(told, "by ada");
        Message gorans = answer(abel(), "/stale-keys user goran", "Access keys of one user");
        assertShows(text(gorans), "Deactivated by @ada", "[Reactivate]");
    }

    @Test
    void a_restarted_bot_shows_the_list_at_once_and_says_of_when_it_is() {
        goransKey();
        stale("ana", 120, 1, "s3");
        harness.start();
        Message list = listFor(ada());
        asksToDeactivate(ada(), list, "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        harness.stop();
        clock.advance(Duration.ofMinutes(30));
        // Nobody can be asked about any key from here on.
        CountDownLatch go = new CountDownLatch(1);
        harness.aws.before("ListUsers", parameters -> await(go));
        harness.start();

        Message kept = answer(ada(), "/stale-keys", "1 stale key");

        assertShows(text(kept), "ana", "As of 2026-09-24 10:00 UTC");
        assertHides(text(kept), "goran");
        go.countDown();
        answer(ada(), () -> ada().clicks(kept, "Refresh"), "As of 2026-09-24 10:30 UTC");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
