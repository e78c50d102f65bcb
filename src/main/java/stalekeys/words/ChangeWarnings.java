package stalekeys.words;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import stalekeys.keys.model.LastUse;

/** What switching a key off would break, as far as AWS lets anyone know. */
public final class ChangeWarnings {
    /** A use within this long makes it plain that something depends on the key. */
    public static final Duration RECENT = Duration.ofDays(7);

    private ChangeWarnings() {}

    /** Whether there is more to fear than the unknown. */
    public static boolean risky(LastUse use, boolean smtpUser, Instant now) {
        return use.kind() == LastUse.Kind.UNREADABLE || use.within(RECENT, now) || use.byEmailService() || smtpUser;
    }

    /**
     * Warnings for switching off, the worst first; never empty, since "nothing to fear" has to be said as well.
     *
     * @param smtpUser whether the user was made for SES's SMTP interface
     */
    public static List<String> deactivating(LastUse use, boolean smtpUser, Instant now, UnaryOperator<String> quote) {
        List<String> warnings = new ArrayList<>();
        warnings.add(lastUse(use, now, quote));
        if (use.byEmailService() || smtpUser) {
            warnings.add(
                    "This key sends mail. SMTP passwords for SES derive from the key, so deactivating it stops that "
                            + "mail, also where no program shows the key itself.");
        }
        return warnings;
    }

    private static String lastUse(LastUse use, Instant now, UnaryOperator<String> quote) {
        Instant at = use.at();
        return switch (use.kind()) {
            case UNREADABLE -> "AWS did not say when it was last used: treat it as in use.";
            case NEVER -> "Never used, as far as AWS knows. Its records begin in April 2015 and can be hours behind.";
            case USED -> {
                String used = at == null ? "Used" : "Used " + Times.ago(at, now);
                if (!use.within(RECENT, now)) {
                    yield used + LastUseWords.by(use, quote) + ", and not since. AWS's records can be hours behind.";
                }
                yield use.service() == null
                        ? used + ": this will break whatever uses it."
                        : used + LastUseWords.by(use, quote) + ": this will break it.";
            }
        };
    }
}
