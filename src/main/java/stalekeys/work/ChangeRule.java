package stalekeys.work;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.AccessKey;
import stalekeys.keys.KeyHistory;
import stalekeys.keys.KeyStatus;
import stalekeys.keys.LastUse;

/** What stands against changing a key, whoever asks. Looked at for the dialog, and again just before the change. */
final class ChangeRule {
    private ChangeRule() {}

    static Optional<ChangeOutcome> objection(KeyChange.Wanted wanted, LiveKey live, KeyHistory history) {
        AccessKey key = live.key();
        if (key == null || live.user() == null) {
            return Optional.of(ChangeOutcome.GONE);
        }
        if (live.ownIdentity()) {
            return Optional.of(ChangeOutcome.OWN_IDENTITY);
        }
        return switch (wanted) {
            case OFF ->
                switch (key.status()) {
                    case ACTIVE -> Optional.empty();
                    case INACTIVE, EXPIRED -> Optional.of(ChangeOutcome.ALREADY);
                    // A word of IAM's that this version does not know: nobody may call such a key off.
                    case UNKNOWN -> Optional.of(ChangeOutcome.AWS_FAILED);
                };
            case ON -> {
                if (key.status() == KeyStatus.ACTIVE) {
                    yield Optional.of(ChangeOutcome.ALREADY);
                }
                if (!history.switchedOffByUs() || key.status() != KeyStatus.INACTIVE) {
                    yield Optional.of(ChangeOutcome.NOT_OURS);
                }
                yield live.user().quarantine() == null ? Optional.empty() : Optional.of(ChangeOutcome.QUARANTINED);
            }
        };
    }

    /** Whether the key was used since the person looked, or can't be shown not to have been. */
    static boolean usedSince(@Nullable LastUse shown, LastUse now) {
        if (shown == null) {
            return false;
        }
        if (now.kind() == LastUse.Kind.UNREADABLE) {
            return shown.kind() != LastUse.Kind.UNREADABLE;
        }
        return now.laterThan(shown);
    }
}
