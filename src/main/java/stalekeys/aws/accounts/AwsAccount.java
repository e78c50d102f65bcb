package stalekeys.aws.accounts;

import java.util.Optional;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.doctor.Check;

/** One account: what reads it, and what switches its keys; without a switch no key is changed there;
 * and whether both would be allowed. */
record AwsAccount(AwsInventory inventory, Optional<KeySwitch> keySwitch, Check permissions) {}
