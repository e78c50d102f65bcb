package stalekeys.aws.accounts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import stalekeys.aws.client.AccountAccess;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.Priority;
import stalekeys.aws.client.RateLimiter;
import stalekeys.aws.client.Sleeper;
import stalekeys.aws.doctor.ChangeCheck;
import stalekeys.aws.doctor.ChangeRoleCheck;
import stalekeys.aws.doctor.PermissionCheck;
import stalekeys.aws.iam.Arn;
import stalekeys.aws.iam.CallerIdentity;
import stalekeys.aws.iam.ChangeSession;
import stalekeys.aws.iam.Iam;
import stalekeys.keys.model.Account;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.doctor.Check;

/** The ways into accounts: directly into that of our own credentials, by a role into any other. Nothing is asked of AWS. */
final class AccountFactory implements AutoCloseable {
    private static final Duration SCAN_CALL = Duration.ofMinutes(2);
    private static final Duration CHECK_CALL = Duration.ofSeconds(10);
    private static final Duration LIVE_CALL = Duration.ofSeconds(20);

    private final AwsClients clients;
    private final CallerIdentity own;
    private final ExecutorService workers;
    private final Sleeper sleeper;
    private final AwsOptions settings;
    private final int reportFromUsers;
    private final List<AssumedRole> assumed = new CopyOnWriteArrayList<>();

    AccountFactory(
            AwsClients clients,
            CallerIdentity own,
            ExecutorService workers,
            Sleeper sleeper,
            AwsOptions settings,
            int reportFromUsers) {
        this.clients = clients;
        this.own = own;
        this.workers = workers;
        this.sleeper = sleeper;
        this.settings = settings;
        this.reportFromUsers = reportFromUsers;
    }

    /** The account of our own credentials. */
    AwsAccount direct(Account told) {
        RateLimiter limiter = limiter();
        Iam live = new Iam(clients, new AccountAccess(null, limiter, Priority.NOW), LIVE_CALL);
        Check changes = settings.mayChange()
                ? new ChangeCheck(called(told), checking(null, limiter), own::principal, settings.mayDelete())
                : ChangeCheck.notNeeded(called(told), "STALE_KEYS_ADMINS");
        return new AwsAccount(
                inventory(told, null, limiter, live),
                keySwitch(live, actor -> live),
                new PermissionCheck(called(told), checking(null, limiter), changes));
    }

    /** An account that is entered by this role. */
    AwsAccount by(Arn role, Account told) {
        AssumedRole reader = new AssumedRole(clients, role.text(), settings.externalId());
        assumed.add(reader);
        RateLimiter limiter = limiter();
        Iam live = new Iam(clients, new AccountAccess(reader, limiter, Priority.NOW), LIVE_CALL);
        AwsInventory inventory = inventory(told, reader, limiter, live);
        String changeRole = settings.changeRole();
        if (changeRole == null || !settings.mayChange()) {
            Check none = ChangeCheck.notNeeded(
                    called(told), settings.mayChange() ? "STALE_KEYS_CHANGE_ROLE" : "STALE_KEYS_ADMINS");
            return new AwsAccount(
                    inventory, Optional.empty(), new PermissionCheck(called(told), checking(reader, limiter), none));
        }
        Arn changer = Arn.role(role.partition(), told.id(), changeRole);
        ChangeSession changing = new RoleForChanges(clients, changer.text(), settings.externalId(), limiter, LIVE_CALL);
        Check changes = new ChangeRoleCheck(
                called(told),
                changing,
                new ChangeCheck(called(told), live, () -> Optional.of(changer), settings.mayDelete()));
        return new AwsAccount(
                inventory,
                keySwitch(live, changing),
                new PermissionCheck(called(told), checking(reader, limiter), changes));
    }

    /** How an account is told from others. */
    private static String called(Account told) {
        return told.name().isEmpty() ? told.id() : told.name();
    }

    private Iam checking(@Nullable AwsCredentialsProvider reader, RateLimiter limiter) {
        return new Iam(clients, new AccountAccess(reader, limiter, Priority.LOOK_UP), CHECK_CALL);
    }

    private AwsInventory inventory(
            Account told, @Nullable AwsCredentialsProvider reader, RateLimiter limiter, Iam live) {
        Iam scanning = new Iam(clients, new AccountAccess(reader, limiter, Priority.AUDIT), SCAN_CALL);
        Iam userLookup = new Iam(clients, new AccountAccess(reader, limiter, Priority.LOOK_UP), LIVE_CALL);
        return new AwsInventory(told, scanning, live, userLookup, own, workers, sleeper, reportFromUsers);
    }

    private Optional<KeySwitch> keySwitch(Iam reading, ChangeSession changing) {
        return settings.mayChange() ? Optional.of(new AwsKeySwitch(reading, changing, own, sleeper)) : Optional.empty();
    }

    private RateLimiter limiter() {
        return new RateLimiter(settings.rate(), sleeper);
    }

    @Override
    public void close() {
        assumed.forEach(AssumedRole::close);
    }
}
