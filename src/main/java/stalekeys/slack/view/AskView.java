package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stalekeys.keys.Finding;
import stalekeys.keys.LastUse;
import stalekeys.keys.Reason;
import stalekeys.slack.view.CardView.Place;
import stalekeys.words.KeyWords;
import stalekeys.words.Plural;
import stalekeys.words.RotationAdvice;
import stalekeys.work.Card;
import stalekeys.work.Message;

/** The one message that matters: to the owner, please rotate this key. */
final class AskView {
    private AskView() {}

    static Drawn draw(Message.Ask ask, Place channel) {
        Card card = ask.card();
        Finding finding = card.finding();
        boolean off = card.state().change().ends();
        String title = off ? "This AWS access key was switched off" : "Please rotate this AWS access key";
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.header(title));
        blocks.add(Parts.section(facts(ask)));
        CardView.description(finding.description()).ifPresent(blocks::add);
        // Who asked stands further down.
        blocks.addAll(CardView.state(withoutAsk(card.state()), ask.toChannel() ? channel : Place.PRIVATE));
        if (!off) {
            blocks.add(Parts.section(advice(finding)));
        }
        blocks.add(Parts.context(people(ask)));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new Drawn(title + ": " + MessageView.spoken(finding) + ".", blocks);
    }

    private static String facts(Message.Ask ask) {
        Finding finding = ask.card().finding();
        List<String> lines = new ArrayList<>();
        lines.add(CardView.severity(finding.verdict().severity()) + ": *" + KeyWords.age(finding.ageDays())
                + "*. Keys here are due at " + Plural.of(ask.maxAgeDays(), "day") + ".");
        lines.add(MessageView.identity(finding, !ask.toChannel()));
        lines.add(CardView.capital(CardView.lastUse(finding, null)));
        finding.verdict().reasons().stream()
                .filter(reason -> reason.kind() == Reason.Kind.QUARANTINED)
                .map(reason -> KeyWords.reason(reason, Mrkdwn::name))
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String advice(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add("*What to do*");
        if (finding.lastUse().kind() == LastUse.Kind.NEVER) {
            lines.add(
                    "It was never used, as far as AWS knows. If nobody needs it, switch it off and delete it later. Else:");
        }
        lines.add(RotationAdvice.role());
        lines.add("Otherwise:");
        int number = 1;
        for (String step : RotationAdvice.steps()) {
            lines.add(number++ + ". " + step);
        }
        if (finding.smtpUser() || finding.lastUse().byEmailService()) {
            lines.add("This key sends mail: a new key needs a new SMTP password, which is made from it.");
        }
        return String.join("\n", lines);
    }

    private static String people(Message.Ask ask) {
        List<String> whom = Stream.concat(Stream.of(ask.askedBy()), ask.contacts().stream())
                .distinct()
                .limit(3)
                .map(Mrkdwn::person)
                .toList();
        return "Asked by " + Mrkdwn.person(ask.askedBy()) + ". If it is not yours, or you have questions, tell "
                + String.join(" or ", whom) + ".";
    }

    static Card.State withoutAsk(Card.State state) {
        return new Card.State(state.change(), state.by(), state.at(), state.reason(), null, null, null, state.word());
    }
}
