package stalekeys.slack.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.KeyRef;
import stalekeys.words.MessengerNames;
import stalekeys.words.Names;
import stalekeys.work.actions.AskOwner;
import stalekeys.work.people.Owner;
import stalekeys.work.people.Person;

/** What became of an ask, in a sentence for the one who clicked. */
public final class AskResultWords {
    private AskResultWords() {}

    /**
     * The sentence.
     *
     * @param earlierBy the name of who asked before; empty where nobody did
     */
    public static String sentence(AskOwner.Asked asked, KeyRef key, String earlierBy, Person reader) {
        String owner = asked.owner().label().isBlank()
                ? "The owner"
                : Names.cut(asked.owner().label(), 80);
        String which = "key " + key.keyId().masked() + " of " + Names.cut(key.userName(), 64);
        return switch (asked.kind()) {
            case DELIVERED ->
                byMail(asked)
                        ? owner + " is not in this Slack, and has been sent a mail that asks to rotate " + which + "."
                        : owner + " has been asked to rotate " + which + ".";
            case ON_ITS_WAY ->
                owner + " will be asked to rotate " + which + ": " + carrier(asked)
                        + " does not take the message just now, I go on trying by myself.";
            case MAY_NOT_HAVE_ARRIVED ->
                "The message about " + which + " may not have reached " + owner + ": " + carrier(asked)
                        + " did not say. It is not sent twice by itself; an admin can send it again from"
                        + " /stale-keys.";
            case NOT_DELIVERED ->
                byMail(asked)
                        ? owner + " could not be asked: " + asked.detail() + "."
                        : owner + " could not be asked: Slack did not take the message (" + asked.detail() + ").";
            case ALREADY_ASKED -> already(asked, owner, which, earlierBy, reader.zone());
            case NO_OWNER ->
                "Nobody can be asked about " + which + ": " + noOwner(asked.owner())
                        + " Tag the IAM user with owner = an address or a Slack member id.";
            case NOT_ENTITLED -> notEntitled(reader);
            case GONE -> "There is no " + which + " any more. Nobody was asked.";
            case NOT_ACTIVE -> "The " + which + " is inactive already. Nobody was asked.";
            case NOT_STALE -> "The " + which + " is not due for rotation. Nobody was asked.";
            case EXCUSED -> "The " + which + " is exempt until " + asked.detail() + ". Nobody was asked.";
            case NOT_READ -> "The " + which + " could not be read, so nobody was asked. " + asked.detail();
            case OTHER_OWNER ->
                "Nobody was asked about " + which + ": by now it would be " + owner
                        + ", whom the preview did not name.";
            case DAY_IS_FULL ->
                "Nobody was asked about " + which + ": as many messages as a day may have were sent today (UTC).";
            case OVERTAKEN ->
                "Nobody was asked about " + which
                        + ": others were sending messages at the same time. Please try again.";
        };
    }

    /** To who may ask nobody. */
    public static String notEntitled(Person reader) {
        return reader.refusal() != null
                ? reader.refusal() + " Nobody was asked."
                : "Only admins and viewers may ask owners. Nobody was asked.";
    }

    private static boolean byMail(AskOwner.Asked asked) {
        return asked.owner().kind() == Owner.Kind.MAILBOX;
    }

    private static String carrier(AskOwner.Asked asked) {
        return byMail(asked) ? MessengerNames.MAIL : MessengerNames.SLACK;
    }

    private static String already(AskOwner.Asked asked, String owner, String which, String by, ZoneId zone) {
        KeyHistory.Ask earlier = asked.earlier();
        if (earlier == null) {
            return owner + " was asked about " + which + " just now by somebody else. Nothing was sent again.";
        }
        String arrived = switch (earlier.arrival()) {
            case DELIVERED -> "The message arrived.";
            case POSTED -> "The message stands in their channel.";
            case MAILED -> "It went by mail; whether it was read is not known.";
            case NOT_CONFIRMED -> "It is not confirmed that the message arrived.";
            case FAILED -> "The message was not taken.";
        };
        return owner + " was already asked about " + which + (by.isBlank() ? "" : " by " + Names.cut(by, 80)) + " on "
                + when(earlier.at(), zone) + ". " + arrived + " Nothing was sent again.";
    }

    private static String when(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMMM 'at' HH:mm", Locale.ENGLISH).format(at.atZone(zone));
    }

    /** Why there is nobody who could be asked. */
    static String noOwner(Owner owner) {
        return switch (owner.kind()) {
            case NONE, PERSON, CHANNEL, MAILBOX -> "no owner is named.";
            case DISOWNED -> "the owner named in AWS says it is not theirs.";
            case ADDRESS_ONLY -> "nobody in this Slack has the address that is named.";
            case FOREIGN_ADDRESS ->
                "nobody in this Slack has the address that is named, and no mail is sent to that domain.";
            case GONE -> "the owner named in AWS is not a member here any more.";
            case UNREADABLE -> "the owner could not be looked up just now; please try again.";
        };
    }
}
