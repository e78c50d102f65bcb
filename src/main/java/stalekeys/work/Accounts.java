package stalekeys.work;

import java.util.List;
import java.util.Optional;

/** The accounts that are looked at. */
public interface Accounts {
    List<KeyInventory> inventories();

    /** The inventory of the account with this id; empty where it is no longer looked at. */
    Optional<KeyInventory> inventory(String accountId);

    /**
     * The switch of the account with this id; empty where keys may not be changed there: no admins are configured, or no
     * role for changes.
     */
    Optional<KeySwitch> keySwitch(String accountId);
}
