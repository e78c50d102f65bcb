package stalekeys.keys.model;

import java.util.Locale;

/**
 * An IAM user, as far as it matters to keys.
 *
 * @param name as IAM writes it, whatever somebody typed: IAM ignores case in user names
 */
public record IamUser(Account account, String name, Tags tags, Leak leak) {
    /** The SES console makes such users for SMTP; switching their key off stops the mail they send. */
    public boolean looksLikeSmtpUser() {
        return name.toLowerCase(Locale.ROOT).startsWith("ses-smtp-user")
                || tags.value("InvokedBy")
                        .filter(value -> value.equalsIgnoreCase("SESConsole"))
                        .isPresent();
    }
}
