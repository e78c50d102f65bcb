package stalekeys.http;

/**
 * Where a server listens.
 *
 * @param host a name or an address of this machine; empty means all interfaces
 * @param port 1 to 65535, or 0 for any free one
 */
public record Listen(String host, int port) {
    public Listen {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }
}
