package stalekeys.work.doctor;

/**
 * What came of looking at one thing.
 *
 * @param what what was looked at, in a few words
 * @param sentence what is so; where something is wrong, also what it means and how to mend it. Plain text without secrets
 */
public record CheckResult(Kind kind, String what, String sentence) {
    /** How it stands. */
    public enum Kind {
        OK,
        /** it works without this, or nobody can tell beforehand */
        NOTE,
        /** something needed is missing or wrong; trying again will not help */
        WRONG,
        /** nobody answered; it may help to try again */
        UNREACHABLE
    }

    public static CheckResult ok(String what, String sentence) {
        return new CheckResult(Kind.OK, what, sentence);
    }

    public static CheckResult note(String what, String sentence) {
        return new CheckResult(Kind.NOTE, what, sentence);
    }

    public static CheckResult wrong(String what, String sentence) {
        return new CheckResult(Kind.WRONG, what, sentence);
    }

    public static CheckResult unreachable(String what, String sentence) {
        return new CheckResult(Kind.UNREACHABLE, what, sentence);
    }
}
