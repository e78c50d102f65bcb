package stalekeys.aws;

import java.time.Duration;
import java.util.List;
import stalekeys.keys.KeyRef;
import stalekeys.keys.KeyStatus;
import stalekeys.work.AwsFailure;
import stalekeys.work.KeySwitch;

/** Switches keys of one account by UpdateAccessKey. Repeating it does no harm, so the SDK may try again. */
final class AwsKeySwitch implements KeySwitch {
    /** IAM is eventually consistent: a few seconds are normal. Eleven in all, then somebody has to look again. */
    private static final List<Duration> PATIENCE = List.of(
            Duration.ofMillis(250),
            Duration.ofMillis(750),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4));

    private final Iam reading;
    private final ChangingIam changing;
    private final OwnIdentity own;
    private final Waits waits;

    AwsKeySwitch(Iam reading, ChangingIam changing, OwnIdentity own, Waits waits) {
        this.reading = reading;
        this.changing = changing;
        this.own = own;
        this.waits = waits;
    }

    @Override
    public boolean deactivate(KeyRef key, String onBehalfOf) throws AwsFailure {
        return change(key, false, onBehalfOf);
    }

    @Override
    public boolean reactivate(KeyRef key, String onBehalfOf) throws AwsFailure {
        return change(key, true, onBehalfOf);
    }

    private boolean change(KeyRef key, boolean active, String onBehalfOf) throws AwsFailure {
        refuseOwn(key);
        Iam iam = changing.onBehalfOf(onBehalfOf);
        try {
            iam.setActive(key.userName(), key.keyId().full(), active);
        } catch (RuntimeException e) {
            throw Trouble.of(e, "iam:UpdateAccessKey").failure();
        }
        return confirmed(key, active ? KeyStatus.ACTIVE : KeyStatus.INACTIVE);
    }

    /** Whoever calls has looked already, but here it must be certain: the mistake would be our last. */
    private void refuseOwn(KeyRef key) throws AwsFailure {
        List<ListedKey> listed;
        try {
            listed = reading.keys(key.userName());
        } catch (RuntimeException e) {
            throw Trouble.of(e, "iam:ListAccessKeys").failureBeforeChange();
        }
        if (own.isUser(key.accountId(), key.userName(), listed)) {
            throw new AwsFailure(
                    "stale-keys runs as this user and does not change its own keys.",
                    false,
                    new IllegalStateException("own key"));
        }
    }

    private boolean confirmed(KeyRef key, KeyStatus wanted) {
        for (Duration wait : PATIENCE) {
            if (shows(key, wanted)) {
                return true;
            }
            waits.pause(wait);
        }
        return shows(key, wanted);
    }

    private boolean shows(KeyRef key, KeyStatus wanted) {
        try {
            return reading.keys(key.userName()).stream()
                    .anyMatch(listed ->
                            key.keyId().full().equals(listed.id()) && KeyReader.status(listed.status()) == wanted);
        } catch (RuntimeException e) {
            // Accepted, and not seen: that is what "not confirmed" means.
            return false;
        }
    }
}
