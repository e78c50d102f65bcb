package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.report.Finding;
import stalekeys.work.actions.AskMany;
import stalekeys.work.actions.AskOwner;
import stalekeys.work.ledger.Card;
import stalekeys.work.people.Owner;
import stalekeys.work.show.KeyPage;

/** The dialog in which the owners of several keys are asked. */
class AskManyViewGoldenTest extends ViewGoldens {
    @Test
    void several_keys_of_a_page_are_chosen_and_the_others_have_a_reason() throws Exception {
        KeyPage seven = SampleMessages.page(7, 1, List.of(SampleMessages.complete(412)));
        List<Card> cards = new ArrayList<>(seven.cards().subList(0, 3));
        cards.add(asked(SampleMessages.card(3)));
        cards.add(SampleMessages.card(SampleMessages.finding("robot", 4, 412, LastUse.never(), null), Owner.none()));

        JsonNode rendered = modal("ask-several", AskManyView.choice(with(seven, cards), "memory"));

        assertThat(rendered.toString())
                .contains(
                        "Critical: user-0, 500 days old",
                        "robot, key …0004: no owner is named.",
                        "user-3, key …0003: somebody was asked in the last 7 days.");
    }

    @Test
    void where_nobody_is_left_to_ask_there_is_nothing_to_choose() throws Exception {
        KeyPage five = SampleMessages.page(5, 1, List.of());

        JsonNode odd = modal(
                "ask-several-nobody",
                AskManyView.choice(with(five, SampleMessages.oddCards().subList(0, 4)), ""));

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
                        new AskMany.Bundle(
                                SampleMessages.ANA,
                                List.of(askable(1, SampleMessages.ANA), askable(2, SampleMessages.ANA))),
                        new AskMany.Bundle(team, List.of(askable(3, team))),
                        new AskMany.Bundle(mailbox, List.of(askable(4, mailbox)))),
                List.of(new AskMany.Bundle(ben, List.of(askable(5, ben)))),
                List.of(),
                25);

        JsonNode rendered = modal(
                "ask-several-preview",
                AskManyView.preview(plan, List.of("The key …0006 of user-6 is inactive already."), "memory"));

        assertThat(rendered.at("/submit/text").asText()).isEqualTo("Send 3 messages");
        assertThat(rendered.toString())
                .contains("<@U0ANA0001>: 2 keys in one message", "the limit of 25 messages a day");
    }

    @Test
    void a_preview_of_nothing_can_only_be_closed() throws Exception {
        AskMany.Plan nothing = new AskMany.Plan(List.of(), List.of(), List.of(), 25);

        JsonNode rendered = wire.sent(AskManyView.preview(nothing, List.of("The key …0006 is gone."), "memory"));

        Limits.modal(rendered);
        assertThat(rendered.path("submit").isMissingNode()).isTrue();
        assertThat(rendered.path("private_metadata").asText()).isEmpty();
    }

    @Test
    void hostile_names_are_dead_text_where_several_are_asked() throws Exception {
        Owner owner = new Owner(Owner.Kind.MAILBOX, "", SampleMessages.HOSTILE.repeat(3));
        List<Card> worst = IntStream.rangeClosed(1, KeyPage.SIZE)
                .mapToObj(SampleMessages::worstCard)
                .map(card ->
                        new Card(card.finding(), owner, card.handle(), Card.State.NOTHING, Set.of(Card.Action.ASK)))
                .toList();
        List<AskOwner.Askable> keys =
                worst.stream().map(card -> askable(card.finding(), owner)).toList();
        KeyPage page = SampleMessages.page(5, 1, List.of());

        modal("ask-several-hostile", AskManyView.choice(with(page, worst), "memory"));
        modal(
                "ask-several-others-hostile",
                AskManyView.choice(
                        with(
                                page,
                                IntStream.rangeClosed(1, KeyPage.SIZE)
                                        .mapToObj(SampleMessages::worstCard)
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
                        List.of(SampleMessages.HOSTILE),
                        "memory"));
    }

    private static Card asked(Card card) {
        return card.with(
                new Card.State(
                        Card.Change.NONE,
                        "",
                        null,
                        "",
                        "U0ADM0001",
                        SampleMessages.NOW.minus(Duration.ofDays(2)),
                        KeyHistory.Arrival.DELIVERED,
                        null),
                card.actions());
    }

    private static AskOwner.Askable askable(int number, Owner owner) {
        return askable(SampleMessages.card(number).finding(), owner);
    }

    private static AskOwner.Askable askable(Finding finding, Owner owner) {
        return new AskOwner.Askable(finding.ref().orElseThrow(), finding, owner, KeyHistory.of(List.of()));
    }
}
