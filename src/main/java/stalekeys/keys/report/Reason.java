package stalekeys.keys.report;

/**
 * Why a verdict is what it is, as data; the words package turns it into a sentence.
 *
 * @param number whole days for the kinds that have one, else 0
 * @param detail a name or date for the kinds that have one, else empty
 */
public record Reason(Kind kind, long number, String detail) {
    /** What the reason is about. */
    public enum Kind {
        /** number = age in whole days */
        AGE,
        /** the account's root user has access keys */
        ROOT,
        /** detail = name of the quarantine policy */
        QUARANTINED,
        /** detail = a sentence that says why nobody knows whether a key of the user leaked, so that it counts as leaked */
        LEAK_UNKNOWN,
        /** listed by IAM, but no use was ever recorded */
        NEVER_USED,
        /** IAM did not say when the key was last used */
        LAST_USE_UNREADABLE,
        /** the user's tags could not be read, so owner and exemption are not known */
        TAGS_UNREADABLE,
        /** detail = the last day, ISO */
        EXCUSED_UNTIL,
        /** detail = the last day, ISO, of an exemption that does not count as long as it is not known whether the key leaked */
        EXEMPTION_ON_HOLD,
        /** detail = what the user's exemption tag says, which is not taken */
        EXCUSE_INVALID,
        /** the user's tag says that its keys are not to be changed from here */
        PROTECTED
    }

    public static Reason of(Kind kind) {
        return new Reason(kind, 0, "");
    }
}
