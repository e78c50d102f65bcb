package stalekeys.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.lifecycle.AskCounts;

/** How far asking has come: who said what is nobody's business in a channel. */
public final class AskCountsWords {
    private AskCountsWords() {}

    /** Whole sentences; empty where nobody was asked about anything. */
    public static Optional<String> of(AskCounts asking) {
        if (asking.asked() == 0) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        parts.add(Plural.number(asking.waiting()) + " waiting for the owner");
        parts.add(Plural.number(asking.postponed()) + " postponed");
        parts.add(Plural.number(asking.done()) + " done");
        if (asking.ended() > 0) {
            parts.add(Plural.number(asking.ended()) + " exempt, given away or reactivated");
        }
        return Optional.of("Asked about in the last " + AskCounts.WINDOW.toDays() + " days: "
                + Plural.of(asking.asked(), "key") + ", of which " + String.join(", ", parts) + "." + time(asking));
    }

    private static String time(AskCounts asking) {
        AskCounts.Time time = asking.time();
        return time == null
                ? ""
                : " From the ask to done: " + Plural.of(time.median(), "day") + " in the median, "
                        + Plural.of(time.ninetieth(), "day") + " at the 90th percentile (of "
                        + Plural.of(time.keys(), "key") + ").";
    }
}
