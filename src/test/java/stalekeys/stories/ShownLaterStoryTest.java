package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.OutboxItem;

/** Between asking and showing, people leave, channels are shared and keys change hands: it counts how things are when shown. */
class ShownLaterStoryTest extends LifecycleStory {
    private static final String PARTNERS = "C0PARTNER";
    private static final String GROUP = "S0VIEWERS";
    private static final String FEWER = "What you may see here has changed meanwhile, so this is not shown.";

    // ---- private answers

    @ParameterizedTest
    @EnumSource
    void an_export_is_not_given_to_a_viewer_who_was_deactivated_while_it_was_read(Mode mode) {
        goransKey();
        start(mode);
        whileAwsIsRead(() -> person(BotHarness.VIEWER).deleted());
        answer(harness.user(BotHarness.VIEWER), "/stale-keys export", "This account is deactivated.");
        assertEquals(List.of(), harness.slack.files());
    }

    @Test
    void an_export_is_not_given_to_who_is_no_viewer_any_more_when_it_is_read() {
        goransKey();
        harness.slack.workspace().userGroup(GROUP, BotHarness.VIEWER);
        harness.with("STALE_KEYS_VIEWERS", GROUP).start();
        whileAwsIsRead(() -> harness.slack.workspace().userGroup(GROUP));
        answer(harness.user(BotHarness.VIEWER), "/stale-keys export", FEWER);
        assertEquals(List.of(), harness.slack.files());
    }

    @Test
    void an_export_waits_for_a_conversation_and_the_right_is_looked_at_after_that() {
        goransKey();
        harness.start();
        listFor(ada());
        var hold = harness.slack.fault("conversations.open").hang();
        harness.user(BotHarness.VIEWER).types("/stale-keys export");
        hold.awaitReached(PATIENCE);
        person(BotHarness.VIEWER).deleted();
        clock.advance(Duration.ofMinutes(6));
        hold.release();
        harness.user(BotHarness.VIEWER).awaitMessage("This account is deactivated.", PATIENCE);
        assertEquals(List.of(), harness.slack.files());
    }

    @Test
    void a_list_is_not_shown_to_who_became_a_guest_while_it_was_read() {
        goransKey();
        harness.start();
        whileAwsIsRead(() -> person(BotHarness.VIEWER).guest());
        answer(harness.user(BotHarness.VIEWER), "/stale-keys", FEWER);
        nothingOfGoranFor(harness.user(BotHarness.VIEWER));
    }

    @Test
    void a_list_is_not_shown_to_whom_slack_does_not_tell_about_when_it_is_read() {
        goransKey();
        harness.start();
        whileAwsIsRead(() -> harness.slack.fault("users.info").error("internal_error"));
        answer(
                harness.user(BotHarness.VIEWER),
                "/stale-keys",
                "Slack did not tell who you are just now, so this is not shown.");
        nothingOfGoranFor(harness.user(BotHarness.VIEWER));
    }

    @Test
    void own_keys_are_not_listed_for_an_address_that_is_not_theirs_any_more() {
        stale("mo", 120, 3, "ec2");
        account.user("mo").tag("email", "mo@example.com");
        harness.start();
        whileAwsIsRead(() -> person(BotHarness.MEMBER).email("other@example.com"));
        assertHides(text(answer(harness.user(BotHarness.MEMBER), "/stale-keys mine", FEWER)), "user mo", "ec2");
    }

    @Test
    void refreshing_shows_nothing_to_who_was_moved_to_another_company_meanwhile() {
        goransKey();
        harness.start();
        SlackUser vera = harness.user(BotHarness.VIEWER);
        Message list = listFor(vera);
        clock.advance(Duration.ofMinutes(5));
        whileAwsIsRead(() -> person(BotHarness.VIEWER).ofTeam("T0OTHER01"));
        vera.clicks(list, "Refresh");
        awaitNow(list, "Only members of this workspace can use this.");
        assertHides(now(list), "goran");
    }

    @Test
    void details_are_not_filled_in_for_who_left_while_the_key_was_read() {
        FakeKey key = goransKey();
        harness.start();
        SlackUser goran = harness.user(GORAN);
        Message list = answer(goran, "/stale-keys", "Your stale access keys");
        whileAwsIsRead(() -> person(GORAN).deleted());
        goran.clicks(list, "Details", "goran");
        OpenView shown = goran.awaitModal("This account is deactivated.");
        assertHides(text(shown), key.id(), masked(key));
    }

