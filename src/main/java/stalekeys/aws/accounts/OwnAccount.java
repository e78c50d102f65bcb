package stalekeys.aws.accounts;

import java.util.List;
import java.util.Optional;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.doctor.Check;

/** Only the account the credentials belong to. */
final class OwnAccount implements AccountList {
    private final AwsAccount account;

    OwnAccount(AwsAccount account) {
        this.account = account;
    }

    @Override
    public List<KeyInventory> inventories() {
        return List.of(account.inventory());
    }

    @Override
    public List<Check> permissions() {
        return List.of(account.permissions());
    }

    @Override
    public Optional<KeyInventory> inventory(String accountId) {
        return isOurs(accountId) ? Optional.of(account.inventory()) : Optional.empty();
    }

    @Override
    public Optional<KeySwitch> keySwitch(String accountId) {
        return isOurs(accountId) ? account.keySwitch() : Optional.empty();
    }

    /** Until the account is known, the reading that follows tells. */
    private boolean isOurs(String accountId) {
        return account.inventory().knownId().map(accountId::equals).orElse(true);
    }
}
