package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.report.Counts;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.show.Home;
import stalekeys.work.show.KeyPage;

/** Home, the history, and what is said to a word that was typed. */
class HomeViewGoldenTest extends ViewGoldens {
    @Test
    void the_usage() throws Exception {
        message("help", UsageView.help());
        message("not-understood", UsageView.notUnderstood(SampleMessages.HOSTILE.repeat(50)));
    }

    @Test
    void sentences() throws Exception {
        message("sentence", SentenceView.of(SampleMessages.HOSTILE.repeat(100)));
        message("error", SentenceView.error("a1b2c3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5_000})
    void the_history_at_any_size(int total) throws Exception {
        int page = total > 100 ? 250 : 1;
        JsonNode sent = message("history-" + total, HistoryView.draw(SampleMessages.history("", page, total)));

        assertThat(sent.toString()).doesNotContain("AKIA");
    }

    @Test
    void the_history_of_one_user_without_any_event() throws Exception {
        message("history-user-0", HistoryView.draw(SampleMessages.history("ana", 1, 0)));
    }

    @Test
    void hostile_names_and_reasons_are_dead_text_in_a_history() throws Exception {
        message("history-hostile", HistoryView.draw(SampleMessages.hostileHistory()));
    }

    @Test
    void home_is_useful_for_an_admin_an_owner_and_a_person_without_keys() throws Exception {
        Card own = SampleMessages.card(3);
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
    void where_owners_are_unknown_a_home_does_not_say_that_there_is_nothing_to_do() throws Exception {
        Home home = new Home(SampleMessages.NOW, 90, List.of(), 0, null, List.of(), null, true);

        assertThat(wire.sent(HomeView.draw(home, null)).toString())
                .contains("Some owners could not be looked up right now")
                .doesNotContain("nothing for you to do");
    }

    @Test
    void hostile_names_and_all_there_can_be_stay_inside_homes_limits() throws Exception {
        List<Card> worst =
                IntStream.rangeClosed(1, 5).mapToObj(SampleMessages::worstCard).toList();
        Home.Overview everything = new Home.Overview(
                worst.subList(0, 3),
                5_000,
                5_000,
                5_000,
                12,
                unconfirmed(3),
                SampleMessages.hostileHistory().events().subList(0, 5),
                IntStream.range(0, 20)
                        .mapToObj(
                                number -> CheckResult.wrong(SampleMessages.HOSTILE, SampleMessages.HOSTILE.repeat(20)))
                        .toList());
        Home home = new Home(
                SampleMessages.NOW,
                90,
                worst,
                5_000,
                new Counts(1, 2, 3, 4, 5),
                SampleMessages.manyAccounts(),
                everything);

        modal("home-hostile", HomeView.draw(home, SentenceView.of(SampleMessages.HOSTILE.repeat(40))));
    }

    private static Home home(List<Card> own, int total, Counts counts, Home.Overview overview) {
        return new Home(SampleMessages.NOW, 90, own, total, counts, List.of(SampleMessages.complete(412)), overview);
    }

    private static Home.Overview overview() {
        return new Home.Overview(
                SampleMessages.cards(2),
                2,
                0,
                1,
                1,
                List.of(new KeyPage.Unconfirmed(
                        "row1",
                        new Message.Ask(SampleMessages.card(1), "U0ADM0001", List.of(), 90, false),
                        SampleMessages.NOW)),
                SampleMessages.history("", 1, 3).events(),
                List.of(CheckResult.note("STALE_KEYS_CHANNEL", "Not set: there is no digest.")));
    }
}
