package stalekeys.config;

import java.util.List;

/**
 * Mail to owners Slack does not know.
 *
 * @param url smtp://user:password@host:port, or smtps
 * @param domains lower case; no address of another domain is written to
 */
public record MailSettings(Secret url, String from, List<String> domains) {
    public MailSettings {
        domains = List.copyOf(domains);
    }
}
