package stalekeys.slack.view;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.CheckboxesElement;
import com.slack.api.model.view.View;
import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.report.Finding;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.words.KeyWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.work.actions.AskMany;
import stalekeys.work.ledger.Card;
import stalekeys.work.people.Owner;
import stalekeys.work.show.KeyPage;

/** The dialog in which the owners of several keys of a page are asked at once. */
public final class AskManyView {
    /** Under a choice of nothing. */
    public static final String NONE_CHOSEN = "Please choose at least one key.";

    /** Slack's limit for the text of an option, and for what stands below it. */
    private static final int LONGEST_OPTION = 75;

    private AskManyView() {}

    /** At once, and as the acknowledgement of a choice. */
    public static View reading() {
        return sentence("Reading the keys…");
    }

    /** The acknowledgement of a submit. */
    public static View sending() {
        return sentence("Reading the keys again, then asking…");
    }

    /** Ends the dialog with one sentence or more. */
    public static View sentence(String sentence) {
        return view(Actions.ASK_SEVERAL_SUBMIT, "", "Close", List.of(Blocks.plainSection(sentence)))
                .build();
    }

    /** The keys of the page, all of them ticked, and why nobody can be asked about the others. */
    public static View choice(KeyPage page, String privateMetadata) {
        List<Card> open = page.cards().stream().filter(Card::askable).toList();
        List<String> others = page.cards().stream()
                .filter(card -> !card.askable())
                .map(card -> called(card.finding()) + ": " + whyNot(card))
                .toList();
        List<LayoutBlock> blocks = new ArrayList<>();
        if (open.isEmpty()) {
            blocks.add(Blocks.plainSection("By now there is no key on this page whose owner can be asked."));
        } else {
            blocks.add(Blocks.plainSection(
                    "Their owners are asked to rotate them. Before anything is sent you see who gets a message."));
            blocks.add(boxes(open));
        }
        if (!others.isEmpty()) {
            blocks.add(Blocks.plainContext("Nobody can be asked now about\n" + String.join("\n", others)));
        }
        View.ViewBuilder view = view(Actions.ASK_SEVERAL_CHOSEN, privateMetadata, "Cancel", blocks);
        return (open.isEmpty() ? view : view.submit(Modal.submit("Next"))).build();
    }

    /**
     * Who gets a message.
     *
     * @param refused why nobody is asked about the other keys, a sentence each
     */
    public static View preview(AskMany.Plan plan, List<String> refused, String privateMetadata) {
        int messages = plan.bundles().size();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section(
                messages == 0
                        ? "*Nobody would get a message.*"
                        : "*" + Plural.of(messages, "message") + " will be sent:*"));
        blocks.addAll(bundles(plan.bundles()));
        if (!plan.beyond().isEmpty()) {
            blocks.add(Blocks.section("*Not asked today:* the limit of " + Plural.of(plan.dailyLimit(), "message")
                    + " a day (UTC) leaves no room for these. Please ask again tomorrow."));
            blocks.addAll(bundles(plan.beyond()));
        }
        if (!refused.isEmpty()) {
            blocks.add(Blocks.plainSection(String.join("\n", refused)));
        }
        if (messages == 0) {
            return view(Actions.ASK_SEVERAL_SUBMIT, "", "Close", blocks).build();
        }
        blocks.add(Blocks.context("Every key is read again before. Who is not named here gets no message."));
        return view(Actions.ASK_SEVERAL_SUBMIT, privateMetadata, "Cancel", blocks)
                .submit(Modal.submit("Send " + Plural.of(messages, "message")))
                .build();
    }

    private static LayoutBlock boxes(List<Card> cards) {
        List<OptionObject> options = cards.stream().map(AskManyView::option).toList();
        return InputBlock.builder()
                .blockId(Actions.KEYS_BLOCK)
                .label(Blocks.plain("Keys", 2_000))
                .optional(false)
                .element(CheckboxesElement.builder()
                        .actionId(Actions.KEYS)
                        .options(options)
                        .initialOptions(options)
                        .build())
                .build();
    }

    /** Names are cut so that what follows them is still read; the preview has more room. */
    private static OptionObject option(Card card) {
        Finding finding = card.finding();
        String severity = KeyWords.capital(KeyWords.severity(finding.verdict().severity()));
        String account = KeyWords.account(finding.account(), name -> Names.cut(name, 20));
        return OptionObject.builder()
                .text(Blocks.plain(
                        severity + ": " + Names.cut(finding.userName(), 40) + ", " + KeyWords.age(finding.ageDays()),
                        LONGEST_OPTION))
                .description(Blocks.plain(
                        "Key " + masked(finding) + " in " + account + ". Asks " + Names.cut(reader(card.owner()), 24),
                        LONGEST_OPTION))
                .value(card.handle())
                .build();
    }

    private static String reader(Owner owner) {
        if (!owner.label().isBlank()) {
            return owner.label();
        }
        return owner.kind() == Owner.Kind.CHANNEL ? "its team's channel" : "its owner";
    }

    private static List<LayoutBlock> bundles(List<AskMany.Bundle> bundles) {
        return bundles.stream().map(AskManyView::bundle).toList();
    }

    /** "@Ana: 2 keys in one message", and the keys. */
    private static LayoutBlock bundle(AskMany.Bundle bundle) {
        List<String> lines = new ArrayList<>();
        lines.add(addressee(bundle.to()) + ": " + Plural.of(bundle.keys().size(), "key", "keys in one message"));
        bundle.keys().forEach(key -> lines.add("• " + CardView.line(key.finding())));
        return Blocks.section(String.join("\n", lines));
    }

    private static String addressee(Owner to) {
        return switch (to.kind()) {
            case CHANNEL -> "A post in " + Mrkdwn.channel(to.slackId(), "its team's channel");
            case MAILBOX -> Mrkdwn.name(Names.cut(to.label(), 80)) + ", by mail";
            case PERSON, ADDRESS_ONLY, FOREIGN_ADDRESS, GONE, DISOWNED, NONE, UNREADABLE -> Mrkdwn.person(to.slackId());
        };
    }

    private static String called(Finding finding) {
        return switch (finding.kind()) {
            case KEY -> Names.cut(finding.userName(), 64) + ", key " + masked(finding);
            case ROOT_KEY -> "The root user";
            case QUARANTINED_USER -> Names.cut(finding.userName(), 64);
        };
    }

    private static String masked(Finding finding) {
        KeyId id = finding.keyId();
        return id == null ? "" : id.masked();
    }

    private static String whyNot(Card card) {
        Finding finding = card.finding();
        return switch (finding.kind()) {
            case ROOT_KEY -> "it belongs to nobody in this Slack.";
            case QUARANTINED_USER -> "the user has no active key.";
            case KEY -> whyNot(card, finding);
        };
    }

    private static String whyNot(Card card, Finding finding) {
        if (card.state().change() == Card.Change.SWITCHING) {
            return "it is being changed.";
        }
        if (card.state().change().ends() || finding.status() != KeyStatus.ACTIVE) {
            return "it is not active.";
        }
        if (finding.verdict().exempt()) {
            return "it is exempt.";
        }
        if (!finding.verdict().stale()) {
            return "it is not due for rotation.";
        }
        if (card.state().askedAt() != null) {
            return "somebody was asked in the last 7 days.";
        }
        return AskResultWords.noOwner(card.owner());
    }

    private static View.ViewBuilder view(
            String callbackId, String privateMetadata, String close, List<LayoutBlock> blocks) {
        return Modal.of(callbackId, "Ask several owners", close, blocks).privateMetadata(privateMetadata);
    }
}
