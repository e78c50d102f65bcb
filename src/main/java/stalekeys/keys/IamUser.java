package stalekeys.keys;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An IAM user, as far as it matters to keys.
 *
 * @param quarantine the name of the AWSCompromisedKeyQuarantine policy AWS attached after it saw a key leak; null where
 *     there is none or the check was not done (coverage says which)
 */
public record IamUser(
        Account account, String name, Tags tags, @Nullable String quarantine) {
    /** The SES console makes such users for SMTP; switching their key off stops the mail they send. */
    public boolean looksLikeSmtpUser() {
        return name.toLowerCase(Locale.ROOT).startsWith("ses-smtp-user")
                || tags.value("InvokedBy")
                        .filter(value -> value.equalsIgnoreCase("SESConsole"))
                        .isPresent();
    }
}
