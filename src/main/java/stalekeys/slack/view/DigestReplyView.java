package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stalekeys.slack.view.CardView.Place;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.CoverageWords;
import stalekeys.words.DetailsWords;
import stalekeys.words.KeyWords;
import stalekeys.words.Times;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.DigestDetails;
import stalekeys.work.ledger.Message;

/** The details of a digest, for its thread: lines without buttons, those are in the digest and in the lists. */
final class DigestReplyView {
    private DigestReplyView() {}

    static RenderedMessage draw(Message.DigestReply reply, Place place) {
        DigestDetails details = reply.details();
        List<LayoutBlock> blocks = new ArrayList<>();
        if (reply.since() != null && !details.changes().isEmpty()) {
            blocks.add(Blocks.context("What changed since " + Mrkdwn.date(reply.since()) + ", key by key:"));
        }
        for (DigestDetails.Change change : details.changes()) {
            List<String> lines =
                    change.named().stream().map(DigestReplyView::line).toList();
            blocks.add(Blocks.section(list(title(change), lines, change.total())));
        }
        if (!details.oldest().isEmpty()) {
            List<String> lines =
                    details.oldest().stream().map(card -> line(card, place)).toList();
            blocks.add(Blocks.section(list(DetailsWords.oldest(lines.size()), lines, lines.size())));
        }
        if (!details.accounts().isEmpty()) {
            List<String> lines = details.accounts().stream()
                    .map(each -> DetailsWords.account(each.account(), each.critical(), each.stale(), Mrkdwn::name))
                    .toList();
            String others = DetailsWords.without(reply.accounts(), details.accountsWithStale());
            blocks.add(Blocks.section(
                    list("By account", lines, details.accountsWithStale()) + (others.isEmpty() ? "" : "\n" + others)));
        }
        blocks.add(Blocks.context("As of " + Mrkdwn.date(reply.takenAt()) + ". `/stale-keys` shows all stale keys."));
        blocks.add(Blocks.plainContext(String.join("\n", CoverageWords.lines(reply.accounts()))));
        return new RenderedMessage(summary(reply), blocks);
    }

    private static String summary(Message.DigestReply reply) {
        String changes = reply.details().changes().stream()
                .map(change -> title(change) + ". ")
                .collect(Collectors.joining());
        return "Details of the digest. " + changes + "As of " + Times.minute(reply.takenAt()) + ".";
    }

    private static String title(DigestDetails.Change change) {
        return DetailsWords.title(change.kind(), change.total());
    }

    private static String line(DigestDetails.Named named) {
        return KeyWords.line(
                named.key().userName(),
                named.key().keyId(),
                named.ageDays(),
                named.account(),
                Mrkdwn::code,
                Mrkdwn::name);
    }

    private static String line(Card card, Place place) {
        return CardView.line(card.finding())
                + CardView.change(card.state(), place)
                        .map(change -> " · " + change)
                        .orElse("");
    }

    /** As many lines as Slack takes in one text; the rest is counted. */
    private static String list(String title, List<String> lines, int total) {
        StringBuilder text = new StringBuilder(Mrkdwn.strong(title));
        int shown = 0;
        for (String line : lines) {
            if (text.length() + line.length() > Blocks.LONGEST_TEXT - 200) {
                break;
            }
            text.append("\n• ").append(line);
            shown++;
        }
        String more = DetailsWords.more(total - shown);
        return more.isEmpty() ? text.toString() : text + "\n" + more;
    }
}
