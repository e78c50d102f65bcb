package stalekeys.work.actions;

import java.time.Instant;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.people.Owner;

/**
 * What a person is shown before a key is switched off or on: true at the moment it was read.
 *
 * @param usedSince whether it is shown a second time because the key was used since the first
 */
public record ChangePreview(
        KeyChange.TargetState wanted, IamUser user, AccessKey key, Owner owner, Instant readAt, boolean usedSince) {}
