package stalekeys.config;

import org.jspecify.annotations.Nullable;

/**
 * Where we listen.
 *
 * @param host null for all interfaces
 * @param port 0 for any free one
 * @param adminPort null where there are no metrics
 * @param adminHost where the admin port listens: this machine alone unless somebody says otherwise
 */
public record HttpSettings(
        @Nullable String host, int port, @Nullable Integer adminPort, String adminHost) {}
