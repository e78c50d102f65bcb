package stalekeys.aws.accounts;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.client.Sleeper;
import stalekeys.aws.iam.AccessKeyMapper;
import stalekeys.aws.iam.CallerIdentity;
import stalekeys.aws.iam.ChangeSession;
import stalekeys.aws.iam.Iam;
import stalekeys.aws.iam.ListedKey;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeySwitch;

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
    private final ChangeSession changing;
    private final CallerIdentity own;
    private final Sleeper sleeper;

    AwsKeySwitch(Iam reading, ChangeSession changing, CallerIdentity own, Sleeper sleeper) {
        this.reading = reading;
        this.changing = changing;
        this.own = own;
        this.sleeper = sleeper;
    }

    @Override
    public boolean mayBeOwnKey(KeyRef key) {
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
        if (listed.stream()
                .anyMatch(one -> is(one, key) && AccessKeyMapper.status(one.status()) != KeyStatus.INACTIVE)) {
            throw new AwsFailure(
                    "The key is not inactive any more, so it was not deleted.",
                    false,
                    new IllegalStateException("not inactive"));
        }
        Iam iam = changing.onBehalfOf(onBehalfOf);
        try {
            iam.deleteKey(key.userName(), key.keyId().full());
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, "iam:DeleteAccessKey");
            // An answer that was lost, and the SDK's second try: it is gone, which the list below confirms.
            if (error.kind() != AwsError.Kind.GONE) {
                throw error.failure();
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
            throw AwsError.of(e, "iam:UpdateAccessKey").failure();
        }
        KeyStatus wanted = active ? KeyStatus.ACTIVE : KeyStatus.INACTIVE;
        return confirmed(
                key,
                keys -> keys.stream().anyMatch(one -> is(one, key) && AccessKeyMapper.status(one.status()) == wanted));
    }

    /** Whoever calls has looked already, but here it must be certain: the mistake would be our last. */
    private List<ListedKey> notOwn(KeyRef key) throws AwsFailure {
        List<ListedKey> listed;
        try {
            listed = reading.keys(key.userName());
        } catch (RuntimeException e) {
            throw AwsError.of(e, "iam:ListAccessKeys").failureBeforeChange();
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
            sleeper.pause(wait);
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
