package stalekeys.slack.view;

import java.util.List;
import stalekeys.keys.report.Counts;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.CoverageWords;
import stalekeys.words.Plural;
import stalekeys.words.TotalsWords;
import stalekeys.work.audit.Listing;
import stalekeys.work.people.Person;
import stalekeys.work.show.ExportKeys.Export;

/** What is said about an export, and totals shared on purpose. */
public final class ExportView {
    /** To who sees only their own keys. */
    public static final String NOT_TO_EXPORT =
            "Only admins and viewers can export the keys. /stale-keys mine shows you yours.";

    /** The same for the totals. */
    public static final String NOT_TO_SHARE = "Only admins and viewers can share the totals. Nothing was posted.";

    public static final String NOT_SENT = "Slack did not take the file, so you have not got it. Please try again.";

    /** Where totals are to be shared in direct messages that are not with the bot. */
    public static final String OTHERS_CONVERSATION =
            "I can't look into this conversation, and so can't tell whether it is with another company.";

    private ExportView() {}

    /** Beside the file, in the person's direct messages. */
    public static String comment(Export export) {
        return keys(export) + ", with the key ids in full: keep the file to yourself. "
                + CoverageWords.summary(export.accounts()) + ".";
    }

    /**
     * Where a channel gets nothing.
     *
     * @param problem why, as a sentence
     */
    public static RenderedMessage notPosted(String problem) {
        return SentenceView.of(problem + " Nothing was posted.");
    }

    /** Where it was asked for. */
    public static RenderedMessage sent(Export export) {
        return SentenceView.of("I have sent you " + export.fileName() + " as a direct message: " + keys(export) + ".");
    }

    /** For everybody in the channel: numbers, and no names. */
    public static RenderedMessage shared(Counts counts, Listing listing, Person by) {
        String totals = "AWS access keys: " + TotalsWords.of(counts, listing.accounts()) + ".";
        return new RenderedMessage(
                totals,
                List.of(
                        Blocks.section("*" + totals + "*"),
                        Blocks.context("Shared by " + Mrkdwn.name(by.name()) + ". "
                                + CoverageWords.summary(listing.accounts()) + ". As of "
                                + Mrkdwn.date(listing.takenAt())
                                + ". `/stale-keys mine` shows you yours.")));
    }

    private static String keys(Export export) {
        return Plural.of(export.keys(), "stale key");
    }
}
