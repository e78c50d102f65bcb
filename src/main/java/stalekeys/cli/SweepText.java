package stalekeys.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stalekeys.keys.Finding;
import stalekeys.keys.Lifecycle.Step;
import stalekeys.words.CarrierWords;
import stalekeys.words.CoverageWords;
import stalekeys.words.KeyWords;
import stalekeys.words.Plural;
import stalekeys.work.Letter;
import stalekeys.work.OutboxItem;
import stalekeys.work.Sweep;

/** A sweep as plain text: a line for each person, and what was not seen. */
final class SweepText {
    private SweepText() {}

    /** What would be done. */
    static String of(Sweep.Swept draft) {
        List<String> lines = new ArrayList<>();
        for (Letter letter : draft.letters()) {
            lines.add(
                    letter.held() == Letter.Held.NO
                            ? "Would write to " + about(letter)
                            : "Would not write now to " + about(letter) + " " + held(letter));
        }
        return text(lines, "There is nothing to say to anybody.", draft);
    }

    /** What was done. */
    static String of(Sweep.Sent sent) {
        List<String> lines = new ArrayList<>();
        for (Letter letter : sent.swept().letters()) {
            OutboxItem item = sent.items().get(letter.outboxKey());
            lines.add(
                    item == null
                            ? "Did not write to " + about(letter) + " " + held(letter)
                            : outcome(item) + " " + about(letter));
        }
        return text(lines, "There was nothing to say to anybody.", sent.swept());
    }

    private static String text(List<String> lines, String nothing, Sweep.Swept swept) {
        List<String> all = new ArrayList<>(lines);
        if (all.isEmpty()) {
            all.add(nothing);
        }
        if (!swept.accounts().isEmpty()) {
            all.addAll(CoverageWords.lines(swept.accounts()));
        }
        return String.join("\n", all.stream().map(Plain::text).toList()) + "\n";
    }

    private static String about(Letter letter) {
        String name = letter.name().isBlank() ? letter.to() : letter.name() + " (" + letter.to() + ")";
        String more = letter.more() == 0 ? "" : "; " + Plural.of(letter.more(), "more key") + " on another day";
        return name + ": " + letter.lines().stream().map(SweepText::line).collect(Collectors.joining("; ")) + more
                + ".";
    }

    private static String line(Letter.Line line) {
        Finding finding = line.finding();
        return what(line.step()) + " " + finding.userName()
                + (finding.keyId() == null ? "" : " " + finding.keyId().masked()) + ", "
                + KeyWords.age(finding.ageDays());
    }

    private static String what(Step.Kind step) {
        return switch (step) {
            case ASK -> "ask about";
            case REMIND -> "reminder of";
            case FINAL_NOTICE -> "final notice of";
            case THANK -> "thanks for";
            case WARN_AHEAD -> "early word of";
            case NOTHING, RECORD_ROTATION, RECORD_EXCUSE -> "record of";
        };
    }

    private static String outcome(OutboxItem item) {
        String carrier = KeyWords.capital(item.isMail() ? CarrierWords.MAIL : CarrierWords.SLACK);
        return switch (item.state()) {
            case SENT -> "Wrote to";
            case PLANNED, SENDING -> "A running server goes on trying to write to";
            case UNKNOWN -> carrier + " did not say whether it took the message to";
            case FAILED -> carrier + " did not take (" + item.problem() + ") the message to";
        };
    }

    private static String held(Letter letter) {
        return switch (letter.held()) {
            case NO -> "";
            case OFF_HOURS -> "It is outside their working hours.";
            case HAD_TODAYS -> "They got a message today.";
            case DAY_IS_FULL -> "As many messages as are allowed in a day have been sent.";
            case NOT_REACHABLE -> "Slack does not know them, or did not answer.";
            case DECIDED_ELSEWHERE -> "Another process was quicker.";
        };
    }
}
