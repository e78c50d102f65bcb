package stalekeys.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of NO_PROXY. A name stands for itself and everything below it, with or without a dot or {@code *.} before it;
 * an address for itself; a block in CIDR form for the addresses in it, where a host is written as an address; each of them
 * for one port where one follows. {@code *} stands for everything.
 *
 * @param port 0 for any
 */
record NoProxyRule(Kind kind, String name, @Nullable AddressBlock block, int port) {
    private static final Pattern PORT = Pattern.compile("(.*?):(\\d{1,5})");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*");
    private static final int HIGHEST_PORT = 65_535;

    private enum Kind {
        EVERYTHING,
        NAME,
        ADDRESSES
    }

    /** Empty where it is no such entry. */
    static Optional<NoProxyRule> of(String entry) {
        if (entry.equals("*")) {
            return Optional.of(new NoProxyRule(Kind.EVERYTHING, "", null, 0));
        }
        Optional<NoProxyRule> whole = addresses(entry, 0);
        if (whole.isPresent()) {
            return whole;
        }
        Matcher withPort = PORT.matcher(entry);
        if (!withPort.matches()) {
            return name(entry, 0);
        }
        int port = Integer.parseInt(withPort.group(2));
        if (port < 1 || port > HIGHEST_PORT) {
            return Optional.empty();
        }
        String host = withPort.group(1);
        if (host.equals("*")) {
            return Optional.of(new NoProxyRule(Kind.EVERYTHING, "", null, port));
        }
        // An address of IPv6 with a port needs its brackets.
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return bare ? Optional.empty() : addresses(host, port).or(() -> name(host, port));
    }

    boolean covers(HostName host, int itsPort) {
        if (port != 0 && port != itsPort) {
            return false;
        }
        return switch (kind) {
            case EVERYTHING -> true;
            case NAME -> host.text().equals(name) || host.text().endsWith("." + name);
            case ADDRESSES -> host.address() != null && block != null && block.holds(host.address());
        };
    }

    static boolean anyCovers(List<NoProxyRule> entries, HostName host, int port) {
        return entries.stream().anyMatch(entry -> entry.covers(host, port));
    }

    private static Optional<NoProxyRule> addresses(String text, int port) {
        Optional<AddressBlock> block = AddressBlock.of(text);
        if (block.isPresent()) {
            return Optional.of(new NoProxyRule(Kind.ADDRESSES, "", block.get(), port));
        }
        InetAddress address = HostName.of(text).address();
        return address == null
                ? Optional.empty()
                : Optional.of(new NoProxyRule(
                        Kind.ADDRESSES, "", new AddressBlock(address, address.getAddress().length * 8), port));
    }

    private static Optional<NoProxyRule> name(String written, int port) {
        String name = written;
        if (name.startsWith("*.")) {
            name = name.substring(2);
        } else if (name.startsWith(".")) {
            name = name.substring(1);
        }
        name = HostName.of(name).text();
        return NAME.matcher(name).matches()
                ? Optional.of(new NoProxyRule(Kind.NAME, name, null, port))
                : Optional.empty();
    }
}
