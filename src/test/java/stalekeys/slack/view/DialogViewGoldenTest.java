package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;
import stalekeys.work.accounts.Grants;
import stalekeys.work.actions.ChangePreview;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange.TargetState;
import stalekeys.work.people.Owner;
import stalekeys.work.show.Details;
import stalekeys.work.show.HistoryPage;

/** The dialogs. */
class DialogViewGoldenTest extends ViewGoldens {
    @ParameterizedTest
    @EnumSource(names = {"OFF", "ON"})
    void the_dialog_before_and_after(TargetState wanted) throws Exception {
        String name = wanted.name().toLowerCase(java.util.Locale.ROOT);

        modal("dialog-loading-" + name, ChangeDialogView.loading(wanted, "meta"));
        modal("dialog-working-" + name, ChangeDialogView.working(wanted, "meta"));
        modal("dialog-confirm-" + name, ChangeDialogView.confirm(dialog(wanted, "ana", 2, false), "meta"));
    }

    @Test
    void the_dialog_warns_of_what_will_break() throws Exception {
        JsonNode recent =
                modal("dialog-used-since", ChangeDialogView.confirm(dialog(TargetState.OFF, "ana", 2, true), "m"));
        JsonNode mail = modal(
                "dialog-smtp", ChangeDialogView.confirm(dialog(TargetState.OFF, "ses-smtp-user.1", 400, false), "m"));
        JsonNode unreadable = modal(
                "dialog-unreadable",
                ChangeDialogView.confirm(
                        new ChangePreview(
                                TargetState.OFF,
                                new IamUser(SampleMessages.PROD, "ana", Tags.none(), Leak.none()),
                                SampleMessages.key("ana", 1, 100, LastUse.unreadable(), null),
                                Owner.none(),
                                SampleMessages.NOW,
                                false),
                        "m"));

        assertThat(recent.toString()).contains("Used 2 hours ago by s3: this will break it.");
        assertThat(mail.toString()).contains("SMTP passwords");
        assertThat(unreadable.toString()).contains("treat it as in use");
    }

    @Test
    void a_hostile_dialog() throws Exception {
        Card worst = SampleMessages.worstCard(1);
        modal(
                "dialog-hostile",
                ChangeDialogView.confirm(
                        new ChangePreview(
                                TargetState.OFF,
                                new IamUser(
                                        worst.finding().account(),
                                        worst.finding().userName(),
                                        Tags.none(),
                                        Leak.none()),
                                SampleMessages.key(
                                        worst.finding().userName(),
                                        1,
                                        100,
                                        worst.finding().lastUse(),
                                        worst.finding().description()),
                                worst.owner(),
                                SampleMessages.NOW,
                                true),
                        "m".repeat(3_000)));
    }

    @Test
    void each_outcome_has_its_sentence() throws Exception {
        ObjectNode sentences = JsonNodeFactory.instance.objectNode();
        for (TargetState wanted : TargetState.values()) {
            for (ChangeOutcome outcome : ChangeOutcome.values()) {
                KeyRef key =
                        SampleMessages.key("ana", 1, 100, LastUse.never(), null).ref();
                Limits.modal(wire.sent(ChangeDialogView.outcome(wanted, key, outcome, "")));
                sentences.put(wanted + " " + outcome, ChangeDialogView.sentence(wanted, key, outcome, ""));
            }
        }
        Golden.check("outcomes", sentences);
    }

    @Test
    void the_dialogs_of_an_owner_and_of_an_admin_who_excuses() throws Exception {
        KeyRef key = SampleMessages.key("ana", 1, 100, LastUse.never(), null).ref();

        modal("how", RotationGuideView.draw(key, LastUse.never(), true));
        assertThat(wire.sent(RotationGuideView.draw(key, LastUse.never(), false))
                        .toString())
                .doesNotContain("AKIA");
        modal("excuse", ExemptView.ask(key, "memory"));
    }

    @Test
    void details_of_a_key_for_an_admin_and_where_aws_does_not_answer() throws Exception {
        Card card = SampleMessages.card(3);
        KeyRef key = card.finding().ref().orElseThrow();
        Grants grants = new Grants(List.of("deployers"), List.of("AmazonS3FullAccess"), List.of());

        modal("details", DetailsView.draw(details(card, true, grants, SampleMessages.history("", 1, 4))));
        modal("details-loading", DetailsView.loading());
        JsonNode masked = modal(
                "details-unread",
                DetailsView.draw(
                        new Details(key, SampleMessages.NOW, false, null, "AWS refused.", null, "", List.of())));
        assertThat(masked.toString()).doesNotContain("AKIA");
        List<String> many =
                IntStream.range(0, 40).mapToObj(i -> SampleMessages.HOSTILE + i).toList();
        modal(
                "details-hostile",
                DetailsView.draw(details(
                        SampleMessages.worstCard(1),
                        true,
                        new Grants(many, many, many),
                        SampleMessages.hostileHistory())));
    }

    private static Details details(Card card, boolean full, Grants grants, HistoryPage history) {
        return new Details(
                card.finding().ref().orElseThrow(), SampleMessages.NOW, full, card, "", grants, "", history.events());
    }

    private static ChangePreview dialog(TargetState wanted, String user, int hours, boolean usedSince) {
        return new ChangePreview(
                wanted,
                new IamUser(SampleMessages.PROD, user, Tags.none(), Leak.none()),
                SampleMessages.key(
                        user,
                        1,
                        412,
                        LastUse.used(SampleMessages.NOW.minus(Duration.ofHours(hours)), "s3", "eu-west-1"),
                        "x"),
                SampleMessages.ANA,
                SampleMessages.NOW,
                usedSince);
    }
}
