package stalekeys.aws.accounts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.client.Sleeper;
import stalekeys.aws.iam.AccessKeyMapper;
import stalekeys.aws.iam.Arn;
import stalekeys.aws.iam.CallerIdentity;
import stalekeys.aws.iam.CanonicalUserName;
import stalekeys.aws.iam.Iam;
import stalekeys.aws.iam.ListedKey;
import stalekeys.aws.iam.ListedUser;
import stalekeys.aws.scan.AccountScan;
import stalekeys.aws.scan.CredentialReportFetcher;
import stalekeys.aws.scan.LeakCheck;
import stalekeys.aws.scan.ReportTrust;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.Grants;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;

/** The keys of one account, read over the SDK. */
final class AwsInventory implements KeyInventory {
    private final Iam scanning;
    private final Iam live;
    private final LeakCheck leaks;
    private final CallerIdentity own;
    private final ExecutorService workers;
    private final Sleeper sleeper;
    private final Account told;
    private final ReportTrust reportTrust;
    private final AtomicReference<@Nullable Account> known;
    /** The same account for look-ups, which let others go first; null in itself. */
    private final @Nullable AwsInventory lookUps;

    /**
     * An inventory that asks nothing yet.
     *
     * @param told what is known of the account from elsewhere; an empty id or name is asked for when it is needed
     * @param scanning for a whole account, in no hurry
     * @param live for somebody who waits with a dialog open, and for changes
     * @param userLookup for somebody who waits for a list
     */
    AwsInventory(
            Account told,
            Iam scanning,
            Iam live,
            Iam userLookup,
            CallerIdentity own,
            ExecutorService workers,
            Sleeper sleeper,
            int reportFromUsers) {
        this(
                told,
                scanning,
                live,
                own,
                workers,
                sleeper,
                reportFromUsers,
                new AtomicReference<>(told.id().isEmpty() || told.name().isEmpty() ? null : told),
                userLookup);
    }

    private AwsInventory(
            Account told,
            Iam scanning,
            Iam live,
            CallerIdentity own,
            ExecutorService workers,
            Sleeper sleeper,
            int reportFromUsers,
            AtomicReference<@Nullable Account> known,
            @Nullable Iam userLookup) {
        this.told = told;
        this.scanning = scanning;
        this.live = live;
        this.leaks = new LeakCheck(live);
        this.own = own;
        this.workers = workers;
        this.sleeper = sleeper;
        this.reportTrust = new ReportTrust(reportFromUsers);
        this.known = known;
        this.lookUps = userLookup == null
                ? null
                : new AwsInventory(told, scanning, userLookup, own, workers, sleeper, reportFromUsers, known, null);
    }

    @Override
    public AccountCoverage scan(Scan scan, Sink sink) {
        List<ListedUser> users;
        try {
            users = scanning.users();
        } catch (RuntimeException e) {
            Account account = known.get();
            return AccountCoverage.failed(
                    account == null ? told : account,
                    AwsError.of(e, "iam:ListUsers").sentence());
        }
        String arn = users.isEmpty() ? null : users.get(0).arn();
        Account account = recognize(scanning, arn == null ? "" : arn);
        return new AccountScan(
                        scanning,
                        new CredentialReportFetcher(scanning, sleeper),
                        workers,
                        reportTrust,
                        scan,
                        sink,
                        account,
                        users)
                .run();
    }

    @Override
    public List<UserKeys> read(List<String> userNames) throws AwsFailure {
        Account account = account();
        Map<String, List<ListedKey>> listed = new LinkedHashMap<>();
        for (String typed : userNames) {
            // Of many accounts most don't know the user: there it ends with the one call.
            Optional<List<ListedKey>> keys = keys(typed);
            if (keys.isPresent()) {
                new CanonicalUserName(live).spelling(typed).ifPresent(name -> listed.put(name, keys.get()));
            }
        }
        List<UserKeys> found = new ArrayList<>();
        for (Map.Entry<String, List<ListedKey>> one : listed.entrySet()) {
            String name = one.getKey();
            List<ListedKey> all = one.getValue();
            Tags tags = tags(name);
            List<AccessKey> keys = new ArrayList<>();
            for (ListedKey key : all) {
                keys.add(read(ref(account, name, key), key, tags, false));
            }
            found.add(new UserKeys(new IamUser(account, name, tags, leaks.of(name)), keys));
        }
        return found;
    }

    @Override
    public List<UserKeys> lookUp(String userName) throws AwsFailure {
        return forLookUps().read(List.of(userName));
    }

