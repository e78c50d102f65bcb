package stalekeys.cli;

import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.AccountCoverage;
import stalekeys.keys.Counts;
import stalekeys.keys.Finding;
import stalekeys.keys.Progress;
import stalekeys.work.Card;
import stalekeys.work.Message;

/** A digest as plain text. */
final class DigestText {
    private DigestText() {}

    static String of(Message.Digest digest) {
        List<String> lines = new ArrayList<>();
        Counts counts = digest.counts();
        lines.add("Access keys as of " + Words.minute(digest.takenAt())
                + (digest.sentBy().isEmpty() ? "" : ", sent by " + digest.sentBy()));
        if (counts.allStale() > 0) {
            lines.add(counts.critical() + " critical (over " + digest.criticalAgeDays() + " days), " + counts.stale()
                    + " stale (" + digest.maxAgeDays() + " days and more), of "
                    + Words.count(digest.staleUsers(), "user") + "; " + counts.fresh() + " fresh, "
                    + counts.inactive() + " inactive");
        } else if (digest.accounts().stream().allMatch(AccountCoverage::complete)
                && !digest.accounts().isEmpty()) {
            lines.add("No stale key: well done. " + counts.fresh() + " fresh, " + counts.inactive() + " inactive");
        } else {
            lines.add("No stale key among those that were seen. " + counts.fresh() + " fresh, " + counts.inactive()
                    + " inactive");
        }
        Progress progress = digest.progress();
        if (progress != null) {
            lines.add("Since " + Words.minute(progress.since()) + ": " + progress.newlyStale() + " newly stale, "
                    + progress.fixed() + " fixed, " + progress.still() + " still there, " + progress.notSeen()
                    + " not seen this time, " + progress.firstSeen() + " seen for the first time");
        }
        digest.worst().forEach(card -> lines.add("- " + card(card)));
        lines.addAll(Words.coverage(digest.accounts()));
        if (digest.unconfirmed() > 0) {
            lines.add(Words.count(digest.unconfirmed(), "earlier message") + " may not have arrived");
        }
        return String.join("\n", lines.stream().map(Plain::text).toList()) + "\n";
    }

    /** The id is masked, as it is in the channel. */
    private static String card(Card card) {
        Finding finding = card.finding();
        return Words.word(finding.verdict().severity()) + ": " + finding.userName()
                + (finding.keyId() == null ? "" : " " + finding.keyId().masked()) + " in "
                + finding.account().label() + ", "
                + String.join(
                        ", ",
                        finding.verdict().reasons().stream().map(Words::reason).toList())
                + owner(card);
    }

    private static String owner(Card card) {
        return switch (card.owner().kind()) {
            case PERSON, CHANNEL, ADDRESS_ONLY -> ", owner " + card.owner().label();
            case GONE -> ", owner gone";
            case NONE -> ", no owner";
            case UNREADABLE -> ", owner could not be read";
        };
    }
}
