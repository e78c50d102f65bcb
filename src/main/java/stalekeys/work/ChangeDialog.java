package stalekeys.work;

import java.time.Instant;
import stalekeys.keys.AccessKey;
import stalekeys.keys.IamUser;

/**
 * What a person is shown before a key is switched off or on: true at the moment it was read.
 *
 * @param usedSince whether it is shown a second time because the key was used since the first
 */
public record ChangeDialog(
        KeyChange.Wanted wanted, IamUser user, AccessKey key, Owner owner, Instant readAt, boolean usedSince) {}