    @Override
    public Optional<Tags> tagsOf(String userName) throws AwsFailure {
        try {
            return Optional.of(forLookUps().live.tags(userName));
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, "iam:ListUserTags");
            if (error.kind() == AwsError.Kind.GONE) {
                return Optional.empty();
            }
            if (error.kind() == AwsError.Kind.DENIED) {
                return Optional.of(Tags.unreadable());
            }
            throw error.failure();
        }
    }

    private AwsInventory forLookUps() {
        return lookUps == null ? this : lookUps;
    }

    @Override
    public LiveKey read(KeyRef key) throws AwsFailure {
        Account account = account();
        if (!account.id().equals(key.accountId())) {
            throw new AwsFailure(
                    "The AWS credentials stale-keys runs with belong to another account than this key.",
                    false,
                    new IllegalStateException("account " + account.id()));
        }
        String name = key.userName();
        Optional<List<ListedKey>> listed = keys(name);
        if (listed.isEmpty()) {
            return new LiveKey(null, null, List.of(), false);
        }
        boolean ownIdentity = isOwn(account, name, listed.get());
        Tags tags = tags(name);
        IamUser user = new IamUser(account, name, tags, leaks.of(name));
        AccessKey found = null;
        List<AccessKey> others = new ArrayList<>();
        for (ListedKey one : listed.get()) {
            Optional<KeyRef> ref = AccessKeyMapper.ref(account.id(), name, one);
            if (ref.isPresent()) {
                boolean wanted = ref.get().equals(key);
                AccessKey read = read(ref.get(), one, tags, wanted);
                if (wanted) {
                    found = read;
                } else {
                    others.add(read);
                }
            }
        }
        if (found == null) {
            for (ListedKey one : listed.get()) {
                ref(account, name, one);
            }
        }
        return new LiveKey(user, found, others, ownIdentity);
    }

    @Override
    public Grants grants(String userName) throws AwsFailure {
        return new Grants(
                names("iam:ListGroupsForUser", () -> live.groups(userName)),
                names("iam:ListAttachedUserPolicies", () -> live.attachedPolicies(userName)),
                names("iam:ListUserPolicies", () -> live.inlinePolicies(userName)));
    }

    private static List<String> names(String action, Supplier<List<String>> call) throws AwsFailure {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw AwsError.of(e, action).failure();
        }
    }

    /** The account's id, once something has told it. */
    Optional<String> knownId() {
        return Optional.ofNullable(known.get()).map(Account::id);
    }

    @Override
    public Account account() throws AwsFailure {
        Account account = known.get();
        if (account != null) {
            return account;
        }
        if (!told.id().isEmpty()) {
            return remember(told.id(), live);
        }
        try {
            return recognize(live, live.anyUserArn().orElse(""));
        } catch (RuntimeException e) {
            Optional<String> id = own.accountId();
            if (id.isPresent()) {
                return remember(id.get(), live);
            }
            throw AwsError.of(e, "iam:ListUsers").failure();
        }
    }

    private Account recognize(Iam iam, String userArn) {
        String id = told.id().isEmpty() ? new Arn(userArn).accountId() : told.id();
        return remember(id.isEmpty() ? own.accountId().orElse("") : id, iam);
    }

    private Account remember(String id, Iam iam) {
        Account account = known.get();
        if (account == null || !account.id().equals(id)) {
            account = new Account(id, told.name().isEmpty() ? alias(iam) : told.name());
            // An account without users and STS has no id yet; the next look may tell.
            known.set(id.isEmpty() ? null : account);
        }
        return account;
    }

    /** Nice to have: an account without one, or a denied look, is shown by its number. */
    private static String alias(Iam iam) {
        try {
            return iam.alias().orElse("");
        } catch (RuntimeException e) {
            return "";
        }
    }

    private Optional<List<ListedKey>> keys(String userName) throws AwsFailure {
        try {
            return Optional.of(live.keys(userName));
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, "iam:ListAccessKeys");
            if (error.kind() == AwsError.Kind.GONE) {
                return Optional.empty();
            }
            throw error.failure();
        }
    }

    /** Where it can't be told, asking the owner is still fine; the switch looks again, and refuses. */
    private boolean isOwn(Account account, String userName, List<ListedKey> keys) {
        try {
            return own.isUser(account.id(), userName, keys);
        } catch (AwsFailure e) {
            return false;
        }
    }

    private Tags tags(String userName) {
        try {
            return live.tags(userName);
        } catch (RuntimeException e) {
            return Tags.unreadable();
        }
    }

    /** A key we can't make out may be the very one that is looked for: left out, it would seem to be gone. */
    private static KeyRef ref(Account account, String userName, ListedKey listed) throws AwsFailure {
        return AccessKeyMapper.ref(account.id(), userName, listed)
                .orElseThrow(() -> new AwsFailure(
                        "AWS listed a key of this user in a form this version does not understand.",
                        false,
                        new IllegalStateException("strange key")));
    }

    private AccessKey read(KeyRef ref, ListedKey listed, Tags tags, boolean whateverItsStatus) {
        boolean worthIt = whateverItsStatus || AccessKeyMapper.status(listed.status()) == KeyStatus.ACTIVE;
        return AccessKeyMapper.key(ref, listed, worthIt ? lastUse(ref) : LastUse.unreadable(), tags);
    }

    private LastUse lastUse(KeyRef ref) {
        try {
            return live.lastUse(ref.keyId().full());
        } catch (RuntimeException e) {
            return LastUse.unreadable();
        }
    }
}
