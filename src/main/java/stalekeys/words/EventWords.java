package stalekeys.words;

import stalekeys.keys.lifecycle.Event;

/**
 * What happened, in words that stay: whoever reads a record of last year finds the same ones. They claim no more than the
 * event does; that something was asked for, that it arrived, and that IAM confirmed it are told apart.
 */
public final class EventWords {
    private EventWords() {}

    /** "Deactivation requested": a line of a history, without who and when. */
    public static String what(Event.Kind kind) {
        return switch (kind) {
            case ASKED -> "Ask to rotate requested";
            case ASK_DELIVERED -> "Ask arrived in the owner's direct messages";
            case ASK_POSTED -> "Ask posted in the team's channel";
            case ASK_MAILED -> "Ask taken by the mail server";
            case ASK_FAILED -> "Ask refused";
            case DEACTIVATION_REQUESTED -> "Deactivation requested";
            case REACTIVATION_REQUESTED -> "Reactivation requested";
            case DEACTIVATED -> "Deactivated, confirmed by IAM";
            case REACTIVATED -> "Reactivated, confirmed by IAM";
            case CHANGE_NOT_DONE -> "Requested change not made";
            case DIGEST -> "Scheduled digest written";
            case DIGEST_BY_HAND -> "Digest requested by hand";
            case UNOWNED_LISTED -> "List of keys without an owner written";
            case NOT_POSTED -> "Message not posted";
            case SENT_AGAIN -> "Sending again requested";
            case REMINDED -> "Reminder requested";
            case REMINDER_DELIVERED -> "Reminder arrived in the owner's direct messages";
            case REMINDER_MAILED -> "Reminder taken by the mail server";
            case FINAL_NOTICE -> "Final notice requested";
            case FINAL_NOTICE_DELIVERED -> "Final notice arrived in the owner's direct messages";
            case FINAL_NOTICE_MAILED -> "Final notice taken by the mail server";
            case FOLLOW_UP_FAILED -> "Follow-up message refused";
            case WARNED_AHEAD -> "Warning ahead requested";
            case ROTATED -> "Seen inactive or deleted after an ask";
            case THANKED -> "Thanks to the owner requested";
            case POSTPONED -> "Reminder postponed by the owner";
            case NOT_MINE -> "Said to be somebody else's";
            case CLAIMED -> "Claimed";
            case EXCUSED -> "Exempted";
            case EXCUSED_BY_TAG -> "Seen exempt by a tag";
            case UNASKED_MESSAGE -> "Unasked message requested";
            case AUTOMATIC_CHANGE -> "One of the day's automatic changes";
            case DELETION_NOTICE -> "Notice of deletion requested";
            case DELETION_NOTICE_DELIVERED -> "Notice of deletion arrived in the owner's direct messages";
            case DELETION_REQUESTED -> "Deletion requested";
            case SEEN_ON_AGAIN -> "Seen active, reactivated in AWS after its deactivation";
            case DELETED -> "Deleted, confirmed by IAM";
            case PRUNED -> "Old events and messages removed";
        };
    }
}
