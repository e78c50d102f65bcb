package stalekeys.aws.iam;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.client.InvalidResponse;
import stalekeys.work.accounts.AwsFailure;

/** Who we are to AWS, so that we never switch ourselves off. The credentials are looked at each time: they can be renewed. */
public final class CallerIdentity {
    private final AwsClients clients;
    private volatile @Nullable Asked asked;

    public CallerIdentity(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Whether we run as this user. A user's own key shows in the live list of that user's keys. Temporary credentials
     * don't: there STS has to say whose they are, and where it can't, nothing may be changed.
     *
     * @param keys all the user's keys, just listed
     */
    public boolean isUser(String accountId, String userName, List<ListedKey> keys) throws AwsFailure {
        AwsCredentials credentials = credentials();
        if (keys.stream().anyMatch(key -> credentials.accessKeyId().equals(key.id()))) {
            return true;
        }
        if (!(credentials instanceof AwsSessionCredentials)) {
            return false;
        }
        Arn caller = caller(credentials);
        return caller.accountId().equals(accountId)
                && caller.user().filter(userName::equalsIgnoreCase).isPresent();
    }

    /** The same as far as STS says it, once for each credentials; true where it does not say. */
    public boolean mayBe(String accountId, String userName) {
        try {
            Arn caller = caller(credentials());
            return caller.accountId().equals(accountId)
                    && caller.user().filter(userName::equalsIgnoreCase).isPresent();
        } catch (AwsFailure unknown) {
            return true;
        }
    }

    /** The account the credentials belong to; empty where STS does not say. */
    public Optional<String> accountId() {
        try {
            return Optional.of(caller(credentials()).accountId()).filter(id -> !id.isEmpty());
        } catch (AwsFailure e) {
            return Optional.empty();
        }
    }

    /** The same as far as STS has said it before; asks nobody. */
    public Optional<String> knownAccountId() {
        Asked before = asked;
        return before == null
                ? Optional.empty()
                : Optional.of(before.caller().accountId()).filter(id -> !id.isEmpty());
    }

    /** The user or role whose policies say what we may do; empty where STS does not say. */
    public Optional<Arn> principal() {
        try {
            return caller(credentials()).principal().map(Arn::new);
        } catch (AwsFailure e) {
            return Optional.empty();
        }
    }

    private AwsCredentials credentials() throws AwsFailure {
        try {
            return clients.credentials().resolveCredentials();
        } catch (RuntimeException e) {
            throw AwsError.of(e, "sts:GetCallerIdentity").failure();
        }
    }

    /** Asks STS; what it refuses rises as the SDK's exception, and what is no answer as a {@link InvalidResponse}. */
    public Arn ask() {
        AwsCredentials of = clients.credentials().resolveCredentials();
        Arn caller = new Arn(clients.sts().getCallerIdentity().arn());
        if (caller.accountId().isEmpty()) {
            throw new InvalidResponse("no ARN");
        }
        asked = new Asked(of.accessKeyId(), caller);
        return caller;
    }

    private Arn caller(AwsCredentials of) throws AwsFailure {
        Asked before = asked;
        if (before != null && before.accessKeyId().equals(of.accessKeyId())) {
            return before.caller();
        }
        try {
            return ask();
        } catch (RuntimeException e) {
            throw new AwsFailure(
                    "STS did not say whose temporary credentials stale-keys runs with, so it can't be told whether this"
                            + " is its own key; nothing was changed. Check that sts:GetCallerIdentity can be reached"
                            + " (AWS_ENDPOINT_URL_STS).",
                    false,
                    new IllegalStateException(
                            AwsError.of(e, "sts:GetCallerIdentity").detail()));
        }
    }

    /** One access key id belongs to one identity for good. */
    private record Asked(String accessKeyId, Arn caller) {}
}
