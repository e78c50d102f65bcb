package stalekeys.aws;

import java.util.List;
import java.util.Optional;
import stalekeys.keys.Account;
import stalekeys.keys.AccountCoverage;
import stalekeys.keys.KeyRef;
import stalekeys.keys.Tags;
import stalekeys.keys.UserKeys;
import stalekeys.work.AwsFailure;
import stalekeys.work.Grants;
import stalekeys.work.KeyInventory;
import stalekeys.work.LiveKey;

/** Stands for the accounts nobody could tell us about, so that no report looks complete without them. */
final class UnlistedAccounts implements KeyInventory {
    private static final Account NAME = new Account("", "list of the organization");

    private final String why;

    UnlistedAccounts(String why) {
        this.why = why;
    }

    @Override
    public Account account() {
        return NAME;
    }

    @Override
    public AccountCoverage scan(Scan scan, Sink sink) {
        return AccountCoverage.failed(NAME, why);
    }

    @Override
    public List<UserKeys> read(List<String> userNames) throws AwsFailure {
        throw failure();
    }

    @Override
    public List<UserKeys> lookUp(String userName) throws AwsFailure {
        throw failure();
    }

    @Override
    public Optional<Tags> tagsOf(String userName) throws AwsFailure {
        throw failure();
    }

    @Override
    public LiveKey read(KeyRef key) throws AwsFailure {
        throw failure();
    }

    @Override
    public Grants grants(String userName) throws AwsFailure {
        throw failure();
    }

    private AwsFailure failure() {
        return new AwsFailure(why, false, new IllegalStateException("accounts not listed"));
    }
}
