package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.view.View;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.Account;
import stalekeys.keys.AccountCoverage;
import stalekeys.keys.Changes;
import stalekeys.keys.Counts;
import stalekeys.keys.Ending;
import stalekeys.keys.Finding;
import stalekeys.keys.IamUser;
import stalekeys.keys.KeyFilter;
import stalekeys.keys.KeyHistory;
import stalekeys.keys.KeyRef;
import stalekeys.keys.LastUse;
import stalekeys.keys.Progress;
import stalekeys.keys.Tags;
import stalekeys.keys.WeekCount;
import stalekeys.work.AskMany;
import stalekeys.work.AskOwner;
import stalekeys.work.Card;
import stalekeys.work.ChangeDialog;
import stalekeys.work.ChangeOutcome;
import stalekeys.work.CheckResult;
import stalekeys.work.Details;
import stalekeys.work.DigestDetails;
import stalekeys.work.Grants;
import stalekeys.work.HistoryPage;
import stalekeys.work.Home;
import stalekeys.work.KeyChange.Wanted;
import stalekeys.work.KeyPage;
import stalekeys.work.Listing;
import stalekeys.work.Message;
import stalekeys.work.Owner;
import stalekeys.work.Person;
import stalekeys.work.Role;

class ViewGoldenTest {
    private static Wire wire;

    @BeforeAll
    static void openTheWire() throws Exception {
        wire = new Wire();
    }

