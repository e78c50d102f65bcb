package stalekeys.aws.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are looked at, and how AWS is to be called. With neither named accounts nor a role of the organization it
 * is the account the credentials belong to.
 *
 * @param named accounts that are entered by a role each
 * @param organizationRole name, with its path, of the role that enters every active account of the organization; null: none
 * @param changeRole the same for changing keys of accounts that are entered; null: no key is changed there
 * @param externalId told with every role that is assumed; null: none
 * @param rate most IAM calls a second for one account, in bursts of twice that; 0: no cap
 * @param totalRate the same over all accounts
 * @param mayChange whether keys may be switched at all; without it there is no switch
 * @param mayDelete whether keys are deleted that stay off
 */
public record AwsOptions(
        List<Named> named,
        @Nullable String organizationRole,
        @Nullable String changeRole,
        @Nullable String externalId,
        double rate,
        double totalRate,
        boolean mayChange,
        boolean mayDelete) {
    /** An account by the name people gave it, and the role that enters it. */
    public record Named(String name, String roleArn) {}

    public AwsOptions {
        named = List.copyOf(named);
        if (rate < 0 || totalRate < 0) {
            throw new IllegalArgumentException("a rate is 0 (no cap) or more");
        }
    }

    /** Deletes nothing. */
    public AwsOptions(
            List<Named> named,
            @Nullable String organizationRole,
            @Nullable String changeRole,
            @Nullable String externalId,
            double rate,
            double totalRate,
            boolean mayChange) {
        this(named, organizationRole, changeRole, externalId, rate, totalRate, mayChange, false);
    }

    /** Only the account the credentials belong to. */
    public static AwsOptions ownAccount(double rate, double totalRate, boolean mayChange) {
        return new AwsOptions(List.of(), null, null, null, rate, totalRate, mayChange);
    }
}
