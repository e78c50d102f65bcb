package stalekeys.aws.accounts;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.AwsHttp;
import stalekeys.aws.client.RateLimitInterceptor;
import stalekeys.aws.client.RateLimiter;
import stalekeys.aws.client.Sleeper;
import stalekeys.aws.doctor.CredentialsCheck;
import stalekeys.aws.doctor.PermissionCheck;
import stalekeys.aws.iam.CallerIdentity;
import stalekeys.keys.model.Account;
import stalekeys.net.Outbound;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.Meters;

/**
 * The accounts that are looked at. Nothing is asked of AWS, and no client is built, before it is needed. Close it to free
 * threads and connections.
 */
public final class AwsAccounts implements Accounts, AutoCloseable {
    /** Accounts read at a time. Each waits for IAM most of the time; its list of users is in memory meanwhile. */
    static final int ACCOUNTS_AT_A_TIME = 16;

    /** With fewer users a full scan is as quick as waiting for the credential report. */
    static final int REPORT_FROM_USERS = 500;

    private final AwsClients clients;
    private final ExecutorService workers;
    private final AccountFactory accountFactory;
    private final AccountList accounts;
    private final CredentialsCheck credentials;

    private AwsAccounts(
            AwsClients clients,
            ExecutorService workers,
            AccountFactory accountFactory,
            AccountList accounts,
            CredentialsCheck credentials) {
        this.credentials = credentials;
        this.clients = clients;
        this.workers = workers;
        this.accountFactory = accountFactory;
        this.accounts = accounts;
    }

    /** As AWS's own environment variables and files say. */
    public static AwsAccounts fromEnvironment(AwsOptions settings, Sleeper sleeper, Meters meters, Outbound outbound) {
        AwsHttp.forTheSdkItself(outbound);
        return of(null, null, settings, sleeper, REPORT_FROM_USERS, meters, outbound);
    }

    static AwsAccounts of(
            @Nullable URI endpoint,
            @Nullable AwsCredentialsProvider credentials,
            AwsOptions settings,
            Sleeper sleeper,
            int reportFromUsers,
            Meters meters) {
        return of(endpoint, credentials, settings, sleeper, reportFromUsers, meters, Outbound.PLAIN);
    }

    static AwsAccounts of(
            @Nullable URI endpoint,
            @Nullable AwsCredentialsProvider credentials,
            AwsOptions settings,
            Sleeper sleeper,
            int reportFromUsers,
            Meters meters,
            Outbound outbound) {
        RateLimitInterceptor pacing = new RateLimitInterceptor(new RateLimiter(settings.totalRate(), sleeper), meters);
        AwsClients clients = new AwsClients(endpoint, credentials, pacing, outbound);
        ExecutorService workers = BoundedParallel.threads("iam", AwsClients.MOST_CALLS_AT_ONCE);
        CallerIdentity own = new CallerIdentity(clients);
        AccountFactory accountFactory = new AccountFactory(clients, own, workers, sleeper, settings, reportFromUsers);
        AccountList accounts = list(settings, clients, own, accountFactory, sleeper);
        return new AwsAccounts(clients, workers, accountFactory, accounts, new CredentialsCheck(own));
    }

    private static AccountList list(
            AwsOptions settings,
            AwsClients clients,
            CallerIdentity own,
            AccountFactory accountFactory,
            Sleeper sleeper) {
        NamedAccounts named = new NamedAccounts(settings.named(), accountFactory);
        String role = settings.organizationRole();
        if (role != null) {
            return new OrganizationAccounts(
                    new OrganizationDirectory(clients, sleeper), named, own, accountFactory, role, clients);
        }
        return settings.named().isEmpty() ? new OwnAccount(accountFactory.direct(new Account("", ""))) : named;
    }

    @Override
    public List<KeyInventory> inventories() {
        return accounts.inventories();
    }

    @Override
    public <T> List<T> each(Function<KeyInventory, T> what) {
        return BoundedParallel.map(inventories(), ACCOUNTS_AT_A_TIME, what);
    }

    @Override
    public Optional<KeyInventory> inventory(String accountId) {
        return accounts.inventory(accountId);
    }

    @Override
    public Optional<KeySwitch> keySwitch(String accountId) {
        return accounts.keySwitch(accountId);
    }

    /** Whether what is to be read and changed there may be, account by account. */
    public Check permissions() {
        return () -> {
            List<CheckResult> results = new ArrayList<>(credentials.look());
            if (credentials.nothingElseWorks(results)) {
                results.add(PermissionCheck.notTried(""));
            } else {
                BoundedParallel.map(accounts.permissions(), ACCOUNTS_AT_A_TIME, Check::look)
                        .forEach(results::addAll);
            }
            return results;
        };
    }

    @Override
    public void close() {
        workers.shutdownNow();
        accountFactory.close();
        clients.close();
    }
}
