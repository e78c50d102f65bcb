package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.model.LastUse;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange.TargetState;
import stalekeys.work.ledger.Message;

/** What owners, channels and admins are sent. */
class MessageViewGoldenTest extends ViewGoldens {
    @Test
    void the_ask_tells_the_owner_all_there_is_to_know() throws Exception {
        Card card = SampleMessages.card(
                SampleMessages.finding(
                        "ana",
                        1,
                        412,
                        LastUse.used(SampleMessages.NOW.minus(Duration.ofHours(2)), "s3", "eu-west-1"),
                        "nightly backup"),
                SampleMessages.ANA);
        Message.Ask ask = new Message.Ask(card, "U0ADM0001", List.of("U0ADM0001", "U0ADM0002"), 90, false);

        JsonNode rendered = message("ask", MessageView.posted(ask));

        assertThat(rendered.get("blocks").toString()).contains("AKIA0000000000000001");
        assertThat(rendered.get("text").asText()).contains("…0001").doesNotContain("AKIA");
    }

    @Test
    void an_ask_in_a_teams_channel_masks_the_key() throws Exception {
        Message.Ask ask = new Message.Ask(SampleMessages.oddCards().get(4), "U0ADM0001", List.of(), 90, true);

        JsonNode rendered = message("ask-channel", MessageView.posted(ask));

        assertThat(rendered.toString()).doesNotContain("AKIA");
    }

    @Test
    void an_ask_for_an_smtp_user_says_that_the_password_changes_too() throws Exception {
        Card card = SampleMessages.card(
                SampleMessages.finding(
                        "ses-smtp-user.20200101",
                        1,
                        91,
                        LastUse.used(SampleMessages.NOW.minus(Duration.ofHours(2)), "ses", "eu-west-1"),
                        null),
                SampleMessages.ANA);

        JsonNode rendered =
                message("ask-smtp", MessageView.posted(new Message.Ask(card, "U0ADM0001", List.of(), 90, false)));

        assertThat(rendered.toString()).contains("SMTP password");
    }

    @Test
    void an_ask_whose_key_was_switched_off_no_longer_asks() throws Exception {
        Card off = SampleMessages.card(1).with(deactivated("moved to a role"), Set.of(Card.Action.REACTIVATE));

        JsonNode rendered = message(
                "ask-deactivated", MessageView.redrawn(new Message.Ask(off, "U0ADM0001", List.of(), 90, false)));

        assertThat(rendered.toString()).doesNotContain("Please rotate").contains("Reactivate");
    }

    @Test
    void a_hostile_ask() throws Exception {
        message(
                "ask-hostile",
                MessageView.posted(new Message.Ask(
                        SampleMessages.worstCard(1), "U0ADM0001", List.of("U0ADM0002", "U0ADM0003"), 90, false)));
    }

    @Test
    void the_owner_is_told_that_the_key_was_switched_off_and_on() throws Exception {
        Card off = SampleMessages.card(1).with(deactivated("leaked in a build log"), Set.of());
        Card on = SampleMessages.card(1)
                .with(
                        new Card.State(
                                Card.Change.REACTIVATED,
                                "U0ADM0001",
                                SampleMessages.NOW,
                                "needed",
                                null,
                                null,
                                null,
                                null),
                        Set.of());

        message("changed-off", MessageView.posted(new Message.Changed(off)));
        message("changed-on", MessageView.posted(new Message.Changed(on)));
        message("changed-hostile", MessageView.posted(new Message.Changed(SampleMessages.worstCard(1))));
    }

    @Test
    void the_outcome_of_a_change() throws Exception {
        Message.Outcome outcome = new Message.Outcome(
                SampleMessages.worstCard(1), TargetState.OFF, ChangeOutcome.AWS_FAILED, SampleMessages.HOSTILE);

        JsonNode rendered = message("change-outcome", MessageView.posted(outcome));

        assertThat(rendered.toString()).doesNotContain("AKIA");
    }

    @Test
    void owners_who_are_not_known_are_counted_apart() {
        Message.Unowned some = new Message.Unowned(SampleMessages.NOW, 5, 8, SampleMessages.oddCards());
        Message.Unowned all = new Message.Unowned(SampleMessages.NOW, 0, 8, List.of());

        assertThat(MessageView.posted(some).text())
                .contains("5 stale AWS access keys have no owner")
                .contains("8 owners could not be looked up");
        assertThat(MessageView.posted(all).text())
                .contains("8 owners could not be looked up")
                .doesNotContain("have no owner");
    }

    @Test
    void keys_nobody_is_named_for() throws Exception {
        Message.Unowned unowned = new Message.Unowned(SampleMessages.NOW, 12, 0, SampleMessages.oddCards());

        message("unowned", MessageView.posted(unowned));
        message(
                "unowned-hostile",
                MessageView.posted(new Message.Unowned(
                        SampleMessages.NOW,
                        5_000,
                        5_000,
                        List.of(
                                SampleMessages.worstCard(1),
                                SampleMessages.worstCard(2),
                                SampleMessages.worstCard(3),
                                SampleMessages.worstCard(4),
                                SampleMessages.worstCard(5)))));
    }