    @Test
    void the_question_before_a_change_is_not_shown_to_who_is_no_admin_when_it_is_read() {
        FakeKey key = goransKey();
        harness.slack.workspace().userGroup(GROUP, BotHarness.SECOND_ADMIN);
        harness.with("STALE_KEYS_ADMINS", GROUP).start();
        Message list = listFor(abel());
        whileAwsIsRead(() -> harness.slack.workspace().userGroup(GROUP, BotHarness.ADMIN));
        abel().clicks(list, "Deactivate", "goran");
        assertHides(text(abel().awaitModal(FEWER)), key.id(), masked(key));
    }

    @Test
    void a_home_shows_what_they_may_see_once_everything_was_read() {
        goransKey();
        harness.start();
        SlackUser vera = harness.user(BotHarness.VIEWER);
        whileAwsIsRead(() -> person(BotHarness.VIEWER).guest());
        vera.opensHome();
        assertHides(text(vera.awaitHome("As of")), "goran", "All keys");
    }

    @Test
    void nobody_is_asked_in_the_name_of_who_lost_the_right_while_the_key_was_read() {
        goransKey();
        harness.start();
        SlackUser vera = harness.user(BotHarness.VIEWER);
        Message list = listFor(vera);
        whileAwsIsRead(() -> person(BotHarness.VIEWER).guest());
        vera.clicks(list, ASK, "goran");
        awaitNow(list, FEWER);
        assertEquals(List.of(), events());
        assertEquals(List.of(), harness.user(GORAN).directMessages());
    }

    // ---- rooms

    @Test
    void totals_are_not_shared_into_a_channel_that_was_shared_while_they_were_read() {
        goransKey();
        harness.start();
        Channel room = room(PARTNERS);
        whileAwsIsRead(room::shareOutside);
        answer(
                ada(),
                () -> ada().typesIn(PARTNERS, "/stale-keys share"),
                "The channel is shared with another company, or about to be. I don't post there. Nothing was posted.");
        assertEquals(List.of(), messagesOf(PARTNERS));
    }

    @Test
    void totals_are_not_shared_by_who_left_while_they_were_read() {
        goransKey();
        harness.start();
        whileAwsIsRead(() -> person(BotHarness.VIEWER).deleted());
        answer(
                harness.user(BotHarness.VIEWER),
                () -> harness.user(BotHarness.VIEWER).typesIn(BotHarness.CHANNEL, "/stale-keys share"),
                "This account is deactivated.");
        assertEquals(List.of(), posts());
    }

    @Test
    void totals_are_shared_in_no_direct_messages_but_those_with_the_bot() {
        goransKey();
        harness.start();
        // Of somebody else's the bot can't be told whether they are with another company.
        Channel others =
                harness.slack.workspace().directMessages(BotHarness.STRANGER).with(BotHarness.ADMIN);
        answer(
                ada(),
                () -> ada().typesIn(others.id(), "/stale-keys share"),
                "so can't tell whether it is with another company. Nothing was posted.");
        assertEquals(List.of(), messagesOf(others.id()));
        ada().typesIn(harness.slack.workspace().directMessages(BotHarness.ADMIN).id(), "/stale-keys share");
        ada().awaitMessage("AWS access keys: 1 critical", PATIENCE);
    }

    @Test
    void totals_are_not_shared_in_a_room_that_can_not_be_looked_into() {
        goransKey();
        harness.start();
        room("G0GROUPDM").makePrivate().withoutBot();
        answer(ada(), () -> ada().typesIn("G0GROUPDM", "/stale-keys share"), "Nothing was posted.");
        room(PARTNERS);
        harness.slack.fault("conversations.info").in(PARTNERS).error("missing_scope");
        answer(ada(), () -> ada().typesIn(PARTNERS, "/stale-keys share"), "Nothing was posted.");
        assertEquals(List.of(), messagesOf("G0GROUPDM"));
        assertEquals(List.of(), messagesOf(PARTNERS));
    }

