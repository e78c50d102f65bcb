package stalekeys.config;

import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.OwnerRule;

/**
 * How owners are found.
 *
 * @param fallback a channel (id or #name) or user id of its own for keys without an owner; null where none is set
 */
public record OwnerSettings(OwnerRule rule, @Nullable String fallback) {}
