package stalekeys.net;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that begin with the same bits, as CIDR writes them. */
record AddressBlock(InetAddress first, int bits) {
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    /** Empty where it is no such block. */
    static Optional<AddressBlock> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        InetAddress address = HostName.of(text.substring(0, slash)).address();
        String bits = text.substring(slash + 1);
        if (address == null || !BITS.matcher(bits).matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(bits);
        return number > address.getAddress().length * 8
                ? Optional.empty()
                : Optional.of(new AddressBlock(address, number));
    }

    boolean holds(InetAddress other) {
        byte[] mine = first.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
