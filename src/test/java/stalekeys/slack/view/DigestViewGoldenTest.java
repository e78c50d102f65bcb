package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.model.Account;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.WeekCount;
import stalekeys.work.audit.Listing;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** The digest, its details, and totals that are shared on purpose. */
class DigestViewGoldenTest extends ViewGoldens {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 5_000})
    void the_digest_at_any_size(int total) throws Exception {
        ChangeCounts progress = new ChangeCounts(SampleMessages.NOW.minus(Duration.ofDays(7)), 2, 3, 2, 1, 0);

        JsonNode digest = message(
                "digest-" + total,
                MessageView.posted(SampleMessages.digest(total, "", progress, List.of(SampleMessages.complete(412)))));

        assertThat(digest.toString()).doesNotContain("<@").doesNotContain("AKIA");
    }

    @Test
    void the_details_of_a_digest() throws Exception {
        JsonNode rendered = message(
                "digest-details", MessageView.posted(reply(SampleMessages.PROD, "user-", SampleMessages.cards(10))));

        assertThat(rendered.toString())
                .doesNotContain("<@")
                .doesNotContain("AKIA")
                .contains("and 2 more");
    }

    @Test
    void the_details_of_a_digest_stay_inside_the_limits_whatever_the_names() throws Exception {
        List<Card> oldest =
                IntStream.range(0, 10).mapToObj(SampleMessages::worstCard).toList();

        JsonNode rendered = message(
                "digest-details-hostile",
                MessageView.posted(
                        reply(new Account("123456789012", SampleMessages.HOSTILE), SampleMessages.HOSTILE, oldest)));

        assertThat(rendered.toString()).doesNotContain("<@U0").doesNotContain("AKIA");
    }

    @Test
    void a_digest_that_did_not_see_everything_gives_no_good_word() throws Exception {
        JsonNode digest = message(
                "digest-0-incomplete",
                MessageView.posted(SampleMessages.digest(0, "", null, List.of(SampleMessages.incomplete()))));

        assertThat(digest.toString()).contains("not everything could be read").doesNotContain("white_check_mark");
    }

    @Test
    void a_digest_counts_what_is_excused_and_does_not_call_it_well() throws Exception {
        Message.Digest digest = new Message.Digest(
                SampleMessages.NOW,
                "",
                90,
                365,
                new Counts(30, 0, 0, 2, 5),
                null,
                List.of(),
                0,
                List.of(SampleMessages.complete(412)),
                0,
                LocalDate.parse("2027-03-03"),
                null,
                List.of(),
                null);

        JsonNode rendered = message("digest-excused", MessageView.posted(digest));

        assertThat(rendered.toString())
                .contains("5 exempt, next ends 3 March 2027", "nothing is stale except what is exempt");
    }

    @Test
    void a_digest_says_who_sent_it_by_hand() throws Exception {
        message(
                "digest-by-hand",
                MessageView.posted(SampleMessages.digest(1, "cli:ana", null, List.of(SampleMessages.complete(412)))));
    }

    @Test
    void a_digest_pings_nobody_until_it_is_redrawn() throws Exception {
        Card off = SampleMessages.card(1).with(deactivated("unused"), Set.of(Card.Action.REACTIVATE));
        Message.Digest digest = new Message.Digest(
                SampleMessages.NOW,
                "",
                90,
                365,
                new Counts(1, 2, 3, 4, 0),
                null,
                List.of(
                        off,
                        SampleMessages.worstCard(2),
                        SampleMessages.worstCard(3),
                        SampleMessages.worstCard(4),
                        SampleMessages.worstCard(5)),
                5,
                SampleMessages.manyAccounts(),
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
    void shared_totals_name_nobody_but_who_shared_them() throws Exception {
        Listing listing = new Listing(SampleMessages.NOW, List.of(), null, List.of(SampleMessages.complete(412)));
        Person by = new Person("U0ADM0001", SampleMessages.HOSTILE, null, ZoneOffset.UTC, Role.ADMIN, null);

        JsonNode shared = message("shared", ExportView.shared(new Counts(30, 4, 3, 2, 1), listing, by));
        assertThat(shared.toString()).doesNotContain("<@");
    }

    @Test
    void a_digest_shows_eight_weeks_as_bars_with_their_numbers() throws Exception {
        List<WeekCount> weeks = IntStream.range(0, 8)
                .mapToObj(week -> new WeekCount(
                        SampleMessages.NOW.minus(Duration.ofDays(7L * (7 - week))), 7 - week, 12 - week, week != 2))
                .toList();
        Message.Digest digest = SampleMessages.digest(5, "", null, List.of(SampleMessages.complete(412)));
        JsonNode rendered = message("digest-weeks", MessageView.posted(with(digest, weeks)));

        assertThat(rendered.path("text").asText()).contains("Week by week: 19, 17, 15 or more, 13, 11, 9, 7, 5.");
        assertThat(rendered.get("blocks").findValues("text"))
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
                                new WeekCount(SampleMessages.NOW, 0, 0, true),
                                new WeekCount(SampleMessages.NOW, 1, 5_000_000, true),
                                new WeekCount(SampleMessages.NOW, 5_000_000, 5_000_000, false)))));
    }
}
