package stalekeys.cli.output;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Finding;
import stalekeys.words.AskCountsWords;
import stalekeys.words.CoverageWords;
import stalekeys.words.DetailsWords;
import stalekeys.words.KeyWords;
import stalekeys.words.LastUseWords;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.words.TotalsWords;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.DigestDetails;
import stalekeys.work.ledger.Message;

/** A digest as plain text: what the channel is told, line by line. */
public final class DigestText {
    private DigestText() {}

    public static String of(Message.Digest digest) {
        List<String> lines = new ArrayList<>();
        Counts counts = digest.counts();
        lines.add("AWS access keys as of " + Times.minute(digest.takenAt()) + ": "
                + TotalsWords.of(counts, digest.accounts()) + ".");
        lines.add(verdict(digest));
        if (digest.progress() != null) {
            lines.add("Since " + Times.minute(digest.progress().since()) + ": " + TotalsWords.of(digest.progress())
                    + ".");
        }
        TotalsWords.exempt(digest.counts().exempt(), digest.nextExcuseEnds())
                .map(text -> text + ".")
                .ifPresent(lines::add);
        Optional.ofNullable(digest.asking()).flatMap(AskCountsWords::of).ifPresent(lines::add);
        digest.worst().forEach(card -> lines.add("- " + card(card)));
        int more = counts.allStale() - digest.worst().size();
        if (more > 0) {
            lines.add("and " + Plural.of(more, "more key", "more keys"));
        }
        Optional.ofNullable(digest.details()).map(DigestText::details).ifPresent(lines::addAll);
        lines.addAll(CoverageWords.lines(digest.accounts()));
        if (digest.unconfirmed() > 0) {
            lines.add(Plural.of(digest.unconfirmed(), "earlier message") + " may not have arrived.");
        }
        return String.join("\n", lines.stream().map(PlainText::text).toList()) + "\n";
    }

    /** What follows in the digest's thread. The oldest are left to {@code report}, which shows them all. */
    private static List<String> details(DigestDetails details) {
        List<String> lines = new ArrayList<>();
        for (DigestDetails.Change change : details.changes()) {
            lines.add(DetailsWords.title(change.kind(), change.total()));
            change.named().forEach(named -> lines.add("- " + named(named)));
            String more = DetailsWords.more(change.total() - change.named().size());
            if (!more.isEmpty()) {
                lines.add(more);
            }
        }
        details.accounts()
                .forEach(each -> lines.add(
                        DetailsWords.account(each.account(), each.critical(), each.stale(), UnaryOperator.identity())));
        return lines;
    }

    private static String named(DigestDetails.Named named) {
        return KeyWords.line(
                named.key().userName(),
                named.key().keyId(),
                named.ageDays(),
                named.account(),
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }

    private static String verdict(Message.Digest digest) {
        if (digest.counts().allStale() > 0) {
            return "The stale ones belong to " + Plural.of(digest.staleUsers(), "user") + ". Stale from "
                    + Plural.of(digest.maxAgeDays(), "day") + ", critical after "
                    + Plural.of(digest.criticalAgeDays(), "day") + ".";
        }
        return CoverageWords.complete(digest.accounts())
                ? "No active key has reached " + Plural.of(digest.maxAgeDays(), "day")
                        + (digest.counts().exempt() == 0 ? "" : ", apart from those that are exempt") + ". Thank you."
                : "No stale key was found, but not everything could be read.";
    }

    /** The id is masked, as it is in the channel. */
    private static String card(Card card) {
        Finding finding = card.finding();
        List<String> parts = new ArrayList<>();
        parts.add(KeyWords.severity(finding.verdict().severity()) + ": " + subject(finding));
        if (finding.created() != null) {
            parts.add(KeyWords.age(finding.ageDays()));
        }
        if (finding.keyId() != null) {
            Instant used = finding.lastUse().at();
            parts.add(LastUseWords.dated(
                    finding.lastUse(), used == null ? "" : "on " + Times.day(used), UnaryOperator.identity()));
        }
        parts.add("account " + finding.account().label());
        if (finding.kind() != Finding.Kind.ROOT_KEY) {
            parts.add(owner(card));
        }
        return String.join(", ", parts);
    }

    /** What it is about: the user and the key, or what else is a finding. */
    static String subject(Finding finding) {
        return switch (finding.kind()) {
            case KEY ->
                finding.userName()
                        + (finding.keyId() == null ? "" : " " + finding.keyId().masked());
            case ROOT_KEY -> "access keys of the root user";
            case QUARANTINED_USER -> finding.userName() + ", quarantined by AWS";
        };
    }

    private static String owner(Card card) {
        return switch (card.owner().kind()) {
            case PERSON, CHANNEL, ADDRESS_ONLY, MAILBOX, FOREIGN_ADDRESS ->
                "owner " + card.owner().label();
            case GONE -> "owner gone";
            case DISOWNED -> card.owner().label() + " says it is not theirs";
            case NONE -> "no owner";
            case UNREADABLE -> "owner could not be looked up";
        };
    }
}