    @Test
    void a_notice() throws Exception {
        message("notice", MessageView.posted(new Message.NotPosted("#general", SampleMessages.HOSTILE)));
    }

    @Test
    void each_kind_of_message_has_a_view() {
        Map<Class<?>, Message> samples = Stream.of(
                        new Message.FollowUp(
                                "U0ANA0001", List.of(item(1, Message.Item.Why.AHEAD)), 0, null, List.of(), 90),
                        finalNotice(List.of(item(1, Message.Item.Why.FINAL_NOTICE)), true),
                        deletionNotice(1),
                        new Message.Ask(SampleMessages.card(1), "U0ADM0001", List.of(), 90, false),
                        new Message.Changed(SampleMessages.card(1)),
                        new Message.Announcement(SampleMessages.card(1)),
                        new Message.Outcome(SampleMessages.card(1), TargetState.OFF, ChangeOutcome.DONE, ""),
                        new Message.NotAsked(SampleMessages.card(1), "messages_tab_disabled"),
                        SampleMessages.digest(1, "", null, List.of()),
                        reply(SampleMessages.PROD, "user-", SampleMessages.cards(1)),
                        new Message.Unowned(SampleMessages.NOW, 1, 0, SampleMessages.cards(1)),
                        new Message.Welcome(true, null, null, true),
                        new Message.NotPosted("C0TEST001", "not_in_channel"),
                        new Message.NotRedrawn("C0TEST001", "The channel is archived."))
                .collect(Collectors.toMap(Message::getClass, message -> message));

        for (Class<?> kind : Message.class.getPermittedSubclasses()) {
            if (!kind.isSealed()) {
                assertThat(MessageView.posted(samples.get(kind)).text()).isNotBlank();
            }
        }
        for (Class<?> kind : Message.Unasked.class.getPermittedSubclasses()) {
            assertThat(MessageView.posted(samples.get(kind)).text()).isNotBlank();
        }
    }

    @Test
    void an_owner_is_told_all_there_is_to_say_in_one_message() throws Exception {
        Message.FollowUp mixed = new Message.FollowUp(
                "U0ANA0001",
                List.of(
                        item(1, Message.Item.Why.ASK),
                        item(2, Message.Item.Why.REMINDER),
                        item(3, Message.Item.Why.AHEAD),
                        item(4, Message.Item.Why.THANKS)),
                7,
                null,
                List.of("U0ADM0001", "U0ADM0002"),
                90);

        JsonNode rendered = message("follow-up", MessageView.posted(mixed));

        assertThat(rendered.toString()).contains("Please rotate these 2 AWS access keys", "AKIA0000000000000001");
    }

    @Test
    void thanks_alone_ask_for_nothing() throws Exception {
        JsonNode rendered = message(
                "follow-up-thanks",
                MessageView.posted(new Message.FollowUp(
                        "U0ANA0001", List.of(item(1, Message.Item.Why.THANKS)), 0, null, List.of(), 90)));

        assertThat(rendered.toString()).doesNotContain("rotate", "What to do");
    }

    @Test
    void who_only_claims_a_key_does_not_see_its_whole_id() throws Exception {
        Message.FollowUp toClaimer =
                new Message.FollowUp("U0BEN0001", List.of(item(1, Message.Item.Why.REMINDER)), 0, null, List.of(), 90);

        assertThat(wire.sent(MessageView.posted(toClaimer)).toString())
                .contains("…0001")
                .doesNotContain("AKIA");
    }

    @Test
    void an_owner_who_is_asked_about_several_keys_at_once_reads_who_asked() throws Exception {
        Message.FollowUp several = new Message.FollowUp(
                "U0ANA0001",
                List.of(item(1, Message.Item.Why.ASK), item(2, Message.Item.Why.ASK)),
                0,
                "U0ADM0001",
                List.of("U0ADM0001", "U0ADM0002"),
                90);

        JsonNode rendered = message("ask-of-two", MessageView.posted(several));

        assertThat(rendered.toString())
                .contains("Asked by <@U0ADM0001>. If one of them is not yours", "tell <@U0ADM0001> or <@U0ADM0002>.");
    }

    @Test
    void the_bot_introduces_itself_in_three_lines() throws Exception {
        for (boolean toPerson : new boolean[] {true, false}) {
            String who = toPerson ? "person" : "channel";
            message(
                    "welcome-" + who,
                    MessageView.posted(new Message.Welcome(toPerson, "C0TEST001", SampleMessages.NOW, false)));
            JsonNode missing = message(
                    "welcome-" + who + "-missing", MessageView.posted(new Message.Welcome(toPerson, null, null, true)));
            assertThat(missing.at("/blocks/0/text/text").asText().split("\n"))
                    .hasSize(3)
                    .anySatisfy(line -> assertThat(line).contains("STALE_KEYS_CHANNEL", "STALE_KEYS_ADMINS"));
        }
    }

