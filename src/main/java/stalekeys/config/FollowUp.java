package stalekeys.config;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a key after someone was asked about it.
 *
 * @param autoDeactivateAfterDays whole days since the first delivered ask, at least 14; null for never
 * @param autoDeleteAfterDays whole days since stale-keys switched the key off, at least 30; null for never
 */
public record FollowUp(
        int sweepMinutes,
        boolean autoAsk,
        int warnAheadDays,
        int dailyDmLimit,
        @Nullable Integer autoDeactivateAfterDays,
        @Nullable Integer autoDeleteAfterDays) {}
