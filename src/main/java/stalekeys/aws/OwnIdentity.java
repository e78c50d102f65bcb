package stalekeys.aws;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import stalekeys.work.AwsFailure;

/** Who we are to AWS, so that we never switch ourselves off. Asked each time: credentials can be renewed. */
final class OwnIdentity {
    private final Clients clients;

    OwnIdentity(Clients clients) {
        this.clients = clients;
    }

    /**
     * Whether we run as this user. A user's own key shows in the live list of that user's keys. Temporary credentials
     * don't: there STS has to say whose they are, and where it can't, nothing may be changed.
     *
     * @param keyIds the ids of all the user's keys, just listed
     */
    boolean isUser(String accountId, String userName, Set<String> keyIds) throws AwsFailure {
        AwsCredentials credentials = credentials();
        if (keyIds.contains(credentials.accessKeyId())) {
            return true;
        }
        if (!(credentials instanceof AwsSessionCredentials)) {
            return false;
        }
        Arn caller = caller();
        return caller.accountId().equals(accountId)
                && caller.user().filter(userName::equalsIgnoreCase).isPresent();
    }

    /** Whether we sign with this very key; needs no call. */
    boolean isKey(String keyId) throws AwsFailure {
        return credentials().accessKeyId().equals(keyId);
    }

    /** The account the credentials belong to; empty where STS does not say. */
    Optional<String> accountId() {
        try {
            return Optional.of(caller().accountId()).filter(id -> !id.isEmpty());
        } catch (AwsFailure e) {
            return Optional.empty();
        }
    }

    private AwsCredentials credentials() throws AwsFailure {
        try {
            return clients.credentials().resolveCredentials();
        } catch (RuntimeException e) {
            throw Trouble.of(e, "sts:GetCallerIdentity").failure();
        }
    }

    private Arn caller() throws AwsFailure {
        try {
            return new Arn(String.valueOf(clients.sts().getCallerIdentity().arn()));
        } catch (RuntimeException e) {
            throw new AwsFailure(
                    "STS did not say whose temporary credentials stale-keys runs with, so it can't be told whether this"
                            + " is its own key; nothing is changed. Check that sts:GetCallerIdentity can be reached"
                            + " (AWS_ENDPOINT_URL_STS).",
                    false,
                    new IllegalStateException(
                            Trouble.of(e, "sts:GetCallerIdentity").detail()));
        }
    }
}
