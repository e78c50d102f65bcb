package stalekeys.work.people;

import java.util.List;
import java.util.Locale;

/**
 * The domains mail is sent to. A tag may name any address in the world; what is known of a company's keys stays with the
 * company.
 *
 * @param domains lower case; those below them do not count
 */
public record MailDomains(List<String> domains) {
    public MailDomains {
        domains = List.copyOf(domains);
    }

    public boolean allow(String address) {
        int at = address.lastIndexOf('@');
        return at > 0 && domains.contains(address.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether the target of a message is an address: ids and channel names of Slack's have no @. */
    public static boolean isAddress(String target) {
        return target.contains("@");
    }
}
