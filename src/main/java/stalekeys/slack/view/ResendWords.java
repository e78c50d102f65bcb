package stalekeys.slack.view;

import stalekeys.words.KeyWords;
import stalekeys.words.MessengerNames;
import stalekeys.work.ledger.OutboxItem;

/** What an admin is told after Send again. */
public final class ResendWords {
    public static final String ONLY_ADMINS = "Only an admin may send a message again. Nothing was sent.";
    public static final String NOT_OPEN = "Somebody has dealt with that message already. Nothing was sent.";

    private ResendWords() {}

    public static String sentence(OutboxItem item) {
        String carrier = item.isMail() ? MessengerNames.MAIL : MessengerNames.SLACK;
        return switch (item.state()) {
            case SENT -> "Sent again, and " + carrier + " took it.";
            case PLANNED, SENDING ->
                KeyWords.capital(carrier) + " does not take it just now; I go on trying by myself.";
            case UNKNOWN -> "Sent again, and again " + carrier + " did not say whether it took it.";
            case FAILED -> "It was not sent: " + item.problem();
        };
    }
}
