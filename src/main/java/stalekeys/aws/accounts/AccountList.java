package stalekeys.aws.accounts;

import java.util.List;
import java.util.Optional;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.doctor.Check;

/** Which accounts are looked at. */
interface AccountList {
    /** May ask AWS. What can't be listed is one of them too, and says so when it is scanned. */
    List<KeyInventory> inventories();

    /** One for each account, and one for the list where it has to be asked for; may ask AWS. */
    List<Check> permissions();

    /** May ask AWS who we are. */
    Optional<KeyInventory> inventory(String accountId);

    /** Asks AWS nothing: it is called for each card. */
    Optional<KeySwitch> keySwitch(String accountId);
}
