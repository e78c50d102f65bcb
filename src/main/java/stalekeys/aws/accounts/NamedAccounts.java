package stalekeys.aws.accounts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stalekeys.aws.iam.Arn;
import stalekeys.keys.model.Account;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.doctor.Check;

/** The accounts that were named, each entered by the role that was given for it. */
final class NamedAccounts implements AccountList {
    private final Map<String, AwsAccount> byId = new LinkedHashMap<>();

    NamedAccounts(List<AwsOptions.Named> named, AccountFactory accountFactory) {
        for (AwsOptions.Named one : named) {
            Arn role = new Arn(one.roleArn());
            byId.put(role.accountId(), accountFactory.by(role, new Account(role.accountId(), one.name())));
        }
    }

    boolean has(String accountId) {
        return byId.containsKey(accountId);
    }

    @Override
    public List<KeyInventory> inventories() {
        return byId.values().stream().<KeyInventory>map(AwsAccount::inventory).toList();
    }

    @Override
    public List<Check> permissions() {
        return byId.values().stream().map(AwsAccount::permissions).toList();
    }

    @Override
    public Optional<KeyInventory> inventory(String accountId) {
        return Optional.ofNullable(byId.get(accountId)).map(AwsAccount::inventory);
    }

    @Override
    public Optional<KeySwitch> keySwitch(String accountId) {
        return Optional.ofNullable(byId.get(accountId)).flatMap(AwsAccount::keySwitch);
    }
}
