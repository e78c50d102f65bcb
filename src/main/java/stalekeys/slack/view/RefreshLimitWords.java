package stalekeys.slack.view;

import java.time.Instant;
import stalekeys.words.Times;

/** Said to who asks for a new look a short while after the last one; admins always get theirs. */
public final class RefreshLimitWords {
    private RefreshLimitWords() {}

    /**
     * Above what is shown in its place.
     *
     * @param takenAt when that was read
     */
    public static String sentence(Instant takenAt, Instant notBefore) {
        return "Everything was read a short while ago: this is from " + Times.minute(takenAt)
                + ". You can have it read again from " + from(notBefore) + " on.";
    }

    /** Where nothing that was kept can answer. */
    public static String sentence(Instant notBefore) {
        return "Everything was read a short while ago, but not what you ask for. You can have it read from "
                + from(notBefore) + " on.";
    }

    /** The first whole minute in which it is so. */
    private static String from(Instant notBefore) {
        return Times.minute(notBefore.plusSeconds(59));
    }
}
