package stalekeys.aws.accounts;

import java.util.List;
import java.util.Optional;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.Grants;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;

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
