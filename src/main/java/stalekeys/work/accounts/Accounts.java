package stalekeys.work.accounts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The accounts that are looked at. */
public interface Accounts {
    List<KeyInventory> inventories();

    /**
     * Does something with every account, side by side where there are many.
     *
     * @return the results, in the order of {@link #inventories()}
     */
    default <T> List<T> each(Function<KeyInventory, T> what) {
        return inventories().stream().map(what).toList();
    }

    /** The inventory of the account with this id; empty where it is no longer looked at. */
    Optional<KeyInventory> inventory(String accountId);

    /**
     * The switch of the account with this id; empty where keys may not be changed there: no admins are configured, or no
     * role for changes.
     */
    Optional<KeySwitch> keySwitch(String accountId);
}
