package stalekeys.keys.model;

/**
 * Who AWS-side data names as the owner of a user's keys. Only a hint: whether that person exists in Slack, and is a member
 * of this workspace, is asked of Slack each time it matters.
 *
 * @param value a Slack user id, an address, a channel id, or empty
 */
public record OwnerHint(Kind kind, String value, Source source) {
    /** What the value is. Its form decides, never its place. */
    public enum Kind {
        PERSON,
        ADDRESS,
        CHANNEL,
        /** nobody is named */
        NONE,
        /** the tags could not be read, so nobody can say */
        UNREADABLE
    }

    /** Where the value stood. */
    public enum Source {
        MAP,
        TAG,
        USER_NAME,
        NOWHERE
    }

    public static OwnerHint none() {
        return new OwnerHint(Kind.NONE, "", Source.NOWHERE);
    }

    public static OwnerHint unreadable() {
        return new OwnerHint(Kind.UNREADABLE, "", Source.NOWHERE);
    }
}
