package stalekeys.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import stalekeys.keys.KeyRef;
import stalekeys.keys.KeyStatus;
import stalekeys.work.AwsFailure;
import stalekeys.work.KeySwitch;

/**
 * Switches keys of one account by UpdateAccessKey, and deletes them by DeleteAccessKey. Repeating either does no harm, so the
 * SDK may try again.
 */
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
    public boolean mayBeOwn(KeyRef key) {
        return own.mayBe(key.accountId(), key.userName());
    }

    @Override
    public boolean deactivate(KeyRef key, String onBehalfOf) throws AwsFailure {
        return change(key, false, onBehalfOf);
    }

    @Override
    public boolean reactivate(KeyRef key, String onBehalfOf) throws AwsFailure {
        return change(key, true, onBehalfOf);
    }

    @Override
    public boolean delete(KeyRef key, String onBehalfOf) throws AwsFailure {
        List<ListedKey> listed = notOwn(key);
        // IAM deletes an active key as well.
        if (listed.stream().anyMatch(one -> is(one, key) && KeyReader.status(one.status()) != KeyStatus.INACTIVE)) {
            throw new AwsFailure(
                    "The key is not inactive any more, so it was not deleted.",
                    false,
                    new IllegalStateException("not inactive"));
        }
        Iam iam = changing.onBehalfOf(onBehalfOf);
        try {
            iam.deleteKey(key.userName(), key.keyId().full());
        } catch (RuntimeException e) {
            Trouble trouble = Trouble.of(e, "iam:DeleteAccessKey");
            // An answer that was lost, and the SDK's second try: it is gone, which the list below confirms.
            if (trouble.kind() != Trouble.Kind.GONE) {
                throw trouble.failure();
            }
        }
        return confirmed(key, keys -> keys.stream().noneMatch(one -> is(one, key)));
    }

    private boolean change(KeyRef key, boolean active, String onBehalfOf) throws AwsFailure {
        notOwn(key);
        Iam iam = changing.onBehalfOf(onBehalfOf);
        try {
            iam.setActive(key.userName(), key.keyId().full(), active);
        } catch (RuntimeException e) {
            throw Trouble.of(e, "iam:UpdateAccessKey").failure();
        }
        KeyStatus wanted = active ? KeyStatus.ACTIVE : KeyStatus.INACTIVE;
        return confirmed(
                key, keys -> keys.stream().anyMatch(one -> is(one, key) && KeyReader.status(one.status()) == wanted));
    }

    /** Whoever calls has looked already, but here it must be certain: the mistake would be our last. */
    private List<ListedKey> notOwn(KeyRef key) throws AwsFailure {
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
        return listed;
    }

    private boolean confirmed(KeyRef key, Predicate<List<ListedKey>> wanted) {
        for (Duration wait : PATIENCE) {
            if (shows(key, wanted)) {
                return true;
            }
            waits.pause(wait);
        }
        return shows(key, wanted);
    }

    private boolean shows(KeyRef key, Predicate<List<ListedKey>> wanted) {
        try {
            return wanted.test(reading.keys(key.userName()));
        } catch (RuntimeException e) {
            // Accepted, and not seen: that is what "not confirmed" means.
            return false;
        }
    }

    private static boolean is(ListedKey listed, KeyRef key) {
        return key.keyId().full().equals(listed.id());
    }
}
