package stalekeys.work.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.OwnerRule;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.people.Person;

/** What stands against changing a key, whoever asks. Looked at for the dialog, and again just before the change. */
public final class ChangeRule {
    private ChangeRule() {}

    /** An owner may switch a key on again that they switched off themselves, within this time. */
    static final Duration OWNER_UNDO = Duration.ofDays(7);

    /**
     * Whether the person may do this: an admin, or the owner that AWS names just now; nobody where no admins are configured.
     * No person may have a key deleted.
     *
     * @param user as it was read just now; null where it is gone
     */
    public static boolean roles(
            Person by,
            boolean hasAdmins,
            KeyChange.TargetState wanted,
            @Nullable IamUser user,
            OwnerRule owners,
            KeyHistory history,
            Instant now) {
        if (!hasAdmins || wanted == KeyChange.TargetState.DELETED) {
            return false;
        }
        if (by.role().mayChangeKeys()) {
            return true;
        }
        if (user == null || !by.role().mayChangeOwnKeys() || !by.isNamedBy(owners.hint(user))) {
            return false;
        }
        return switch (wanted) {
            case OFF -> true;
            case DELETED -> false;
            case ON -> {
                Event last = history.lastChange();
                yield last != null
                        && last.kind() == Event.Kind.DEACTIVATED
                        && last.actor().equals(by.id())
                        && last.at().plus(OWNER_UNDO).isAfter(now);
            }
        };
    }

    public static Optional<ChangeOutcome> objection(KeyChange.TargetState wanted, LiveKey live, KeyHistory history) {
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
            case DELETED ->
                history.switchedOffByUs() && key.status() == KeyStatus.INACTIVE
                        ? Optional.empty()
                        : Optional.of(ChangeOutcome.NOT_OURS);
            case ON -> {
                if (key.status() == KeyStatus.ACTIVE) {
                    yield Optional.of(ChangeOutcome.ALREADY);
                }
                if (!history.switchedOffByUs() || key.status() != KeyStatus.INACTIVE) {
                    yield Optional.of(ChangeOutcome.NOT_OURS);
                }
                yield switch (live.user().leak().state()) {
                    case NOT_LEAKED -> Optional.empty();
                    case LEAKED -> Optional.of(ChangeOutcome.QUARANTINED);
                    case UNKNOWN -> Optional.of(ChangeOutcome.LEAK_UNKNOWN);
                };
            }
        };
    }

    /** The sentence that goes with an objection; empty where it speaks for itself. */
    public static String detail(ChangeOutcome outcome, LiveKey live) {
        return outcome == ChangeOutcome.LEAK_UNKNOWN && live.user() != null
                ? live.user().leak().detail()
                : "";
    }

    /** What stands against undoing a change that was made; empty where nothing does. */
    static String noWayBack(KeyChange.TargetState wanted, @Nullable IamUser user) {
        if (wanted != KeyChange.TargetState.OFF || user == null) {
            return "";
        }
        return switch (user.leak().state()) {
            case NOT_LEAKED -> "";
            case LEAKED -> "It stays inactive: AWS found a key of this user in public.";
            case UNKNOWN ->
                "It can't be reactivated from here as long as it is not known whether a key of this user leaked.";
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