    @Test
    void a_final_notice_says_until_when_and_what_may_happen_then() throws Exception {
        message("final-notice", MessageView.posted(finalNotice(List.of(item(1, Message.Item.Why.FINAL_NOTICE)), true)));

        JsonNode powerless = message(
                "final-notice-read-only",
                MessageView.posted(finalNotice(
                        List.of(item(1, Message.Item.Why.FINAL_NOTICE), item(2, Message.Item.Why.FINAL_NOTICE)),
                        false)));
        assertThat(powerless.toString())
                .doesNotContain("deactivate them", "deactivate it")
                .doesNotContain("will be");
    }

    @Test
    void a_final_notice_says_what_will_happen_and_when_where_it_happens_by_itself() throws Exception {
        JsonNode one = message(
                "final-notice-automatic",
                MessageView.posted(finalNotice(List.of(noticed(1, AnnouncedAction.OFF)), true)));
        assertThat(one.toString())
                .contains("after that I will deactivate it, on a day from Monday to Thursday")
                .doesNotContain("an admin may");

        JsonNode mixed = message(
                "final-notice-automatic-for-some",
                MessageView.posted(finalNotice(
                        List.of(noticed(1, AnnouncedAction.OFF_THOUGH_USED), noticed(2, AnnouncedAction.OPEN)), true)));
        assertThat(mixed.toString())
                .contains("what uses it will stop working then", "I will deactivate this key")
                .doesNotContain("deactivate them", "an admin may");
    }

    @Test
    void a_notice_of_deletion_says_how_to_keep_the_key() throws Exception {
        JsonNode one = message("deletion-notice", MessageView.posted(deletionNotice(1)));
        assertThat(one.toString()).contains("That can't be undone", "tell an admin before");
        message("deletion-notice-of-two", MessageView.posted(deletionNotice(2)));
    }

    @Test
    void the_channel_hears_of_a_key_that_was_switched_off_without_a_click() throws Exception {
        Card off = SampleMessages.card(1)
                .with(
                        new Card.State(
                                Card.Change.DEACTIVATED,
                                "stale-keys",
                                SampleMessages.NOW,
                                "Not rotated within 21 days of being asked; the final notice gave time until 2026-09-20.",
                                null,
                                null,
                                null,
                                null),
                        Set.of(Card.Action.REACTIVATE));

        JsonNode posted = message("announcement-switched-off", MessageView.posted(new Message.Announcement(off)));

        assertThat(posted.toString()).contains("Reactivate").doesNotContain("<@", "AKIA");
    }

    @Test
    void the_channel_hears_of_a_key_that_was_deleted() throws Exception {
        Card gone = SampleMessages.card(1)
                .with(
                        new Card.State(
                                Card.Change.DELETED,
                                "stale-keys",
                                SampleMessages.NOW,
                                "Inactive for 63 days and not used since; the final notice gave time until 2026-09-20.",
                                null,
                                null,
                                null,
                                null),
                        Set.of());

        message("announcement-deleted", MessageView.posted(new Message.Announcement(gone)));
    }

    private static Message.Item noticed(int number, AnnouncedAction announced) {
        Message.Item item = item(number, Message.Item.Why.FINAL_NOTICE);
        return new Message.Item(item.card(), item.why(), item.decided(), item.askedAt(), announced);
    }

    private static Message.DeletionNotice deletionNotice(int keys) {
        List<Message.Item> items = IntStream.rangeClosed(1, keys)
                .mapToObj(number -> new Message.Item(
                        SampleMessages.card(number).with(deactivated("nobody needs it"), Set.of()),
                        Message.Item.Why.DELETION,
                        "ask:h:4",
                        null,
                        AnnouncedAction.DELETED))
                .toList();
        return new Message.DeletionNotice("U0ANA0001", LocalDate.parse("2026-11-28"), items, 0, List.of("U0ADM0001"));
    }

    @Test
    void hostile_names_in_what_nobody_asked_for() throws Exception {
        List<Message.Item> worst = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> new Message.Item(
                        SampleMessages.worstCard(number),
                        Message.Item.Why.REMINDER,
                        "ask:h:2",
                        SampleMessages.NOW,
                        AnnouncedAction.OPEN))
                .toList();

        message(
                "follow-up-hostile",
                MessageView.posted(new Message.FollowUp("U0ANA0001", worst, 5_000, null, List.of("U0ADM0001"), 90)));
        message("final-notice-hostile", MessageView.posted(finalNotice(worst, true)));
    }

    private static Message.Item item(int number, Message.Item.Why why) {
        Card card = SampleMessages.card(number);
        return new Message.Item(
                card.with(card.state(), Set.of()),
                why,
                "ask:h:2",
                SampleMessages.NOW.minus(Duration.ofDays(7)),
                AnnouncedAction.OPEN);
    }

    private static Message.FinalNotice finalNotice(List<Message.Item> items, boolean adminsMayAct) {
        return new Message.FinalNotice(
                "U0ANA0001", LocalDate.parse("2026-09-28"), adminsMayAct, items, 0, List.of("U0ADM0001"));
    }
}
