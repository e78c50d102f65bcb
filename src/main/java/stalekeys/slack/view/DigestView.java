package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Severity;
import stalekeys.slack.view.CardView.Place;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.AskCountsWords;
import stalekeys.words.CoverageWords;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.words.TotalsWords;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;

/** Where things stand, for a channel: a screenful, whatever the size. */
final class DigestView {
    private DigestView() {}

    static RenderedMessage draw(Message.Digest digest, Place place) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header("AWS access keys: " + headline(digest)));
        blocks.add(Blocks.section(totals(digest)));
        blocks.add(Blocks.context(changes(digest, place)));
        Optional.ofNullable(digest.asking())
                .flatMap(AskCountsWords::of)
                .map(Blocks::context)
                .ifPresent(blocks::add);
        blocks.addAll(TrendView.blocks(digest.weeks()));
        for (Card card : digest.worst()) {
            blocks.add(Blocks.section(CardView.factsWithOwner(card)));
            blocks.addAll(CardView.state(card.state(), place));
            CardView.buttons(card, null).ifPresent(blocks::add);
        }
        MessageView.more(digest.counts().allStale() - digest.worst().size()).ifPresent(blocks::add);
        blocks.add(Blocks.plainContext(coverage(digest)));
        return new RenderedMessage("AWS access keys: " + headline(digest) + ". " + summary(digest), blocks);
    }

    private static String headline(Message.Digest digest) {
        Counts counts = digest.counts();
        if (counts.allStale() > 0) {
            return Plural.of(counts.allStale(), "stale key");
        }
        if (!CoverageWords.complete(digest.accounts())) {
            return "not everything could be read";
        }
        return digest.counts().exempt() == 0 ? "nothing is stale" : "nothing is stale except what is exempt";
    }

    private static String totals(Message.Digest digest) {
        Counts counts = digest.counts();
        if (counts.allStale() == 0) {
            return CoverageWords.complete(digest.accounts())
                    ? ":white_check_mark: *No active key has reached " + Plural.of(digest.maxAgeDays(), "day")
                            + (digest.counts().exempt() == 0 ? "" : ", apart from those that are exempt")
                            + ".* Every user was checked. Thank you."
                    : CoverageWords.noneFound(Mrkdwn::strong);
        }
        String fresh = new Coverage(digest.accounts()).everyUserListed()
                ? " · " + CardView.severity(Severity.FRESH) + ": " + Plural.of(counts.fresh(), "key")
                : "";
        return CardView.severity(Severity.CRITICAL) + ": *" + Plural.of(counts.critical(), "key") + "* · "
                + CardView.severity(Severity.STALE) + ": *" + Plural.of(counts.stale(), "key") + "*" + fresh + "\n"
                + "They belong to " + Plural.of(digest.staleUsers(), "user") + ". Stale from "
                + Plural.of(digest.maxAgeDays(), "day") + ", critical after "
                + Plural.of(digest.criticalAgeDays(), "day") + ".";
    }

    private static String changes(Message.Digest digest, Place place) {
        List<String> parts = new ArrayList<>();
        if (digest.progress() != null) {
            parts.add(
                    "Since " + Mrkdwn.date(digest.progress().since()) + ": " + TotalsWords.of(digest.progress()) + ".");
        } else if (digest.sentBy().isEmpty()) {
            parts.add("There is no earlier digest to compare with yet.");
        }
        if (!digest.sentBy().isEmpty()) {
            parts.add("Sent by hand" + sender(digest.sentBy(), place) + ".");
        }
        TotalsWords.exempt(digest.counts().exempt(), digest.nextExcuseEnds())
                .map(text -> text + ".")
                .ifPresent(parts::add);
        TotalsWords.guarded(digest.counts()).map(text -> text + ".").ifPresent(parts::add);
        parts.add("As of " + Mrkdwn.date(digest.takenAt()) + ".");
        return String.join(" ", parts);
    }

    private static String sender(String sentBy, Place place) {
        return sentBy.startsWith("cli:")
                ? " from the command line by " + Mrkdwn.name(sentBy.substring("cli:".length()))
                : CardView.by(sentBy, place);
    }

    private static String coverage(Message.Digest digest) {
        List<String> lines = new ArrayList<>(CoverageWords.lines(digest.accounts()));
        if (digest.unconfirmed() > 0) {
            lines.add(Plural.of(digest.unconfirmed(), "message") + " of mine may not have arrived.");
        }
        return String.join("\n", lines);
    }

    private static String summary(Message.Digest digest) {
        String totals =
                digest.counts().allStale() == 0 ? "" : TotalsWords.of(digest.counts(), digest.accounts()) + ". ";
        String changed = digest.progress() == null ? "" : "Changed: " + TotalsWords.of(digest.progress()) + ". ";
        return totals + changed + TrendView.spoken(digest.weeks()) + CoverageWords.summary(digest.accounts())
                + ". As of " + Times.minute(digest.takenAt()) + ".";
    }
}
