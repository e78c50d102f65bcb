package stalekeys.words;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.LastUse;

/** When and by what a key was last used; "never" and "could not be read" are told apart. */
public final class LastUseWords {
    private LastUseWords() {}

    /** "last used 2 hours ago by s3 in eu-west-1": for what is read at once. */
    public static String ago(LastUse use, Instant now, UnaryOperator<String> quote) {
        Instant at = use.at();
        return dated(use, at == null ? "" : Times.ago(at, now), quote);
    }

    /**
     * "last used on 2026-09-21 by s3 in eu-west-1": for what is still read days later.
     *
     * @param date the time of the last use as the surface writes it; not looked at where there is none
     */
    public static String dated(LastUse use, String date, UnaryOperator<String> quote) {
        return switch (use.kind()) {
            case USED -> "last used " + date + by(use, quote) + in(use.region(), quote);
            case NEVER -> "never used";
            case UNREADABLE -> "last use could not be read";
        };
    }

    static String by(LastUse use, UnaryOperator<String> quote) {
        return use.service() == null ? "" : " by " + quote.apply(use.service());
    }

    private static String in(@Nullable String region, UnaryOperator<String> quote) {
        return region == null ? "" : " in " + quote.apply(region);
    }
}
