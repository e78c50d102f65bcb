package stalekeys.aws.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import stalekeys.aws.iam.ListedUser;

/**
 * Tells which users may have a key of the horizon's age, so that only those are listed live. The obvious rule ("active and
 * old in the report") misses keys that were switched on, users that were renamed, and third keys since the report; this one
 * is built the other way round: a user is left out only where there can't be such a key.
 */
final class CandidateUsers {
    /** The report's dates and the clock may be a little apart. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final CredentialReport report;
    private final Instant oldEnough;

    CandidateUsers(CredentialReport report, int horizonDays, Instant now) {
        this.report = report;
        this.oldEnough = now.minus(Duration.ofDays(horizonDays)).plus(MARGIN);
    }

    boolean mustList(ListedUser user) {
        CredentialReport.Row row = report.users().get(user.name());
        if (row == null || user.created() == null || !sameSecond(row.created(), user.created())) {
            // Made, or renamed, or deleted and made again since the report.
            return true;
        }
        if (row.odd()) {
            return true;
        }
        if (!mayBeOld(user.created())) {
            // No key is older than its user.
            return false;
        }
        if (row.slots().size() > 1) {
            // A third key would not be in the report, and two keys are not in the order of their age.
            return true;
        }
        return row.slots().stream().anyMatch(slot -> slot.rotated() == null || mayBeOld(slot.rotated()));
    }

    private boolean mayBeOld(Instant date) {
        return !date.isAfter(oldEnough);
    }

    private static boolean sameSecond(@Nullable Instant one, Instant other) {
        return one != null && one.truncatedTo(ChronoUnit.SECONDS).equals(other.truncatedTo(ChronoUnit.SECONDS));
    }
}
