package stalekeys.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/** Who all mails are from. */
record SenderAddress(InternetAddress address) {
    /**
     * Reads it.
     *
     * @param text an address, with or without a name before it
     * @throws IllegalArgumentException where it is none
     */
    static SenderAddress of(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
            return new SenderAddress(address);
        } catch (AddressException | UnsupportedEncodingException wrong) {
            throw new IllegalArgumentException("STALE_KEYS_MAIL_FROM is no address", wrong);
        }
    }

    String domain() {
        String whole = address.getAddress();
        return whole.substring(whole.lastIndexOf('@') + 1);
    }
}
