package stalekeys.aws;

/**
 * How AWS is to be called.
 *
 * @param name what people call the account; empty: its alias
 * @param rate most IAM calls a second for one account, in bursts of twice that; 0: no cap
 * @param totalRate the same over all accounts
 * @param mayChange whether keys may be switched at all; without it there is no switch
 */
public record AwsSettings(String name, double rate, double totalRate, boolean mayChange) {
    public AwsSettings {
        if (rate < 0 || totalRate < 0) {
            throw new IllegalArgumentException("a rate is 0 (no cap) or more");
        }
    }
}
