package stalekeys.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import stalekeys.keys.Account;
import stalekeys.net.Outbound;
import stalekeys.work.Accounts;
import stalekeys.work.Check;
import stalekeys.work.CheckResult;
import stalekeys.work.KeyInventory;
import stalekeys.work.KeySwitch;
import stalekeys.work.Meters;

/**
 * The accounts that are looked at. Nothing is asked of AWS, and no client is built, before it is needed. Close it to free
 * threads and connections.
 */
public final class AwsAccounts implements Accounts, AutoCloseable {
    /** Over all accounts; also how many connections are kept open. */
    static final int WORKERS = 64;

    /** Accounts read at a time. Each waits for IAM most of the time; its list of users is in memory meanwhile. */
    static final int ACCOUNTS_AT_A_TIME = 16;

    /** With fewer users a full scan is as quick as waiting for the credential report. */
    static final int REPORT_FROM_USERS = 500;

    private final Clients clients;
    private final ExecutorService workers;
    private final Entrances entrances;
    private final AccountList accounts;
    private final CredentialsCheck credentials;

    private AwsAccounts(
            Clients clients,
            ExecutorService workers,
            Entrances entrances,
            AccountList accounts,
            CredentialsCheck credentials) {
        this.credentials = credentials;
        this.clients = clients;
        this.workers = workers;
        this.entrances = entrances;
        this.accounts = accounts;
    }

    /** As AWS's own environment variables and files say. */
    public static AwsAccounts fromEnvironment(AwsSettings settings, Waits waits, Meters meters, Outbound outbound) {
        AwsHttp.forTheSdkItself(outbound);
        return of(null, null, settings, waits, REPORT_FROM_USERS, meters, outbound);
    }

    static AwsAccounts of(
            @Nullable URI endpoint,
            @Nullable AwsCredentialsProvider credentials,
            AwsSettings settings,
            Waits waits,
            int reportFromUsers,
            Meters meters) {
        return of(endpoint, credentials, settings, waits, reportFromUsers, meters, Outbound.PLAIN);
    }

    static AwsAccounts of(
            @Nullable URI endpoint,
            @Nullable AwsCredentialsProvider credentials,
            AwsSettings settings,
            Waits waits,
            int reportFromUsers,
            Meters meters,
            Outbound outbound) {
        PacedAttempts pacing = new PacedAttempts(new Pace(settings.totalRate(), waits), meters);
        Clients clients = new Clients(endpoint, credentials, pacing, outbound);
        ExecutorService workers = SideBySide.threads("iam", WORKERS);
        OwnIdentity own = new OwnIdentity(clients);
        Entrances entrances = new Entrances(clients, own, workers, waits, settings, reportFromUsers);
        AccountList accounts = list(settings, clients, own, entrances, waits);
        return new AwsAccounts(clients, workers, entrances, accounts, new CredentialsCheck(own));
    }

    private static AccountList list(
            AwsSettings settings, Clients clients, OwnIdentity own, Entrances entrances, Waits waits) {
        NamedAccounts named = new NamedAccounts(settings.named(), entrances);
        String role = settings.organizationRole();
        if (role != null) {
            return new OrganizationAccounts(
                    new OrganizationDirectory(clients, waits), named, own, entrances, role, clients);
        }
        return settings.named().isEmpty() ? new OwnAccount(entrances.direct(new Account("", ""))) : named;
    }

    @Override
    public List<KeyInventory> inventories() {
        return accounts.inventories();
    }

    @Override
    public <T> List<T> each(Function<KeyInventory, T> what) {
        return SideBySide.map(inventories(), ACCOUNTS_AT_A_TIME, what);
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
                SideBySide.map(accounts.permissions(), ACCOUNTS_AT_A_TIME, Check::look)
                        .forEach(results::addAll);
            }
            return results;
        };
    }

    @Override
    public void close() {
        workers.shutdownNow();
        entrances.close();
        clients.close();
    }
}