    @AfterAll
    static void closeTheWire() throws Exception {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 5_000})
    void the_list_at_any_size(int total) throws Exception {
        message("list-" + total, KeyListView.draw(Samples.page(total, 1, List.of(Samples.complete(412)))));
    }

    @Test
    void the_last_page_of_a_list_has_no_next() throws Exception {
        message("list-7-page-2", KeyListView.draw(Samples.page(7, 2, List.of(Samples.complete(412)))));
    }

    @Test
    void an_empty_list_of_an_incomplete_audit_gives_no_good_word() throws Exception {
        JsonNode list = message("list-0-incomplete", KeyListView.draw(Samples.page(0, 1, Samples.manyAccounts())));

        assertThat(list.toString()).contains("not everything could be read").doesNotContain("Nothing is stale");
    }

    @Test
    void a_member_sees_own_keys_and_the_totals() throws Exception {
        KeyPage page = new KeyPage(
                "Asked Ana Lopez to rotate key …0001.",
                null,
                KeyFilter.MINE,
                true,
                1,
                1,
                1,
                Samples.cards(1),
                Samples.NOW,
                90,
                new Counts(30, 4, 3, 2, 0),
                List.of(),
                List.of());

        message("list-mine", KeyListView.draw(page));
    }

    @Test
    void a_person_without_keys_and_rights_is_told_what_that_does_not_mean() throws Exception {
        KeyPage page = new KeyPage(
                "", null, KeyFilter.STALE, true, 1, 1, 0, List.of(), Samples.NOW, 90, null, List.of(), List.of());

        message("list-mine-0", KeyListView.draw(page));
    }

    @Test
    void odd_findings_and_owners_in_a_list() throws Exception {
        KeyPage page = new KeyPage(
                "",
                null,
                KeyFilter.STALE,
                false,
                1,
                1,
                5,
                Samples.oddCards(),
                Samples.NOW,
                90,
                null,
                List.of(),
                List.of());

        message("list-odd", KeyListView.draw(page));
    }

    @Test
    void hostile_names_are_dead_text_in_a_list() throws Exception {
        KeyPage page = new KeyPage(
                Samples.HOSTILE,
                null,
                KeyFilter.user(Samples.HOSTILE.repeat(40)),
                false,
                1,
                2,
                10,
                List.of(
                        Samples.worstCard(1),
                        Samples.worstCard(2),
                        Samples.worstCard(3),
                        Samples.worstCard(4),
                        Samples.worstCard(5)),
                Samples.NOW,
                90,
                new Counts(3_000_000, 1_000_000, 1_000_000, 1_000_000, 0),
                Samples.manyAccounts(),
                unconfirmed(7));

        message("list-hostile", KeyListView.draw(page));
    }

    @Test
    void every_filter_has_its_title_and_its_word_for_nothing() throws Exception {
        ObjectNode lists = JsonNodeFactory.instance.objectNode();
        for (KeyFilter filter : List.of(
                KeyFilter.CRITICAL,
                KeyFilter.MINE,
                KeyFilter.ownedBy("U0ANA0001"),
                KeyFilter.user("ana"),
                KeyFilter.account("The *shop*"),
                KeyFilter.olderThan(30),
                KeyFilter.unused(30))) {
            for (int total : new int[] {0, 1}) {
                JsonNode list = wire.sent(KeyListView.draw(new KeyPage(
                        "",
                        null,
                        filter,
                        false,
                        1,
                        1,
                        total,
                        Samples.cards(total),
                        Samples.NOW,
                        90,
                        null,
                        List.of(Samples.complete(412)),
                        List.of())));
                Limits.message(list);
                lists.put(
                        filter + ": " + total,
                        list.at("/text").asText() + " | "
                                + list.at("/blocks/1/text/text").asText());
            }
        }
        Golden.check("list-filters", lists);
    }

    @Test
    void an_account_nobody_looks_at_gets_no_good_word() throws Exception {
        KeyPage page = new KeyPage(
                "",
                null,
                KeyFilter.account("<prod>"),
                false,
                1,
                1,
                0,
                List.of(),
                Samples.NOW,
                90,
                null,
                List.of(),
                List.of());

        JsonNode list = message("list-account-unknown", KeyListView.draw(page));

        assertThat(list.toString()).contains("is looked at").doesNotContain("No stale key", "was checked");
    }

    @Test
    void what_may_not_have_arrived_is_shown_to_be_sent_again() throws Exception {
        KeyPage page = new KeyPage(
                "",
                null,
                KeyFilter.STALE,
                false,
                1,
                1,
                5,
                Samples.cards(5),
                Samples.NOW,
                90,
                null,
                List.of(Samples.complete(412)),
                unconfirmed(3));

        JsonNode list = message("list-unconfirmed", KeyListView.draw(page));

        assertThat(list.findValuesAsText("action_id")).contains("send_again");
    }

    @Test
    void the_usage() throws Exception {
        message("help", UsageView.help());
        message("not-understood", UsageView.notUnderstood(Samples.HOSTILE.repeat(50)));
    }

    @Test
    void sentences() throws Exception {
        message("sentence", SentenceView.of(Samples.HOSTILE.repeat(100)));
        message("error", SentenceView.error("a1b2c3"));
    }

    @Test
    void the_ask_tells_the_owner_all_there_is_to_know() throws Exception {
        Card card = Samples.card(
                Samples.finding(
                        "ana",
                        1,
                        412,
                        LastUse.used(Samples.NOW.minus(Duration.ofHours(2)), "s3", "eu-west-1"),
                        "nightly backup"),
                Samples.ANA);
        Message.Ask ask = new Message.Ask(card, "U0ADM0001", List.of("U0ADM0001", "U0ADM0002"), 90, false);

        JsonNode drawn = message("ask", MessageView.posted(ask));

        assertThat(drawn.get("blocks").toString()).contains("AKIA0000000000000001");
        assertThat(drawn.get("text").asText()).contains("…0001").doesNotContain("AKIA");
    }

    @Test
    void an_ask_in_a_teams_channel_masks_the_key() throws Exception {
        Message.Ask ask = new Message.Ask(Samples.oddCards().get(4), "U0ADM0001", List.of(), 90, true);

        JsonNode drawn = message("ask-channel", MessageView.posted(ask));

        assertThat(drawn.toString()).doesNotContain("AKIA");
    }

    @Test
    void an_ask_for_an_smtp_user_says_that_the_password_changes_too() throws Exception {
        Card card = Samples.card(
                Samples.finding(
                        "ses-smtp-user.20200101",
                        1,
                        91,
                        LastUse.used(Samples.NOW.minus(Duration.ofHours(2)), "ses", "eu-west-1"),
                        null),
                Samples.ANA);

        JsonNode drawn =
                message("ask-smtp", MessageView.posted(new Message.Ask(card, "U0ADM0001", List.of(), 90, false)));

        assertThat(drawn.toString()).contains("SMTP password");
    }

    @Test
    void an_ask_whose_key_was_switched_off_no_longer_asks() throws Exception {
        Card off = Samples.card(1).with(deactivated("moved to a role"), Set.of(Card.Action.REACTIVATE));

        JsonNode drawn = message(
                "ask-deactivated", MessageView.redrawn(new Message.Ask(off, "U0ADM0001", List.of(), 90, false)));

        assertThat(drawn.toString()).doesNotContain("Please rotate").contains("Reactivate");
    }

    @Test
    void a_hostile_ask() throws Exception {
        message(
                "ask-hostile",
                MessageView.posted(new Message.Ask(
                        Samples.worstCard(1), "U0ADM0001", List.of("U0ADM0002", "U0ADM0003"), 90, false)));
    }

    @Test
    void the_owner_is_told_that_the_key_was_switched_off_and_on() throws Exception {
        Card off = Samples.card(1).with(deactivated("leaked in a build log"), Set.of());
        Card on = Samples.card(1)
                .with(
                        new Card.State(
                                Card.Change.REACTIVATED, "U0ADM0001", Samples.NOW, "needed", null, null, null, null),
                        Set.of());

        message("changed-off", MessageView.posted(new Message.Changed(off)));
        message("changed-on", MessageView.posted(new Message.Changed(on)));
        message("changed-hostile", MessageView.posted(new Message.Changed(Samples.worstCard(1))));
    }

    @Test
    void the_outcome_of_a_change() throws Exception {
        Message.Outcome outcome =
                new Message.Outcome(Samples.worstCard(1), Wanted.OFF, ChangeOutcome.AWS_FAILED, Samples.HOSTILE);

        JsonNode drawn = message("change-outcome", MessageView.posted(outcome));

        assertThat(drawn.toString()).doesNotContain("AKIA");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 5_000})
    void the_digest_at_any_size(int total) throws Exception {
        Progress progress = new Progress(Samples.NOW.minus(Duration.ofDays(7)), 2, 3, 2, 1, 0);

        JsonNode digest = message(
                "digest-" + total,
                MessageView.posted(Samples.digest(total, "", progress, List.of(Samples.complete(412)))));

        assertThat(digest.toString()).doesNotContain("<@").doesNotContain("AKIA");
    }

    @Test
    void the_details_of_a_digest() throws Exception {
        JsonNode drawn = message("digest-details", MessageView.posted(reply(Samples.PROD, "user-", Samples.cards(10))));

        assertThat(drawn.toString()).doesNotContain("<@").doesNotContain("AKIA").contains("and 2 more");
    }

    @Test
    void the_details_of_a_digest_stay_inside_the_limits_whatever_the_names() throws Exception {
        List<Card> oldest = IntStream.range(0, 10).mapToObj(Samples::worstCard).toList();

        JsonNode drawn = message(
                "digest-details-hostile",
                MessageView.posted(reply(new Account("123456789012", Samples.HOSTILE), Samples.HOSTILE, oldest)));

        assertThat(drawn.toString()).doesNotContain("<@U0").doesNotContain("AKIA");
    }

    private static Message.DigestReply reply(Account account, String user, List<Card> oldest) {
        List<DigestDetails.Change> changes = Stream.of(Changes.Kind.values())
                .map(kind -> new DigestDetails.Change(
                        kind,
                        7,
                        IntStream.range(0, 5)
                                .mapToObj(number -> new DigestDetails.Named(
                                        new KeyRef(
                                                account.id(),
                                                user + number,
                                                Samples.keyId(number),
                                                Samples.NOW.minus(Duration.ofDays(91 + number))),
                                        account,
                                        91 + number))
                                .toList()))
                .toList();
        return new Message.DigestReply(
                "1789997580.000100",
                Samples.NOW,
                Samples.NOW.minus(Duration.ofDays(7)),
                List.of(Samples.complete(412), AccountCoverage.failed(account, "AWS refused.")),
                new DigestDetails(changes, oldest, List.of(new DigestDetails.AccountTotal(account, 3, 4)), 1));
    }

    @Test
    void a_digest_that_did_not_see_everything_gives_no_good_word() throws Exception {
        JsonNode digest = message(
                "digest-0-incomplete", MessageView.posted(Samples.digest(0, "", null, List.of(Samples.incomplete()))));

        assertThat(digest.toString()).contains("not everything could be read").doesNotContain("white_check_mark");
    }

    @Test
    void a_digest_counts_what_is_excused_and_does_not_call_it_well() throws Exception {
        Message.Digest digest = new Message.Digest(
                Samples.NOW,
                "",
                90,
                365,
                new Counts(30, 0, 0, 2, 5),
                null,
                List.of(),
                0,
                List.of(Samples.complete(412)),
                0,
                LocalDate.parse("2027-03-03"),
                null,
                List.of(),
                null);

        JsonNode drawn = message("digest-excused", MessageView.posted(digest));

        assertThat(drawn.toString())
                .contains("5 excused, next ends 3 March 2027", "nothing is stale except what is excused");
    }

    @Test
    void a_digest_says_who_sent_it_by_hand() throws Exception {
        message(
                "digest-by-hand",
                MessageView.posted(Samples.digest(1, "cli:ana", null, List.of(Samples.complete(412)))));
    }

    @Test
    void a_digest_pings_nobody_until_it_is_redrawn() throws Exception {
        Card off = Samples.card(1).with(deactivated("unused"), Set.of(Card.Action.REACTIVATE));
        Message.Digest digest = new Message.Digest(
                Samples.NOW,
                "",
                90,
                365,
                new Counts(1, 2, 3, 4, 0),
                null,
                List.of(off, Samples.worstCard(2), Samples.worstCard(3), Samples.worstCard(4), Samples.worstCard(5)),
                5,
                Samples.manyAccounts(),
                3,
                null,
                null,
                List.of(),
                null);

        assertThat(message("digest-hostile", MessageView.posted(digest)).toString())
                .doesNotContain("<@U0");
        assertThat(message("digest-hostile-redrawn", MessageView.redrawn(digest))
                        .toString())
                .contains("*Deactivated* by <@U0ADM0001>");
    }

    @Test
    void keys_nobody_is_named_for() throws Exception {
        Message.Unowned unowned = new Message.Unowned(Samples.NOW, 12, Samples.oddCards());

        message("unowned", MessageView.posted(unowned));
        message(
                "unowned-hostile",
                MessageView.posted(new Message.Unowned(
                        Samples.NOW,
                        5_000,
                        List.of(
                                Samples.worstCard(1),
                                Samples.worstCard(2),
                                Samples.worstCard(3),
                                Samples.worstCard(4),
                                Samples.worstCard(5)))));
    }

    @Test
    void a_notice() throws Exception {
        message("notice", MessageView.posted(new Message.NotPosted("#general", Samples.HOSTILE)));
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "ON"})
    void the_dialog_before_and_after(Wanted wanted) throws Exception {
        String name = wanted.name().toLowerCase(java.util.Locale.ROOT);

        modal("dialog-loading-" + name, ChangeDialogView.loading(wanted, "meta"));
        modal("dialog-working-" + name, ChangeDialogView.working(wanted, "meta"));
        modal("dialog-confirm-" + name, ChangeDialogView.confirm(dialog(wanted, "ana", 2, false), "meta"));
    }

    @Test
    void the_dialog_warns_of_what_will_break() throws Exception {
        JsonNode recent = modal("dialog-used-since", ChangeDialogView.confirm(dialog(Wanted.OFF, "ana", 2, true), "m"));
        JsonNode mail =
                modal("dialog-smtp", ChangeDialogView.confirm(dialog(Wanted.OFF, "ses-smtp-user.1", 400, false), "m"));
        JsonNode unreadable = modal(
                "dialog-unreadable",
                ChangeDialogView.confirm(
                        new ChangeDialog(
                                Wanted.OFF,
                                new IamUser(Samples.PROD, "ana", Tags.none(), null),
                                Samples.key("ana", 1, 100, LastUse.unreadable(), null),
                                Owner.none(),
                                Samples.NOW,
                                false),
                        "m"));

        assertThat(recent.toString()).contains("Used 2 hours ago by s3: this will break it.");
        assertThat(mail.toString()).contains("SMTP passwords");
        assertThat(unreadable.toString()).contains("treat it as in use");
    }

    @Test
    void a_hostile_dialog() throws Exception {
        Card worst = Samples.worstCard(1);
        modal(
                "dialog-hostile",
                ChangeDialogView.confirm(
                        new ChangeDialog(
                                Wanted.OFF,
                                new IamUser(
                                        worst.finding().account(),
                                        worst.finding().userName(),
                                        Tags.none(),
                                        null),
                                Samples.key(
                                        worst.finding().userName(),
                                        1,
                                        100,
                                        worst.finding().lastUse(),
                                        worst.finding().description()),
                                worst.owner(),
                                Samples.NOW,
                                true),
                        "m".repeat(3_000)));
    }

    @Test
    void each_outcome_has_its_sentence() throws Exception {
        ObjectNode sentences = JsonNodeFactory.instance.objectNode();
        for (Wanted wanted : Wanted.values()) {
            for (ChangeOutcome outcome : ChangeOutcome.values()) {
                KeyRef key = Samples.key("ana", 1, 100, LastUse.never(), null).ref();
                Limits.modal(wire.sent(ChangeDialogView.outcome(wanted, key, outcome, "")));
                sentences.put(wanted + " " + outcome, ChangeDialogView.sentence(wanted, key, outcome, ""));
            }
        }
        Golden.check("outcomes", sentences);
    }

    @Test
    void each_kind_of_message_has_a_view() {
        Map<Class<?>, Message> samples = Stream.of(
                        new Message.FollowUp(
                                "U0ANA0001", List.of(item(1, Message.Item.Why.AHEAD)), 0, null, List.of(), 90),
                        finalNotice(List.of(item(1, Message.Item.Why.FINAL_NOTICE)), true),
                        deletionNotice(1),
                        new Message.Ask(Samples.card(1), "U0ADM0001", List.of(), 90, false),
                        new Message.Changed(Samples.card(1)),
                        new Message.Announcement(Samples.card(1)),
                        new Message.Outcome(Samples.card(1), Wanted.OFF, ChangeOutcome.DONE, ""),
                        new Message.NotAsked(Samples.card(1), "messages_tab_disabled"),
                        Samples.digest(1, "", null, List.of()),
                        reply(Samples.PROD, "user-", Samples.cards(1)),
                        new Message.Unowned(Samples.NOW, 1, Samples.cards(1)),
                        new Message.Welcome(true, null, null, true),
                        new Message.NotPosted("C0TEST001", "not_in_channel"))
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

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5_000})
    void the_history_at_any_size(int total) throws Exception {
        int page = total > 100 ? 250 : 1;
        JsonNode sent = message("history-" + total, HistoryView.draw(Samples.history("", page, total)));

        assertThat(sent.toString()).doesNotContain("AKIA");
    }

    @Test
    void the_history_of_one_user_without_any_event() throws Exception {
        message("history-user-0", HistoryView.draw(Samples.history("ana", 1, 0)));
    }

    @Test
    void hostile_names_and_reasons_are_dead_text_in_a_history() throws Exception {
        message("history-hostile", HistoryView.draw(Samples.hostileHistory()));
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

        JsonNode drawn = message("follow-up", MessageView.posted(mixed));

        assertThat(drawn.toString()).contains("Please rotate these 2 AWS access keys", "AKIA0000000000000001");
    }

    @Test
    void thanks_alone_ask_for_nothing() throws Exception {
        JsonNode drawn = message(
                "follow-up-thanks",
                MessageView.posted(new Message.FollowUp(
                        "U0ANA0001", List.of(item(1, Message.Item.Why.THANKS)), 0, null, List.of(), 90)));

        assertThat(drawn.toString()).doesNotContain("rotate", "What to do");
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
    void the_dialogs_of_an_owner_and_of_an_admin_who_excuses() throws Exception {
        KeyRef key = Samples.key("ana", 1, 100, LastUse.never(), null).ref();

        modal("how", HowView.draw(key, LastUse.never(), true));
        assertThat(wire.sent(HowView.draw(key, LastUse.never(), false)).toString())
                .doesNotContain("AKIA");
        modal("excuse", ExcuseView.ask(key, "memory"));
    }

    @Test
    void several_keys_of_a_page_are_chosen_and_the_others_have_a_reason() throws Exception {
        KeyPage seven = Samples.page(7, 1, List.of(Samples.complete(412)));
        List<Card> cards = new ArrayList<>(seven.cards().subList(0, 3));
        cards.add(asked(Samples.card(3)));
        cards.add(Samples.card(Samples.finding("robot", 4, 412, LastUse.never(), null), Owner.none()));

        JsonNode drawn = modal("ask-several", AskManyView.choice(with(seven, cards), "memory"));

        assertThat(drawn.toString())
                .contains(
                        "Critical: user-0, 500 days old",
                        "robot, key …0004: no owner is named.",
                        "user-3, key …0003: somebody was asked in the last 7 days.");
    }

    @Test
    void where_nobody_is_left_to_ask_there_is_nothing_to_choose() throws Exception {
        KeyPage five = Samples.page(5, 1, List.of());

        JsonNode odd = modal(
                "ask-several-nobody",
                AskManyView.choice(with(five, Samples.oddCards().subList(0, 4)), ""));

        assertThat(odd.path("submit").isMissingNode()).isTrue();
        assertThat(odd.toString()).contains("The root user: it belongs to nobody in this Slack.");
    }

    @Test
    void the_preview_names_each_reader_and_what_the_day_has_no_room_for() throws Exception {
        Owner team = new Owner(Owner.Kind.CHANNEL, "C0TEAM001", "#platform");
        Owner mailbox = new Owner(Owner.Kind.MAILBOX, "", "cleo@example.com");
        Owner ben = new Owner(Owner.Kind.PERSON, "U0BEN0001", "Ben");
        AskMany.Plan plan = new AskMany.Plan(
                List.of(
                        new AskMany.Bundle(Samples.ANA, List.of(askable(1, Samples.ANA), askable(2, Samples.ANA))),
                        new AskMany.Bundle(team, List.of(askable(3, team))),
                        new AskMany.Bundle(mailbox, List.of(askable(4, mailbox)))),
                List.of(new AskMany.Bundle(ben, List.of(askable(5, ben)))),
                List.of(),
                25);

        JsonNode drawn = modal(
                "ask-several-preview",
                AskManyView.preview(plan, List.of("The key …0006 of user-6 is switched off already."), "memory"));

        assertThat(drawn.at("/submit/text").asText()).isEqualTo("Send 3 messages");
        assertThat(drawn.toString()).contains("<@U0ANA0001>: 2 keys in one message", "the limit of 25 messages a day");
    }

    @Test
    void a_preview_of_nothing_can_only_be_closed() throws Exception {
        AskMany.Plan nothing = new AskMany.Plan(List.of(), List.of(), List.of(), 25);

        JsonNode drawn = wire.sent(AskManyView.preview(nothing, List.of("The key …0006 is gone."), "memory"));

        Limits.modal(drawn);
        assertThat(drawn.path("submit").isMissingNode()).isTrue();
        assertThat(drawn.path("private_metadata").asText()).isEmpty();
    }

    @Test
    void hostile_names_are_dead_text_where_several_are_asked() throws Exception {
        Owner owner = new Owner(Owner.Kind.MAILBOX, "", Samples.HOSTILE.repeat(3));
        List<Card> worst = IntStream.rangeClosed(1, KeyPage.SIZE)
                .mapToObj(Samples::worstCard)
                .map(card ->
                        new Card(card.finding(), owner, card.handle(), Card.State.NOTHING, Set.of(Card.Action.ASK)))
                .toList();
        List<AskOwner.Askable> keys =
                worst.stream().map(card -> askable(card.finding(), owner)).toList();
        KeyPage page = Samples.page(5, 1, List.of());

        modal("ask-several-hostile", AskManyView.choice(with(page, worst), "memory"));
        modal(
                "ask-several-others-hostile",
                AskManyView.choice(
                        with(
                                page,
                                IntStream.rangeClosed(1, KeyPage.SIZE)
                                        .mapToObj(Samples::worstCard)
                                        .toList()),
                        ""));
        modal(
                "ask-several-preview-hostile",
                AskManyView.preview(
                        new AskMany.Plan(
                                List.of(new AskMany.Bundle(owner, keys)),
                                List.of(new AskMany.Bundle(owner, keys)),
                                List.of(),
                                1),
                        List.of(Samples.HOSTILE),
                        "memory"));
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

        JsonNode drawn = message("ask-of-two", MessageView.posted(several));

        assertThat(drawn.toString())
                .contains("Asked by <@U0ADM0001>. If one of them is not yours", "tell <@U0ADM0001> or <@U0ADM0002>.");
    }

    private static KeyPage with(KeyPage page, List<Card> cards) {
        return new KeyPage(
                page.note(),
                page.changed(),
                page.filter(),
                page.ownOnly(),
                page.page(),
                page.pages(),
                page.total(),
                cards,
                page.takenAt(),
                page.maxAgeDays(),
                page.counts(),
                page.accounts(),
                page.unconfirmed());
    }

    private static Card asked(Card card) {
        return card.with(
                new Card.State(
                        Card.Change.NONE,
                        "",
                        null,
                        "",
                        "U0ADM0001",
                        Samples.NOW.minus(Duration.ofDays(2)),
                        KeyHistory.Arrival.DELIVERED,
                        null),
                card.actions());
    }

    private static AskOwner.Askable askable(int number, Owner owner) {
        return askable(Samples.card(number).finding(), owner);
    }

    private static AskOwner.Askable askable(Finding finding, Owner owner) {
        return new AskOwner.Askable(finding.ref().orElseThrow(), finding, owner, KeyHistory.of(List.of()));
    }

    @Test
    void details_of_a_key_for_an_admin_and_where_aws_does_not_answer() throws Exception {
        Card card = Samples.card(3);
        KeyRef key = card.finding().ref().orElseThrow();
        Grants grants = new Grants(List.of("deployers"), List.of("AmazonS3FullAccess"), List.of());

        modal("details", DetailsView.draw(details(card, true, grants, Samples.history("", 1, 4))));
        modal("details-loading", DetailsView.loading());
        JsonNode masked = modal(
                "details-unread",
                DetailsView.draw(new Details(key, Samples.NOW, false, null, "AWS refused.", null, "", List.of())));
        assertThat(masked.toString()).doesNotContain("AKIA");
        List<String> many =
                IntStream.range(0, 40).mapToObj(i -> Samples.HOSTILE + i).toList();
        modal(
                "details-hostile",
                DetailsView.draw(
                        details(Samples.worstCard(1), true, new Grants(many, many, many), Samples.hostileHistory())));
    }

    private static Details details(Card card, boolean full, Grants grants, HistoryPage history) {
        return new Details(
                card.finding().ref().orElseThrow(), Samples.NOW, full, card, "", grants, "", history.events());
    }

    @Test
    void shared_totals_name_nobody_but_who_shared_them() throws Exception {
        Listing listing = new Listing(Samples.NOW, List.of(), null, List.of(Samples.complete(412)));
        Person by = new Person("U0ADM0001", Samples.HOSTILE, null, ZoneOffset.UTC, Role.ADMIN, null);

        JsonNode shared = message("shared", ExportView.shared(new Counts(30, 4, 3, 2, 1), listing, by));
        assertThat(shared.toString()).doesNotContain("<@");
    }

    @Test
    void a_digest_shows_eight_weeks_as_bars_with_their_numbers() throws Exception {
        List<WeekCount> weeks = IntStream.range(0, 8)
                .mapToObj(week -> new WeekCount(
                        Samples.NOW.minus(Duration.ofDays(7L * (7 - week))), 7 - week, 12 - week, week != 2))
                .toList();
        Message.Digest digest = Samples.digest(5, "", null, List.of(Samples.complete(412)));
        JsonNode drawn = message("digest-weeks", MessageView.posted(with(digest, weeks)));

        assertThat(drawn.path("text").asText()).contains("Week by week: 19, 17, 15 or more, 13, 11, 9, 7, 5.");
        assertThat(drawn.get("blocks").findValues("text"))
                .extracting(text -> text.path("text").asText())
                .filteredOn(text -> text.startsWith("```"))
                .singleElement()
                .satisfies(bars -> assertThat(bars.replace("```", "").split("\n"))
                        .hasSize(8)
                        .allMatch(line -> line.length() < 36));
        assertThat(wire.sent(MessageView.posted(with(digest, weeks.subList(0, 1))))
                        .toString())
                .doesNotContain("Week by week", "```");
        message(
                "digest-weeks-hostile",
                MessageView.posted(with(
                        digest,
                        List.of(
                                new WeekCount(Samples.NOW, 0, 0, true),
                                new WeekCount(Samples.NOW, 1, 5_000_000, true),
                                new WeekCount(Samples.NOW, 5_000_000, 5_000_000, false)))));
    }

    private static Message.Digest with(Message.Digest digest, List<WeekCount> weeks) {
        return new Message.Digest(
                digest.takenAt(),
                digest.sentBy(),
                digest.maxAgeDays(),
                digest.criticalAgeDays(),
                digest.counts(),
                digest.progress(),
                digest.worst(),
                digest.staleUsers(),
                digest.accounts(),
                digest.unconfirmed(),
                digest.nextExcuseEnds(),
                digest.asking(),
                weeks,
                null);
    }

    @Test
    void the_bot_introduces_itself_in_three_lines() throws Exception {
        for (boolean toPerson : new boolean[] {true, false}) {
            String who = toPerson ? "person" : "channel";
            message(
                    "welcome-" + who,
                    MessageView.posted(new Message.Welcome(toPerson, "C0TEST001", Samples.NOW, false)));
            JsonNode missing = message(
                    "welcome-" + who + "-missing", MessageView.posted(new Message.Welcome(toPerson, null, null, true)));
            assertThat(missing.at("/blocks/0/text/text").asText().split("\n"))
                    .hasSize(3)
                    .anySatisfy(line -> assertThat(line).contains("STALE_KEYS_CHANNEL", "STALE_KEYS_ADMINS"));
        }
    }

    @Test
    void home_is_useful_for_an_admin_an_owner_and_a_person_without_keys() throws Exception {
        Card own = Samples.card(3);
        Card asked = own.with(
                own.state(), Set.of(Card.Action.DONE, Card.Action.LATER, Card.Action.NOT_MINE, Card.Action.SHOW_HOW));
        Counts counts = new Counts(30, 4, 3, 2, 0);

        modal("home-admin", HomeView.draw(home(List.of(asked), 7, counts, overview()), null));
        modal("home-owner", HomeView.draw(home(List.of(asked), 1, counts, null), SentenceView.of("Thank you.")));
        JsonNode nothing = modal("home-nothing", HomeView.draw(home(List.of(), 0, null, null), null));
        assertThat(nothing.toString()).contains("nothing for you to do").doesNotContain("All keys");
        modal("home-reading", HomeView.reading(null));
    }

    @Test
    void hostile_names_and_all_there_can_be_stay_inside_homes_limits() throws Exception {
        List<Card> worst =
                IntStream.rangeClosed(1, 5).mapToObj(Samples::worstCard).toList();
        Home.Overview everything = new Home.Overview(
                worst.subList(0, 3),
                5_000,
                5_000,
                12,
                unconfirmed(3),
                Samples.hostileHistory().events().subList(0, 5),
                IntStream.range(0, 20)
                        .mapToObj(number -> CheckResult.wrong(Samples.HOSTILE, Samples.HOSTILE.repeat(20)))
                        .toList());
        Home home =
                new Home(Samples.NOW, 90, worst, 5_000, new Counts(1, 2, 3, 4, 5), Samples.manyAccounts(), everything);

        modal("home-hostile", HomeView.draw(home, SentenceView.of(Samples.HOSTILE.repeat(40))));
    }

    private static Home home(List<Card> own, int total, Counts counts, Home.Overview overview) {
        return new Home(Samples.NOW, 90, own, total, counts, List.of(Samples.complete(412)), overview);
    }

    private static Home.Overview overview() {
        return new Home.Overview(
                Samples.cards(2),
                2,
                1,
                1,
                List.of(new KeyPage.Unconfirmed(
                        "row1", new Message.Ask(Samples.card(1), "U0ADM0001", List.of(), 90, false), Samples.NOW)),
                Samples.history("", 1, 3).events(),
                List.of(CheckResult.note("STALE_KEYS_CHANNEL", "Not set: there is no digest.")));
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
                .doesNotContain("switch them off", "switch it off")
                .doesNotContain("will be");
    }

    @Test
    void a_final_notice_says_what_will_happen_and_when_where_it_happens_by_itself() throws Exception {
        JsonNode one = message(
                "final-notice-automatic", MessageView.posted(finalNotice(List.of(noticed(1, Ending.OFF)), true)));
        assertThat(one.toString())
                .contains("after that I will switch it off, on a day from Monday to Thursday")
                .doesNotContain("an admin may");

        JsonNode mixed = message(
                "final-notice-automatic-for-some",
                MessageView.posted(
                        finalNotice(List.of(noticed(1, Ending.OFF_THOUGH_USED), noticed(2, Ending.OPEN)), true)));
        assertThat(mixed.toString())
                .contains("what uses it will stop working then", "I will switch this key off")
                .doesNotContain("switch them off", "an admin may");
    }

    @Test
    void a_notice_of_deletion_says_how_to_keep_the_key() throws Exception {
        JsonNode one = message("deletion-notice", MessageView.posted(deletionNotice(1)));
        assertThat(one.toString()).contains("That can't be undone", "tell an admin before");
        message("deletion-notice-of-two", MessageView.posted(deletionNotice(2)));
    }

    @Test
    void the_channel_hears_of_a_key_that_was_switched_off_without_a_click() throws Exception {
        Card off = Samples.card(1)
                .with(
                        new Card.State(
                                Card.Change.DEACTIVATED,
                                "stale-keys",
                                Samples.NOW,
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
        Card gone = Samples.card(1)
                .with(
                        new Card.State(
                                Card.Change.DELETED,
                                "stale-keys",
                                Samples.NOW,
                                "Off for 63 days and not used since; the final notice gave time until 2026-09-20.",
                                null,
                                null,
                                null,
                                null),
                        Set.of());

        message("announcement-deleted", MessageView.posted(new Message.Announcement(gone)));
    }

    private static Message.Item noticed(int number, Ending ending) {
        Message.Item item = item(number, Message.Item.Why.FINAL_NOTICE);
        return new Message.Item(item.card(), item.why(), item.decided(), item.askedAt(), ending);
    }

    private static Message.DeletionNotice deletionNotice(int keys) {
        List<Message.Item> items = IntStream.rangeClosed(1, keys)
                .mapToObj(number -> new Message.Item(
                        Samples.card(number).with(deactivated("nobody needs it"), Set.of()),
                        Message.Item.Why.DELETION,
                        "ask:h:4",
                        null,
                        Ending.DELETED))
                .toList();
        return new Message.DeletionNotice("U0ANA0001", LocalDate.parse("2026-11-28"), items, 0, List.of("U0ADM0001"));
    }

    @Test
    void hostile_names_in_what_nobody_asked_for() throws Exception {
        List<Message.Item> worst = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> new Message.Item(
                        Samples.worstCard(number), Message.Item.Why.REMINDER, "ask:h:2", Samples.NOW, Ending.OPEN))
                .toList();

        message(
                "follow-up-hostile",
                MessageView.posted(new Message.FollowUp("U0ANA0001", worst, 5_000, null, List.of("U0ADM0001"), 90)));
        message("final-notice-hostile", MessageView.posted(finalNotice(worst, true)));
    }

    private static Message.Item item(int number, Message.Item.Why why) {
        Card card = Samples.card(number);
        return new Message.Item(
                card.with(card.state(), Set.of()), why, "ask:h:2", Samples.NOW.minus(Duration.ofDays(7)), Ending.OPEN);
    }

    private static Message.FinalNotice finalNotice(List<Message.Item> items, boolean adminsMayAct) {
        return new Message.FinalNotice(
                "U0ANA0001", LocalDate.parse("2026-09-28"), adminsMayAct, items, 0, List.of("U0ADM0001"));
    }

    @Test
    void buttons_say_to_a_screen_reader_which_key_they_are_for() throws Exception {
        JsonNode list = wire.sent(KeyListView.draw(Samples.page(1, 1, List.of(Samples.complete(1)))));

        assertThat(list.findValuesAsText("accessibility_label"))
                .contains("Deactivate key …0000 of user-0", "Ask the owner to rotate key …0000 of user-0");
    }

    private static List<KeyPage.Unconfirmed> unconfirmed(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new KeyPage.Unconfirmed(
                        "row" + number,
                        new Message.Ask(Samples.worstCard(number), "U0ADM0001", List.of(), 90, false),
                        Samples.NOW))
                .toList();
    }

    private static Card.State deactivated(String reason) {
        return new Card.State(
                Card.Change.DEACTIVATED,
                "U0ADM0001",
                Samples.NOW.plus(Duration.ofMinutes(5)),
                reason,
                "U0ADM0002",
                Samples.NOW,
                KeyHistory.Arrival.DELIVERED,
                null);
    }

    private static ChangeDialog dialog(Wanted wanted, String user, int hours, boolean usedSince) {
        return new ChangeDialog(
                wanted,
                new IamUser(Samples.PROD, user, Tags.none(), null),
                Samples.key(
                        user, 1, 412, LastUse.used(Samples.NOW.minus(Duration.ofHours(hours)), "s3", "eu-west-1"), "x"),
                Samples.ANA,
                Samples.NOW,
                usedSince);
    }

    private static JsonNode message(String name, Drawn drawn) throws Exception {
        JsonNode sent = wire.sent(drawn);
        Limits.message(sent);
        Golden.check(name, sent);
        return sent;
    }

    private static JsonNode modal(String name, View view) throws Exception {
        JsonNode sent = wire.sent(view);
        Limits.modal(sent);
        Golden.check(name, sent);
        return sent;
    }
}
