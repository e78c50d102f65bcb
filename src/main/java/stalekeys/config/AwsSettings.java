package stalekeys.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are looked at, and how fast. Region, profile and credentials are read by the AWS SDK itself.
 *
 * @param accounts empty where none are named
 * @param organizationRole name with path, without a leading slash ("audit/stale-keys"); null where there is none
 * @param changeRole as organizationRole; null where keys of assumed accounts can't be changed
 * @param rate most IAM calls a second in one account, in bursts of at most twice that; 0 for no cap
 * @param totalRate the same over all accounts
 */
public record AwsSettings(
        List<AssumedAccount> accounts,
        @Nullable String organizationRole,
        @Nullable String changeRole,
        @Nullable String externalId,
        int rate,
        int totalRate) {
    public AwsSettings {
        accounts = List.copyOf(accounts);
    }

    /** An account that is entered by assuming a role. */
    public record AssumedAccount(String name, String roleArn) {
        /** The account's twelve digits, from the role's ARN. */
        public String id() {
            return roleArn.split(":", -1)[4];
        }
    }
}
