package stalekeys.keys.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.KeyRef;

/**
 * Something that happened. Events are only ever added; together they are the audit log, and what is known of a key is the
 * fold of its events plus live facts.
 *
 * @param key the key it is about; null for what concerns no single key
 * @param actor a Slack user id, or one of {@link #SYSTEM} and "cli:NAME"
 * @param why the reason a person gave, what AWS answered, or what the kind says; may be empty
 * @param source where it came from: "slack", "cli", "schedule", "outbox"
 * @param dedupeKey unique over all events: whoever inserts it first has decided, everyone else is told so
 */
public record Event(
        Instant at, Kind kind, @Nullable KeyRef key, String actor, String why, String source, String dedupeKey) {
    /** The actor where no person acted. */
    public static final String SYSTEM = "stale-keys";

    /** The same without who and why, which are for those alone who may read the history. */
    public Event anonymous() {
        return new Event(at, kind, key, "", "", source, dedupeKey);
    }

    /** What happened. Names are stored: they may be added to, never renamed. */
    public enum Kind {
        /** the owner is to be asked to rotate; why = the Slack id, or the address, of who is asked, empty in old events */
        ASKED,
        /** the ask stands in the owner's own DM: Slack said ok and gave a timestamp */
        ASK_DELIVERED,
        /** the ask stands in a team's channel; whether anybody read it is not known */
        ASK_POSTED,
        /** a mail server took the ask; that is all anybody knows, and never counts as delivered */
        ASK_MAILED,
        /** Slack, or the mail server, refused the ask for good */
        ASK_FAILED,
        DEACTIVATION_REQUESTED,
        REACTIVATION_REQUESTED,
        /** IAM confirmed the key as inactive */
        DEACTIVATED,
        /** IAM confirmed the key as active again */
        REACTIVATED,
        /** a requested change did not happen; why says the reason */
        CHANGE_NOT_DONE,
        /** a scheduled digest was decided */
        DIGEST,
        /** a digest was sent by hand */
        DIGEST_BY_HAND,
        /** the weekly list of keys without an owner was decided */
        UNOWNED_LISTED,
        /** a post to a channel was refused for good; why says the problem */
        NOT_POSTED,
        /** someone asked for a message that may not have arrived to be sent again */
        SENT_AGAIN,
        /** the owner is to be reminded; why = the Slack user id, or the address, of who is written to */
        REMINDED,
        /** a reminder stands in the owner's own DM */
        REMINDER_DELIVERED,
        /** a mail server took a reminder; that is all anybody knows */
        REMINDER_MAILED,
        /** the owner is to get the final notice; why = the last day it names (ISO), and what follows by itself if anything */
        FINAL_NOTICE,
        /** the final notice stands in the owner's own DM */
        FINAL_NOTICE_DELIVERED,
        /** a mail server took the final notice; that is all anybody knows, and no key is changed by itself after it */
        FINAL_NOTICE_MAILED,
        /** Slack, or the mail server, refused a reminder, a final notice, a warning or a thank-you for good; why says the problem */
        FOLLOW_UP_FAILED,
        /** the owner is to be told that the key will turn stale; why = the Slack user id, or the address, of who is written to */
        WARNED_AHEAD,
        /** a key that was asked about was seen inactive or gone */
        ROTATED,
        /** the owner is to be thanked for it; why = the Slack user id, or the address, of who is written to */
        THANKED,
        /** the owner asked to be reminded later; why = when (ISO, UTC) */
        POSTPONED,
        /** the actor was asked, and says the key is not theirs */
        NOT_MINE,
        /** the actor says the key is theirs: they are the one who is asked, nothing more */
        CLAIMED,
        /** an admin excused the key; why = the last day (ISO), a blank, and the reason */
        EXCUSED,
        /** a tag was seen to excuse a key that was being followed up; why = the last day (ISO) */
        EXCUSED_BY_TAG,
        /**
         * one of the day's messages that nobody asked for was given to a person; about no key; why = which of the day's,
         * a blank, and the Slack user id or the address
         */
        UNASKED_MESSAGE,
        /** one of the day's changes that nobody clicked for was given to the key */
        AUTOMATIC_CHANGE,
        /** the owner is to be told that the key, switched off, will be deleted; why as of a final notice */
        DELETION_NOTICE,
        /** that notice stands in the owner's own DM */
        DELETION_NOTICE_DELIVERED,
        DELETION_REQUESTED,
        /** IAM confirmed that the key is gone, after stale-keys deleted it */
        DELETED,
        /** a key that stale-keys had switched off was seen active: somebody switched it on in AWS */
        SEEN_ON_AGAIN,
        /** events and messages older than the retention were removed; about no key; why = how many, and from before when */
        PRUNED
    }
}
