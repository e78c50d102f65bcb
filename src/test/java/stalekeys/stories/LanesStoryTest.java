package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** One person asks for a great deal at once, and nobody else waits for it, nor does IAM hear much of it. */
class LanesStoryTest extends Story {
    private static final Map<String, String> REASON = Map.of("Reason", "No answer for weeks");
    private static final String SEVERAL = "You have several requests running; try again when they finish.";
    private static final String A_LIST = "Access keys of one user";
    /** What one person may have under way, and waiting. */
    private static final int SHARE = 6;

    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    /** How often IAM was asked what it is held back with. */
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void nothing_is_held_any_more() {
        go.countDown();
        harness.slack.clearFaults();
    }

    @ParameterizedTest
    @CsvSource({"HTTP, 40", "HTTP, 400", "SOCKET_MODE, 40", "SOCKET_MODE, 400"})
    void a_member_looks_one_user_up_without_end_and_an_admin_deactivates_a_key(Mode mode, int times) {
        FakeKey key = goransKey();
        account.addUser("young").keyAged(10);
        start(mode);
        Message list = listFor(ada());
        holds("ListUserTags", "young"::equals);
        harness.aws.calls().reset();

        asks(mo(), times, i -> "/stale-keys user young");
        await(held);
        assertEquals(1, harness.aws.calls().total(), "whose it is, asked once");
        deactivates(list, "goran", key);

        go.countDown();
        allAreAnswered(mo(), times);
        assertEquals(1, asked.get(), "those who waited got the same answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 400})
    void a_user_whom_the_list_names_another_owner_for_is_not_looked_up_at_all(int times) {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        harness.aws.calls().reset();

        asks(mo(), times, i -> "/stale-keys user " + (i % 2 == 0 ? "goran" : "GORAN"));
        awaits(mo(), times, message -> true);

        assertEquals(0, harness.aws.calls().total());
        mo().messages().forEach(message -> assertHides(text(message), masked(key)));
        deactivates(list, "goran", key);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 400})
    void four_hundred_users_are_six_questions(int times) {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        holds("ListUserTags", name -> name.startsWith("robot-"));

        asks(mo(), times, i -> "/stale-keys user robot-" + i);
        await(held);
        deactivates(list, "goran", key);
        go.countDown();
        allAreAnswered(mo(), times);

        assertEquals(SHARE, asked.get());
    }

    @Test
    void a_viewer_s_look_ups_are_one_and_an_admin_deactivates_a_key() {
        FakeKey key = goransKey();
        stale("ana", 120, 1, "s3");
        harness.start();
        Message list = listFor(ada());
        holds("ListAccessKeys", "ana"::equals);
        harness.aws.calls().reset();

        asks(harness.user(BotHarness.VIEWER), 400, i -> "/stale-keys user ana");
        await(held);
        assertEquals(1, harness.aws.calls().total());
        deactivates(list, "goran", key);

        go.countDown();
        allAreAnswered(harness.user(BotHarness.VIEWER), 400);
    }

    @Test
    void an_owner_s_dialogs_that_can_t_be_filled_keep_no_admin_waiting() {
        goransKey();
        FakeKey anas = stale("ana", 120, 1, "s3");
        harness.start();
        Message list = listFor(ada());
        harness.user(GORAN).opensHome();
        harness.user(GORAN).awaitHome("[Show me how]");
        holds("ListAccessKeys", "goran"::equals);

        for (int i = 0; i < 40; i++) {
            assertTrue(harness.user(GORAN).clicksInHome("Show me how").isOk());
        }
        await(held);
        deactivates(list, "ana", anas);
    }

    @Test
    void answers_slack_does_not_take_keep_no_click_waiting() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        harness.slack.fault("response_url").hang();

        asks(mo(), 40, i -> "/stale-keys help");
        asksToDeactivate(ada(), list, "goran");
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        assertEquals("Inactive", key.status());
    }

    @Test
    void a_guest_who_refreshes_again_and_again_makes_no_audits_in_a_row() {
        goransKey();
        harness.start();
        SlackUser gil = harness.user(BotHarness.GUEST);
        Message list = answer(gil, "/stale-keys", "Your stale access keys");
        assertEquals(1, audits());
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(20));
            String shown = text(answer(gil, () -> gil.clicks(list, "Refresh"), "a short while ago"));
            assertShows(
                    shown,
                    "this is from 2026-09-24 10:00 UTC. You can have it read again from 2026-09-24 10:05 UTC on.",
                    "As of 2026-09-24 10:00 UTC");
        }
        gil.opensHome();
        gil.awaitHome("Your access keys");
        gil.clicksInHome("Refresh");
        gil.awaitHome("You can have it read again from 2026-09-24 10:05 UTC on.");
        assertEquals(1, audits());

        clock.advance(Duration.ofMinutes(2));
        answer(gil, () -> gil.clicks(list, "Refresh"), "As of 2026-09-24 10:05 UTC");
        assertEquals(2, audits());
        // An admin is not held back by it.
        Message adas = listFor(ada());
        clock.advance(Duration.ofMinutes(1));
        answer(ada(), () -> ada().clicks(adas, "Refresh"), "As of 2026-09-24 10:06 UTC");
        assertEquals(3, audits());
    }

    @Test
    void a_member_who_asks_for_ever_younger_keys_makes_one_audit() {
        goransKey();
        harness.start();
        listFor(ada());
        for (int days = 80; days > 0; days -= 20) {
            answer(mo(), "/stale-keys older-than " + days, "Access keys by age");
        }
        assertEquals(2, audits());
    }

    private SlackUser mo() {
        return harness.user(BotHarness.MEMBER);
    }

    private long audits() {
        return harness.aws.calls().of("ListUsers");
    }

    /** IAM does not answer such calls about these users until it may. */
    private void holds(String action, Predicate<String> user) {
        harness.aws.before(action, parameters -> {
            if (user.test(parameters.getOrDefault("UserName", ""))) {
                asked.incrementAndGet();
                held.countDown();
                await(go);
            }
        });
    }

    private void asks(SlackUser who, int times, IntFunction<String> command) {
        for (int i = 0; i < times; i++) {
            assertTrue(who.types(command.apply(i)).isOk());
        }
    }

    private void deactivates(Message list, String user, FakeKey key) {
        asksToDeactivate(ada(), list, user);
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");
        assertEquals("Inactive", key.status());
    }

    /** As many as one may have under way with the list, all others with a sentence. */
    private void allAreAnswered(SlackUser who, int times) {
        awaits(who, SHARE, message -> text(message).contains(A_LIST));
        awaits(who, times - SHARE, message -> text(message).contains(SEVERAL));
    }

    private void awaits(SlackUser who, int count, Predicate<Message> wanted) {
        harness.slack.await(
                count + " answers for " + who.id(),
                () -> who.ephemerals().stream().filter(wanted).count() == count ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
