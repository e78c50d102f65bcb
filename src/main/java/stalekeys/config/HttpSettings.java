package stalekeys.config;

import org.jspecify.annotations.Nullable;

/**
 * Where we listen.
 *
 * @param host null for all interfaces
 * @param port 0 for any free one
 * @param adminPort null where there are no metrics
 */
public record HttpSettings(
        @Nullable String host, int port, @Nullable Integer adminPort) {}
