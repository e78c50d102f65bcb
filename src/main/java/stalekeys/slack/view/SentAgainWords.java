package stalekeys.slack.view;

import stalekeys.work.OutboxItem;

/** What an admin is told after Send again. */
public final class SentAgainWords {
    public static final String ONLY_ADMINS = "Only an admin may send a message again. Nothing was sent.";
    public static final String NOT_OPEN = "Somebody has dealt with that message already. Nothing was sent.";

    private SentAgainWords() {}

    public static String sentence(OutboxItem item) {
        return switch (item.state()) {
            case SENT -> "Sent again, and Slack took it.";
            case PLANNED, SENDING -> "Slack does not take it just now; I go on trying by myself.";
            case UNKNOWN -> "Sent again, and again Slack did not say whether it took it.";
            case FAILED -> "Slack did not take it: " + item.problem();
        };
    }
}
