package stalekeys.keys.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Access keys of the account's root user exist. AWS tells neither their ids nor how many; the credential report adds the
 * age and last use of the older one where it can be had.
 */
public record RootKey(Account account, @Nullable Instant created, LastUse lastUse) {}
