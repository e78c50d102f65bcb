package stalekeys.aws;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import stalekeys.work.Accounts;
import stalekeys.work.Check;
import stalekeys.work.KeyInventory;
import stalekeys.work.KeySwitch;
import stalekeys.work.Meters;

/**
 * The account the credentials belong to. Nothing is asked of AWS, and no client is built, before it is needed. Close it to
 * free threads and connections.
 */
public final class AwsAccounts implements Accounts, AutoCloseable {
    /** Over all accounts; also how many connections are kept open. */
    static final int WORKERS = 64;

    /** With fewer users a full scan is as quick as waiting for the credential report. */
    static final int REPORT_FROM_USERS = 500;

    private final Clients clients;
    private final ExecutorService workers;
    private final AwsInventory inventory;
    private final Optional<KeySwitch> keySwitch;
    private final Check permissions;

    AwsAccounts(
            Clients clients,
            ExecutorService workers,
            AwsInventory inventory,
            Optional<KeySwitch> keySwitch,
            Check permissions) {
        this.permissions = permissions;
        this.clients = clients;
        this.workers = workers;
        this.inventory = inventory;
        this.keySwitch = keySwitch;
    }

    /** As AWS's own environment variables and files say. */
    public static AwsAccounts fromEnvironment(AwsSettings settings, Waits waits, Meters meters) {
        return of(null, null, settings, waits, REPORT_FROM_USERS, meters);
    }

    static AwsAccounts of(
            @Nullable URI endpoint,
            @Nullable AwsCredentialsProvider credentials,
            AwsSettings settings,
            Waits waits,
            int reportFromUsers,
            Meters meters) {
        PacedAttempts pacing =
                new PacedAttempts(new Pace(settings.rate(), waits), new Pace(settings.totalRate(), waits), meters);
        Clients clients = new Clients(endpoint, credentials, pacing);
        ExecutorService workers = workers();
        return new AwsAccounts(
                clients,
                workers,
                new AwsInventory(clients, workers, waits, settings.name(), reportFromUsers),
                settings.mayChange() ? Optional.of(new AwsKeySwitch(clients, waits)) : Optional.empty(),
                new PermissionCheck(clients, settings.mayChange()));
    }

    @Override
    public List<KeyInventory> inventories() {
        return List.of(inventory);
    }

    @Override
    public Optional<KeyInventory> inventory(String accountId) {
        return isOurs(accountId) ? Optional.of(inventory) : Optional.empty();
    }

    @Override
    public Optional<KeySwitch> keySwitch(String accountId) {
        return isOurs(accountId) ? keySwitch : Optional.empty();
    }

    /** Whether what is to be read and changed there may be. */
    public Check permissions() {
        return permissions;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        clients.close();
    }

    /** Asks AWS nothing: it is called for each card. Until the account is known, the reading that follows tells. */
    private boolean isOurs(String accountId) {
        return inventory.knownId().map(accountId::equals).orElse(true);
    }

    private static ExecutorService workers() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(WORKERS, task -> {
            Thread thread = new Thread(task, "iam-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
