package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Reason;
import stalekeys.slack.view.CardView.Place;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.AskWords;
import stalekeys.words.KeyWords;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Owner;

/** The one message that matters: to the owner, please rotate this key. */
final class AskView {
    private AskView() {}

    static RenderedMessage draw(Message.Ask ask, Place channel) {
        Card card = ask.card();
        Finding finding = card.finding();
        boolean off = card.state().change().ends();
        String title = off ? AskWords.WAS_SWITCHED_OFF : AskWords.ROTATE;
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header(title));
        blocks.add(Blocks.section(facts(ask)));
        CardView.description(finding.description()).ifPresent(blocks::add);
        // Who asked stands further down.
        blocks.addAll(CardView.state(withoutAsk(card.state()), ask.toChannel() ? channel : Place.PRIVATE));
        if (!off) {
            blocks.add(Blocks.section(advice(AskWords.advice(finding))));
        }
        blocks.add(Blocks.context(people(ask)));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new RenderedMessage(title + ": " + MessageView.spoken(finding) + ".", blocks);
    }

    private static String facts(Message.Ask ask) {
        Finding finding = ask.card().finding();
        List<String> lines = new ArrayList<>();
        lines.add(CardView.severity(finding.verdict().severity()) + ": *" + KeyWords.age(finding.ageDays()) + "*. "
                + AskWords.due(ask.maxAgeDays()));
        // Who is not the owner any more by the time it is drawn again is no longer shown the whole id.
        boolean whole = !ask.toChannel() && ask.card().owner().kind() != Owner.Kind.GONE;
        lines.add(MessageView.identity(finding, whole));
        lines.add(KeyWords.capital(CardView.lastUse(finding, null)));
        finding.verdict().reasons().stream()
                .filter(reason -> reason.kind() == Reason.Kind.QUARANTINED)
                .map(reason -> KeyWords.reason(reason, Mrkdwn::name))
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    static String advice(List<String> lines) {
        return Mrkdwn.strong(AskWords.WHAT_TO_DO) + "\n" + String.join("\n", lines);
    }

    private static String people(Message.Ask ask) {
        List<String> whom = ask.whom().stream().map(Mrkdwn::person).toList();
        return AskWords.askedBy(Mrkdwn.person(ask.askedBy()), String.join(" or ", whom), 1);
    }

    static Card.State withoutAsk(Card.State state) {
        return new Card.State(state.change(), state.by(), state.at(), state.reason(), null, null, null, state.word());
    }
}
