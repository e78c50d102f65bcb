package stalekeys.cli.output;

import java.util.ArrayList;
import java.util.List;
import stalekeys.words.Plural;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.Payload;
import stalekeys.work.ledger.PendingOwnerNotice;

/** What a verb leaves open at its end, line by line. */
public final class UnsentText {
    private static final int MOST_SHOWN = 20;

    private UnsentText() {}

    /** No lines where nothing is left. */
    public static List<String> of(List<OutboxItem> unsent) {
        List<String> lines = new ArrayList<>();
        for (OutboxItem item : unsent.subList(0, Math.min(MOST_SHOWN, unsent.size()))) {
            String problem = item.problem().isEmpty() ? "" : " (" + item.problem() + ")";
            lines.add(PlainText.text(how(item.state()) + what(item) + problem + "."));
        }
        if (unsent.size() > MOST_SHOWN) {
            lines.add("And " + Plural.number(unsent.size() - MOST_SHOWN) + " more.");
        }
        if (unsent.stream().anyMatch(item -> !item.state().settled())) {
            lines.add("What is not done yet, a running server goes on with, or the next digest or sweep.");
        }
        return lines;
    }

    private static String how(OutboxItem.State state) {
        return switch (state) {
            case PLANNED, SENDING -> "Not done yet: ";
            case FAILED -> "Not sent: ";
            case UNKNOWN -> "May not have arrived, and is not sent again by itself: ";
            case SENT -> "Sent: ";
        };
    }

    private static String what(OutboxItem item) {
        Payload payload = item.payload();
        if (payload instanceof Message) {
            return "a message to " + item.target();
        }
        if (payload instanceof PendingOwnerNotice) {
            return "a message to the owner of a changed key";
        }
        return payload instanceof KeyChange ? "a change of a key" : "the redrawing of a message";
    }
}
