package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.KeyFilter;
import stalekeys.work.show.KeyPage;

/** The private list. */
class ListViewGoldenTest extends ViewGoldens {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 5_000})
    void the_list_at_any_size(int total) throws Exception {
        message(
                "list-" + total,
                KeyListView.draw(SampleMessages.page(total, 1, List.of(SampleMessages.complete(412)))));
    }

    @Test
    void the_last_page_of_a_list_has_no_next() throws Exception {
        message("list-7-page-2", KeyListView.draw(SampleMessages.page(7, 2, List.of(SampleMessages.complete(412)))));
    }

    @Test
    void an_empty_list_of_an_incomplete_audit_gives_no_good_word() throws Exception {
        JsonNode list = message(
                "list-0-incomplete", KeyListView.draw(SampleMessages.page(0, 1, SampleMessages.manyAccounts())));

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
                SampleMessages.cards(1),
                SampleMessages.NOW,
                90,
                new Counts(30, 4, 3, 2, 0),
                List.of(),
                List.of());

        message("list-mine", KeyListView.draw(page));
    }

    @Test
    void a_person_without_keys_and_rights_is_told_what_that_does_not_mean() throws Exception {
        KeyPage page = new KeyPage(
                "",
                null,
                KeyFilter.STALE,
                true,
                1,
                1,
                0,
                List.of(),
                SampleMessages.NOW,
                90,
                null,
                List.of(),
                List.of());

        message("list-mine-0", KeyListView.draw(page));
    }

    @Test
    void where_owners_are_unknown_nobody_is_told_that_no_key_names_them() throws Exception {
        for (KeyFilter filter : List.of(KeyFilter.STALE, KeyFilter.MINE, KeyFilter.ownedBy("U0ANA0001"))) {
            KeyPage page = new KeyPage(
                    "",
                    null,
                    filter,
                    filter.equals(KeyFilter.STALE),
                    1,
                    1,
                    0,
                    List.of(),
                    SampleMessages.NOW,
                    90,
                    null,
                    List.of(),
                    List.of(),
                    true);
            assertThat(wire.sent(KeyListView.draw(page)).toString())
                    .contains("Some owners could not be looked up right now", "try again")
                    .doesNotContain("No stale key", "none found");
        }
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
                SampleMessages.oddCards(),
                SampleMessages.NOW,
                90,
                null,
                List.of(),
                List.of());

        message("list-odd", KeyListView.draw(page));
    }

    @Test
    void hostile_names_are_dead_text_in_a_list() throws Exception {
        KeyPage page = new KeyPage(
                SampleMessages.HOSTILE,
                null,
                KeyFilter.user(SampleMessages.HOSTILE.repeat(40)),
                false,
                1,
                2,
                10,
                List.of(
                        SampleMessages.worstCard(1),
                        SampleMessages.worstCard(2),
                        SampleMessages.worstCard(3),
                        SampleMessages.worstCard(4),
                        SampleMessages.worstCard(5)),
                SampleMessages.NOW,
                90,
                new Counts(3_000_000, 1_000_000, 1_000_000, 1_000_000, 0),
                SampleMessages.manyAccounts(),
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
                        SampleMessages.cards(total),
                        SampleMessages.NOW,
                        90,
                        null,
                        List.of(SampleMessages.complete(412)),
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
                SampleMessages.NOW,
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
                SampleMessages.cards(5),
                SampleMessages.NOW,
                90,
                null,
                List.of(SampleMessages.complete(412)),
                unconfirmed(3));

        JsonNode list = message("list-unconfirmed", KeyListView.draw(page));

        assertThat(list.findValuesAsText("action_id")).contains("send_again");
    }

    @Test
    void buttons_say_to_a_screen_reader_which_key_they_are_for() throws Exception {
        JsonNode list = wire.sent(KeyListView.draw(SampleMessages.page(1, 1, List.of(SampleMessages.complete(1)))));

        assertThat(list.findValuesAsText("accessibility_label"))
                .contains("Deactivate key …0000 of user-0", "Ask the owner to rotate key …0000 of user-0");
    }
}
