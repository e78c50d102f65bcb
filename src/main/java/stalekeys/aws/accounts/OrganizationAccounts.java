package stalekeys.aws.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.iam.Arn;
import stalekeys.aws.iam.CallerIdentity;
import stalekeys.keys.model.Account;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/**
 * Every active account of the organization: our own directly, those that were named by the role given for them, all others
 * by the same role.
 */
final class OrganizationAccounts implements AccountList {
    private final OrganizationDirectory directory;
    private final NamedAccounts named;
    private final CallerIdentity own;
    private final AccountFactory accountFactory;
    private final String role;
    private final AwsClients clients;
    private final Map<Way, AwsAccount> entered = new ConcurrentHashMap<>();

    /** How an account was entered: where its name changes, or our own credentials do, it is entered anew. */
    private record Way(Account account, boolean direct) {}

    OrganizationAccounts(
            OrganizationDirectory directory,
            NamedAccounts named,
            CallerIdentity own,
            AccountFactory accountFactory,
            String role,
            AwsClients clients) {
        this.directory = directory;
        this.named = named;
        this.own = own;
        this.accountFactory = accountFactory;
        this.role = role;
        this.clients = clients;
    }

    @Override
    public List<KeyInventory> inventories() {
        OrganizationDirectory.Listed listed = directory.list();
        List<KeyInventory> all = new ArrayList<>(named.inventories());
        unnamed(listed).forEach(account -> all.add(account.inventory()));
        if (listed.failure() != null) {
            all.add(new UnlistedAccounts(listed.failure()));
        }
        return all;
    }

    @Override
    public List<Check> permissions() {
        OrganizationDirectory.Listed listed = directory.list();
        List<Check> all = new ArrayList<>();
        all.add(() -> List.of(listing(listed)));
        all.addAll(named.permissions());
        unnamed(listed).forEach(account -> all.add(account.permissions()));
        return all;
    }

    private static CheckResult listing(OrganizationDirectory.Listed listed) {
        String what = "organizations:ListAccounts";
        return listed.failure() == null ? CheckResult.ok(what, "Allowed.") : CheckResult.wrong(what, listed.failure());
    }

    /** Those of the organization that have no role of their own; our own account even where it could not be listed. */
    private List<AwsAccount> unnamed(OrganizationDirectory.Listed listed) {
        String ownId = own.accountId().orElse("");
        List<AwsAccount> accounts = new ArrayList<>();
        for (Account account : listed.accounts().values()) {
            if (!named.has(account.id())) {
                accounts.add(account(account, ownId));
            }
        }
        boolean missing = listed.failure() != null && !listed.accounts().containsKey(ownId);
        if (missing && !ownId.isEmpty() && !named.has(ownId)) {
            accounts.add(account(new Account(ownId, ""), ownId));
        }
        return accounts;
    }

    @Override
    public Optional<KeyInventory> inventory(String accountId) {
        return named.has(accountId)
                ? named.inventory(accountId)
                : find(accountId, own.accountId().orElse("")).map(AwsAccount::inventory);
    }

    @Override
    public Optional<KeySwitch> keySwitch(String accountId) {
        return named.has(accountId)
                ? named.keySwitch(accountId)
                : find(accountId, own.knownAccountId().orElse("")).flatMap(AwsAccount::keySwitch);
    }

    /** Before the organization was listed for the first time AWS itself says who may be entered. */
    private Optional<AwsAccount> find(String accountId, String ownId) {
        @Nullable Map<String, Account> known = directory.known();
        if (known == null || accountId.equals(ownId)) {
            Account listed = known == null ? null : known.get(accountId);
            return Optional.of(account(listed == null ? new Account(accountId, "") : listed, ownId));
        }
        return Optional.ofNullable(known.get(accountId)).map(account -> account(account, ownId));
    }

    private AwsAccount account(Account account, String ownId) {
        return entered.computeIfAbsent(
                new Way(account, account.id().equals(ownId)),
                way -> way.direct()
                        ? accountFactory.direct(account)
                        : accountFactory.by(Arn.role(clients.partition(), account.id(), role), account));
    }
}
