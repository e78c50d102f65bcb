package stalekeys.aws.iam;

import java.util.Optional;
import stalekeys.aws.client.AwsError;
import stalekeys.work.accounts.AwsFailure;

/**
 * IAM takes a user's name in upper and lower case alike. What somebody typed is only ever asked for; everything kept, shown
 * or compared goes by the name as IAM writes it, or one user would be two.
 */
public final class CanonicalUserName {
    private final Iam iam;

    public CanonicalUserName(Iam iam) {
        this.iam = iam;
    }

    /**
     * The name as IAM writes it; empty where there is no such user. Where the one user may not be asked for, the list tells.
     *
     * @throws AwsFailure where neither can be read
     */
    public Optional<String> spelling(String typed) throws AwsFailure {
        try {
            Optional<String> told = iam.spelling(typed);
            if (told.isPresent()) {
                return told;
            }
        } catch (RuntimeException e) {
            switch (AwsError.of(e, "iam:GetUser").kind()) {
                case GONE -> {
                    return Optional.empty();
                }
                case CREDENTIALS, UNREACHABLE ->
                    throw AwsError.of(e, "iam:GetUser").failure();
                case DENIED, BUSY, OTHER -> {
                    // An installation's policy may be older than this call.
                }
            }
        }
        try {
            return iam.users().stream()
                    .map(ListedUser::name)
                    .filter(typed::equalsIgnoreCase)
                    .findFirst();
        } catch (RuntimeException e) {
            throw AwsError.of(e, "iam:ListUsers").failure();
        }
    }
}
