package stalekeys.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import stalekeys.keys.Account;
import stalekeys.work.Check;
import stalekeys.work.KeySwitch;

/** The ways into accounts: directly into that of our own credentials, by a role into any other. Nothing is asked of AWS. */
final class Entrances implements AutoCloseable {
    private static final Duration SCAN_CALL = Duration.ofMinutes(2);
    private static final Duration CHECK_CALL = Duration.ofSeconds(10);
    private static final Duration LIVE_CALL = Duration.ofSeconds(20);

    private final Clients clients;
    private final OwnIdentity own;
    private final ExecutorService workers;
    private final Waits waits;
    private final AwsSettings settings;
    private final int reportFromUsers;
    private final List<AssumedRole> assumed = new CopyOnWriteArrayList<>();

    Entrances(
            Clients clients,
            OwnIdentity own,
            ExecutorService workers,
            Waits waits,
            AwsSettings settings,
            int reportFromUsers) {
        this.clients = clients;
        this.own = own;
        this.workers = workers;
        this.waits = waits;
        this.settings = settings;
        this.reportFromUsers = reportFromUsers;
    }

    /** The account of our own credentials. */
    AwsAccount direct(Account told) {
        Pace pace = pace();
        Iam live = new Iam(clients, new Access(null, pace, Urgency.NOW), LIVE_CALL);
        Check changes = settings.mayChange()
                ? new ChangeCheck(called(told), checking(null, pace), own::principal, settings.mayDelete())
                : ChangeCheck.notNeeded(called(told), "STALE_KEYS_ADMINS");
        return new AwsAccount(
                inventory(told, null, pace, live),
                keySwitch(live, actor -> live),
                new PermissionCheck(called(told), checking(null, pace), changes));
    }

    /** An account that is entered by this role. */
    AwsAccount by(Arn role, Account told) {
        AssumedRole reader = new AssumedRole(clients, role.text(), settings.externalId());
        assumed.add(reader);
        Pace pace = pace();
        Iam live = new Iam(clients, new Access(reader, pace, Urgency.NOW), LIVE_CALL);
        AwsInventory inventory = inventory(told, reader, pace, live);
        String changeRole = settings.changeRole();
        if (changeRole == null || !settings.mayChange()) {
            Check none = ChangeCheck.notNeeded(
                    called(told), settings.mayChange() ? "STALE_KEYS_CHANGE_ROLE" : "STALE_KEYS_ADMINS");
            return new AwsAccount(
                    inventory, Optional.empty(), new PermissionCheck(called(told), checking(reader, pace), none));
        }
        Arn changer = Arn.role(role.partition(), told.id(), changeRole);
        ChangingIam changing = new RoleForChanges(clients, changer.text(), settings.externalId(), pace, LIVE_CALL);
        Check changes = new ChangeRoleCheck(
                called(told),
                changing,
                new ChangeCheck(called(told), live, () -> Optional.of(changer), settings.mayDelete()));
        return new AwsAccount(
                inventory,
                keySwitch(live, changing),
                new PermissionCheck(called(told), checking(reader, pace), changes));
    }

    /** How an account is told from others. */
    private static String called(Account told) {
        return told.name().isEmpty() ? told.id() : told.name();
    }

    private Iam checking(@Nullable AwsCredentialsProvider reader, Pace pace) {
        return new Iam(clients, new Access(reader, pace, Urgency.LOOK_UP), CHECK_CALL);
    }

    private AwsInventory inventory(Account told, @Nullable AwsCredentialsProvider reader, Pace pace, Iam live) {
        Iam scanning = new Iam(clients, new Access(reader, pace, Urgency.AUDIT), SCAN_CALL);
        Iam lookingUp = new Iam(clients, new Access(reader, pace, Urgency.LOOK_UP), LIVE_CALL);
        return new AwsInventory(told, scanning, live, lookingUp, own, workers, waits, reportFromUsers);
    }

    private Optional<KeySwitch> keySwitch(Iam reading, ChangingIam changing) {
        return settings.mayChange() ? Optional.of(new AwsKeySwitch(reading, changing, own, waits)) : Optional.empty();
    }

    private Pace pace() {
        return new Pace(settings.rate(), waits);
    }

    @Override
    public void close() {
        assumed.forEach(AssumedRole::close);
    }
}