    @Test
    void a_message_is_not_redrawn_into_a_channel_that_is_shared_by_now_and_the_admins_hear_of_it_once() {
        FakeKey one = stale("deploy", 200, 1, "s3");
        FakeKey other = stale("backup", 210, 1, "s3");
        room(PARTNERS);
        account.user("deploy").tag("slack", PARTNERS);
        account.user("backup").tag("slack", PARTNERS);
        harness.start();
        for (String user : List.of("deploy", "backup")) {
            answer(ada(), () -> ada().clicks(listFor(ada()), ASK, user), "has been asked");
        }
        List<String> before = messagesOf(PARTNERS).stream().map(this::text).toList();
        assertEquals(2, before.size());
        harness.slack.workspace().findChannel(PARTNERS).orElseThrow().shareOutside();
        clock.advance(Duration.ofMinutes(6));
        deactivates("deploy");
        deactivates("backup");
        allIsSent();
        assertEquals("Inactive", one.status());
        assertEquals("Inactive", other.status());
        assertEquals(before, messagesOf(PARTNERS).stream().map(this::text).toList());
        assertEquals(0, harness.slack.calls("chat.update"));
        String told = text(abel().awaitMessage("I no longer update my messages in " + PARTNERS, PATIENCE));
        assertShows(told, "shared with another company");
        assertEquals(1, abel().directMessages().size());
        assertTrue(events().stream()
                .anyMatch(event ->
                        event.kind() == Event.Kind.NOT_POSTED && event.why().contains("shared with another company")));
    }

