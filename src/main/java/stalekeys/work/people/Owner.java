package stalekeys.work.people;

/**
 * Who is asked about a key, as far as Slack knows them; where it does not, whether they get a mail.
 *
 * @param slackId a user id for {@link Kind#PERSON}, a channel id for {@link Kind#CHANNEL}, else empty
 * @param label a name to show: a person's name, the address, or empty
 */
public record Owner(Kind kind, String slackId, String label) {
    /** How the owner can be reached. */
    public enum Kind {
        /** a full member or guest of this workspace */
        PERSON,
        /** a team's channel: masked ids, and nobody in it has an owner's rights by that */
        CHANNEL,
        /** an address Slack does not know, and no mail is set up */
        ADDRESS_ONLY,
        /** an address Slack does not know, of a domain that mail is sent to */
        MAILBOX,
        /** an address Slack does not know, of a domain that no mail is sent to */
        FOREIGN_ADDRESS,
        /** a deleted account, a bot, another team's user */
        GONE,
        /** the person who is named says that the key is not theirs */
        DISOWNED,
        NONE,
        /** the tags, or Slack, could not be read: nobody can say */
        UNREADABLE
    }

    public static Owner none() {
        return new Owner(Kind.NONE, "", "");
    }

    /** Nobody can say whether there is one: never the same as none. */
    public static Owner unknown() {
        return new Owner(Kind.UNREADABLE, "", "");
    }

    public boolean isUnknown() {
        return kind == Kind.UNREADABLE;
    }

    public boolean reachable() {
        return kind == Kind.PERSON || kind == Kind.CHANNEL || kind == Kind.MAILBOX;
    }

    /** Where a message to them goes: a user id, a channel id, or the address of a mailbox; empty where there is no way. */
    public String target() {
        return kind == Kind.MAILBOX ? label : slackId;
    }
}
