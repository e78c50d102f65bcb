package stalekeys.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stalekeys.keys.lifecycle.EnforcementPolicy.Action;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.report.Finding;
import stalekeys.words.CoverageWords;
import stalekeys.words.KeyWords;
import stalekeys.words.MessengerNames;
import stalekeys.words.Plural;
import stalekeys.work.followup.AutomaticChange;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PlannedMessage;
import stalekeys.work.people.Person;

/** A sweep as plain text: a line for each person, one for each key changed by itself, and what was not seen. */
public final class SweepText {
    private SweepText() {}

    /** What would be done. */
    public static String of(Sweep.Swept draft) {
        List<String> lines = new ArrayList<>();
        for (PlannedMessage planned : draft.plannedMessages()) {
            lines.add(
                    planned.held() == PlannedMessage.HoldReason.NO
                            ? "Would write to " + about(planned)
                            : "Would not write now to " + about(planned) + " " + held(planned));
        }
        for (AutomaticChange change : draft.changes()) {
            lines.add(
                    change.held() == AutomaticChange.HoldReason.NO
                            ? "Would " + verb(change) + " " + about(change) + told(change)
                            : "Would not yet " + verb(change) + " " + about(change) + ". " + held(change));
        }
        return text(lines, "There is nothing to say to anybody.", draft);
    }

    /** What was done. */
    public static String of(Sweep.Sent sent) {
        List<String> lines = new ArrayList<>();
        for (PlannedMessage planned : sent.swept().plannedMessages()) {
            OutboxItem item = sent.items().get(planned.outboxKey());
            lines.add(
                    item == null
                            ? "Did not write to " + about(planned) + " " + held(planned)
                            : outcome(item) + " " + about(planned));
        }
        for (AutomaticChange change : sent.swept().changes()) {
            OutboxItem item = sent.items().get(change.outboxKey());
            lines.add(
                    item == null
                            ? "Did not " + verb(change) + " " + about(change) + ". " + held(change)
                            : outcome(item, change) + " " + about(change) + ".");
        }
        return text(lines, "There was nothing to say to anybody.", sent.swept());
    }

    private static String text(List<String> lines, String nothing, Sweep.Swept swept) {
        List<String> all = new ArrayList<>(lines);
        if (all.isEmpty()) {
            all.add(nothing);
        }
        if (swept.unknownOwners() > 0) {
            all.add(CoverageWords.unknownOwners(swept.unknownOwners()));
        }
        if (!swept.accounts().isEmpty()) {
            all.addAll(CoverageWords.lines(swept.accounts()));
        }
        return String.join("\n", all.stream().map(PlainText::text).toList()) + "\n";
    }

    private static String about(PlannedMessage planned) {
        String name = called(planned.name(), planned.to());
        String more = planned.more() == 0 ? "" : "; " + Plural.of(planned.more(), "more key") + " on another day";
        return name + ": " + planned.lines().stream().map(SweepText::line).collect(Collectors.joining("; ")) + more
                + ".";
    }

    private static String line(PlannedMessage.Line line) {
        return what(line.step()) + " " + key(line.finding());
    }

    private static String what(Step.Kind step) {
        return switch (step) {
            case ASK -> "ask about";
            case REMIND -> "reminder of";
            case FINAL_NOTICE -> "final notice of";
            case DELETION_NOTICE -> "notice of deletion of";
            case THANK -> "thanks for";
            case WARN_AHEAD -> "early word of";
            case NOTHING, RECORD_ROTATION, RECORD_ON_AGAIN, RECORD_EXCUSE -> "record of";
        };
    }

    private static String about(AutomaticChange change) {
        return key(change.finding());
    }

    private static String told(AutomaticChange change) {
        Person owner = change.owner();
        return "; " + called(owner.name(), owner.id()) + " would be told, and it would be announced.";
    }

    private static String key(Finding finding) {
        return DigestText.subject(finding) + ", " + KeyWords.age(finding.ageDays());
    }

    private static String called(String name, String id) {
        return name.isBlank() ? id : name + " (" + id + ")";
    }

    private static String verb(AutomaticChange change) {
        return switch (change.kind()) {
            case DEACTIVATE -> "deactivate";
            case DELETE -> "delete";
            case NOTHING -> "change";
        };
    }

    private static String outcome(OutboxItem item, AutomaticChange change) {
        return switch (item.state()) {
            case SENT -> "AWS confirms: " + (change.kind() == Action.Kind.DELETE ? "deleted" : "deactivated");
            case PLANNED, SENDING -> "A running server goes on finding out whether AWS did " + verb(change);
            case UNKNOWN, FAILED -> "Did not (" + item.problem() + ") " + verb(change);
        };
    }

    private static String held(AutomaticChange change) {
        return switch (change.held()) {
            case NO -> "";
            case OFF_HOURS ->
                "That is done Monday to Thursday, 9 to 15 in the digest's zone, within the owner's working hours.";
            case IN_USE -> "It was used within a day, which the final notice did not know of.";
            case LEAK_UNKNOWN -> "It is not known whether a key of this user leaked; doctor says what is missing.";
            case DAY_IS_FULL -> "As many keys as are allowed in a day were changed.";
            case HAD_ITS_TURN -> "It was tried today.";
            case NOBODY_HEARS -> "There is no channel to tell it in, and Slack names no admin: see STALE_KEYS_CHANNEL.";
            case DECIDED_ELSEWHERE -> "Another process was quicker.";
        };
    }

    private static String outcome(OutboxItem item) {
        String carrier = KeyWords.capital(item.isMail() ? MessengerNames.MAIL : MessengerNames.SLACK);
        return switch (item.state()) {
            case SENT -> "Wrote to";
            case PLANNED, SENDING -> "A running server goes on trying to write to";
            case UNKNOWN -> carrier + " did not say whether it took the message to";
            case FAILED -> carrier + " did not take (" + item.problem() + ") the message to";
        };
    }

    private static String held(PlannedMessage planned) {
        return switch (planned.held()) {
            case NO -> "";
            case OFF_HOURS -> "It is outside their working hours.";
            case HAD_TODAYS -> "They got a message today.";
            case DAY_IS_FULL -> "As many messages as are allowed in a day have been sent.";
            case NOT_REACHABLE -> "Slack does not know them, or did not answer.";
            case DECIDED_ELSEWHERE -> "Another process was quicker.";
        };
    }
}