    @Test
    void a_message_is_redrawn_once_slack_tells_again_that_its_channel_is_ours_alone() {
        stale("deploy", 200, 1, "s3");
        room(PARTNERS);
        account.user("deploy").tag("slack", PARTNERS);
        harness.start();
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "deploy"), "has been asked");
        clock.advance(Duration.ofMinutes(6));
        harness.slack.fault("conversations.info").error("internal_error");
        deactivates("deploy");
        awaitCalls("conversations.info", 2);
        assertEquals(0, harness.slack.calls("chat.update"));
        harness.slack.clearFaults();
        within(
                Duration.ofMinutes(10),
                "a redrawing",
                () -> messagesOf(PARTNERS).stream()
                        .filter(post -> text(post).contains("deactivated"))
                        .findFirst());
    }

    // ---- messages to owners

    @Test
    void an_ask_sent_again_does_not_go_to_who_is_no_longer_the_owner() {
        FakeKey key = goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().status(500);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "may not have reached goran");
        account.user("goran").tag("slack", ANA);
        String told = text(answer(ada(), () -> ada().clicks(listFor(ada()), "Send again"), "It was not sent"));
        assertShows(told, "no longer named as the key's owner");
        assertEquals(List.of(), goran().directMessages());
        assertEquals(1, postsTo(GORAN));
        failedBecause("no longer named as the key's owner");
        assertEquals("Active", key.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {ANA, "nobody", HANA_WHO_LEFT})
    void a_late_retry_does_not_go_to_who_is_no_longer_the_owner_and_the_asker_hears_of_it(String next) {
        goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().rateLimited(30);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "I go on trying by myself");
        account.user("goran").tag("slack", next);
        clock.advance(Duration.ofSeconds(31));
        ada().awaitMessage("could not be asked to rotate a key after all", PATIENCE);
        assertEquals(List.of(), goran().directMessages());
        failedBecause("no longer named as the key's owner");
    }

    @Test
    void a_late_retry_goes_to_who_is_still_the_owner_with_the_whole_id() {
        FakeKey key = goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().rateLimited(30);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "I go on trying by myself");
        clock.advance(Duration.ofSeconds(31));
        assertShows(text(goran().awaitMessage("Please rotate", PATIENCE)), key.id(), "[Deactivate it now]");
    }

    @Test
    void a_late_retry_waits_while_aws_does_not_tell_who_the_owner_is() {
        FakeKey key = goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().rateLimited(30);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "I go on trying by myself");
        harness.aws.dropNext("*", 1_000);
        clock.advance(Duration.ofSeconds(31));
        harness.slack.await(
                "a try that asked AWS",
                () -> harness.database()
                        .ledger()
                        .find(events().get(0).dedupeKey())
                        .filter(item -> item.problem().contains("AWS did not tell")),
                PATIENCE);
        assertEquals(List.of(), goran().directMessages());
        harness.aws.calm();
        within(
                Duration.ofMinutes(10),
                "the ask",
                () -> goran().directMessages().stream()
                        .filter(message -> text(message).contains(key.id()))
                        .findFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "bot", "another company"})
    void a_late_retry_does_not_go_to_who_is_no_member_any_more(String became) {
        goransKey();
        harness.start();
        harness.slack.fault("chat.postMessage").once().rateLimited(400);
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "goran"), "I go on trying by myself");
        Person goran = person(GORAN);
        switch (became) {
            case "deleted" -> goran.deleted();
            case "bot" -> goran.bot();
            default -> goran.ofTeam("T0OTHER01");
        }
        clock.advance(Duration.ofSeconds(401));
        awaitEvent(Event.Kind.ASK_FAILED);
        assertEquals(List.of(), goran().directMessages());
        assertEquals(1, postsTo(GORAN));
    }

    @Test
    void a_reminder_held_up_by_slack_does_not_go_to_who_is_no_longer_the_owner() {
        goransKey();
        harness.start();
        adminAsks("goran");
        int before = goran().directMessages().size();
        harness.slack.fault("chat.postMessage").in(GORAN).once().rateLimited(30);
        clock.advance(Duration.ofDays(12));
        harness.sweep().run();
        awaitCalls("chat.postMessage", 2);
        account.user("goran").tag("slack", ANA);
        within(
                Duration.ofMinutes(20),
                "the reminder to be given up",
                () -> kinds().contains(Event.Kind.FOLLOW_UP_FAILED) ? Optional.of(true) : Optional.empty());
        assertEquals(before, goran().directMessages().size());
    }

    @Test
    void a_message_to_a_former_owner_is_redrawn_with_the_key_masked() {
        FakeKey key = goransKey();
        harness.start();
        adminAsks("goran");
        Message ask = goran().directMessages().get(0);
        assertShows(now(ask), key.id());
        account.user("goran").tag("slack", ANA);
        deactivates("goran");
        awaitNow(ask, "was deactivated");
        assertHides(now(ask), key.id(), "[Deactivate it now]");
        assertShows(now(ask), masked(key));
    }

    @Test
    void a_message_to_who_left_is_not_redrawn() {
        goransKey();
        harness.start();
        adminAsks("goran");
        Message ask = goran().directMessages().get(0);
        String before = now(ask);
        person(GORAN).deleted();
        clock.advance(Duration.ofMinutes(6));
        deactivates("goran");
        allIsSent();
        assertEquals(before, now(ask));
    }

    // ---- notices

    @Test
    void notices_go_only_to_full_members_whoever_a_group_names() {
        goransKey();
        harness.slack.workspace().person("U0ROBOT01", "robot").bot();
        harness.slack
                .workspace()
                .userGroup(
                        GROUP,
                        BotHarness.GUEST,
                        BotHarness.STRANGER,
                        "U0ROBOT01",
                        HANA_WHO_LEFT,
                        BotHarness.SECOND_ADMIN,
                        "U0UNKNOWN");
        harness.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow().shareOutside();
        harness.with("STALE_KEYS_ADMINS", BotHarness.ADMIN + "," + GROUP + "," + BotHarness.GUEST)
                .start();
        clock.advance(Duration.ofDays(4));
        ada().awaitMessage("I could not post in C0SECURITY", PATIENCE);
        abel().awaitMessage("I could not post in C0SECURITY", PATIENCE);
        allIsSent();
        assertEquals(2, harness.slack.calls("chat.postMessage"));
    }

    @Test
    void a_notice_held_up_by_slack_does_not_go_to_who_became_a_guest() {
        goransKey();
        harness.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow().shareOutside();
        harness.start();
        harness.slack
                .fault("chat.postMessage")
                .in(BotHarness.SECOND_ADMIN)
                .times(8)
                .rateLimited(60);
        clock.advance(Duration.ofDays(4));
        ada().awaitMessage("I could not post in C0SECURITY", PATIENCE);
        awaitCalls("chat.postMessage", 2);
        person(BotHarness.SECOND_ADMIN).guest();
        Ledger ledger = harness.database().ledger();
        within(
                Duration.ofMinutes(20),
                "the outbox to be done",
                () -> ledger.count(OutboxItem.State.PLANNED) == 0 ? Optional.of(true) : Optional.empty());
        assertEquals(List.of(), abel().directMessages());
    }

    @ParameterizedTest
    @ValueSource(strings = {BotHarness.GUEST, BotHarness.STRANGER, HANA_WHO_LEFT})
    void the_list_of_keys_without_an_owner_goes_to_no_fallback_who_is_no_full_member(String fallback) {
        stale("nobodys", 200, 1, "s3");
        harness.with("STALE_KEYS_FALLBACK", fallback).start();
        clock.advance(Duration.ofDays(4));
        Message told = ada().awaitMessage("I could not post in " + fallback, PATIENCE);
        assertHides(text(told), "nobodys");
        assertEquals(List.of(), harness.user(fallback).directMessages());
    }

    @Test
    void the_list_of_keys_without_an_owner_goes_to_a_fallback_who_is_one() {
        stale("nobodys", 200, 1, "s3");
        harness.with("STALE_KEYS_FALLBACK", BotHarness.MEMBER).start();
        clock.advance(Duration.ofDays(4));
        assertShows(
                text(harness.user(BotHarness.MEMBER).awaitMessage("1 stale AWS access key has no owner", PATIENCE)),
                "nobodys");
    }

    // ---- refusals

    @Test
    void who_may_not_use_it_is_refused_for_every_button_with_no_word_of_a_key() {
        FakeKey key = goransKey();
        harness.slack.workspace().person("U0ROBOT01", "robot").bot();
        harness.start();
        Message list = listFor(ada());
        String handle = valueOf(list, "Deactivate");
        long calls = harness.aws.calls().total();
        Map<String, String> refusals = Map.of(
                "U0ROBOT01",
                "Bots can't use this.",
                HANA_WHO_LEFT,
                "This account is deactivated.",
                BotHarness.STRANGER,
                "Only members of this workspace can use this.");
        for (String action : List.of(
                "rotated",
                "remind_later",
                "not_mine",
                "claim",
                "show_how",
                "excuse",
                "details",
                "deactivate_own",
                "deactivate",
                "reactivate",
                "ask_owner",
                "ask_several",
                "send_again")) {
            refusals.forEach((id, refusal) -> {
                SlackUser who = harness.user(id);
                String told = text(answer(who, () -> who.forges(list, action, handle), refusal));
                assertHides(told, "goran", masked(key), key.id());
                assertTrue(who.modal().isEmpty(), "no dialog opens");
            });
        }
        assertEquals(calls, harness.aws.calls().total(), "AWS was not asked");
        assertEquals(List.of(), events());
    }

    // ---- how the world changes

    /** It takes AWS eight minutes to answer, and something happens in between. */
    private void whileAwsIsRead(Runnable what) {
        AtomicBoolean happened = new AtomicBoolean();
        harness.aws.before("ListAccessKeys", parameters -> {
            if (happened.compareAndSet(false, true)) {
                what.run();
                clock.advance(Duration.ofMinutes(8));
            }
        });
    }

    private Person person(String id) {
        return harness.slack.workspace().findPerson(id).orElseThrow();
    }

    private Channel room(String id) {
        return harness.slack.workspace().channel(id, "partners").withBot().with(BotHarness.ADMIN);
    }

    private void deactivates(String user) {
        asksToDeactivate(ada(), listFor(ada()), user);
        ada().submits(Map.of("Reason", "not needed"));
        harness.slack.await(
                user + " to be off",
                () -> account.user(user).onlyKey().status().equals("Inactive") ? Optional.of(true) : Optional.empty(),
                PATIENCE);
        awaitEvent(Event.Kind.DEACTIVATED);
    }

    private void failedBecause(String why) {
        awaitEvent(Event.Kind.ASK_FAILED);
        assertTrue(events().stream()
                .anyMatch(event ->
                        event.kind() == Event.Kind.ASK_FAILED && event.why().contains(why)));
    }

    private long postsTo(String person) {
        return harness.slack.requests().stream()
                .filter(call -> call.method().equals("chat.postMessage")
                        && call.arg("channel").equals(person))
                .count();
    }

    private void nothingOfGoranFor(SlackUser who) {
        who.messages().forEach(message -> assertHides(text(message), "goran"));
    }
}
