package stalekeys.aws;

import java.util.Optional;
import stalekeys.work.Check;
import stalekeys.work.KeySwitch;

/** One account: what reads it, and what switches its keys; without a switch no key is changed there;
 * and whether both would be allowed. */
record AwsAccount(AwsInventory inventory, Optional<KeySwitch> keySwitch, Check permissions) {}
