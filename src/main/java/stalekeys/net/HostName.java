package stalekeys.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host as it is compared: in lower case, without brackets, zone or the dot at its end. No name is ever looked up.
 *
 * @param address where it is written as an address; one of IPv4 inside IPv6 is that of IPv4
 */
record HostName(String text, @Nullable InetAddress address) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]*:[0-9a-f:.]*");

    /** AWS's own part of IPv6's private addresses. */
    private static final AddressBlock METADATA =
            AddressBlock.of("fd00:ec2::/32").orElseThrow();

    static HostName of(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        int zone = text.indexOf('%');
        if (zone >= 0 && text.indexOf(':') >= 0) {
            text = text.substring(0, zone);
        }
        if (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        return new HostName(text, address(text).orElse(null));
    }

    private static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // Only ever given the form of an address: Java looks such a text up nowhere, or says that it is none.
            if (IPV4.matcher(text).matches()) {
                byte[] bytes = new byte[4];
                String[] parts = text.split("\\.", -1);
                for (int i = 0; i < 4; i++) {
                    int part = Integer.parseInt(parts[i]);
                    if (part > 255) {
                        return Optional.empty();
                    }
                    bytes[i] = (byte) part;
                }
                return Optional.of(InetAddress.getByAddress(bytes));
            }
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /**
     * This machine, or what is one hop away at most: AWS's metadata and container services have such addresses. No proxy
     * leads there.
     */
    boolean isNear() {
        if (address == null) {
            return text.equals("localhost") || text.endsWith(".localhost");
        }
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || METADATA.holds(address);
    }
}
