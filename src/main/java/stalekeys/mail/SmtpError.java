package stalekeys.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import stalekeys.words.Names;

/**
 * Why a conversation with a mail server failed.
 *
 * @param words what the server did, to follow its name
 */
record SmtpError(Kind kind, String words) {
    private static final int FIRST_FOR_GOOD = 500;
    private static final int LONGEST_ANSWER = 200;

    /** What that means for a mail. */
    enum Kind {
        /** surely not taken, and another try would fare no better */
        FOR_GOOD,
        /** surely not taken, and worth another try */
        FOR_NOW,
        /** the same: nobody answers */
        NOT_REACHED,
        /** it may have been taken */
        NOT_KNOWN
    }

    static SmtpError of(MessagingException failure, SmtpConversation conversation) {
        int code = conversation.refusal();
        if (code >= FIRST_FOR_GOOD) {
            return new SmtpError(
                    Kind.FOR_GOOD,
                    failure instanceof AuthenticationFailedException
                            ? "does not accept user and password"
                            : answered(conversation));
        }
        if (code > 0) {
            return new SmtpError(Kind.FOR_NOW, answered(conversation));
        }
        if (conversation.handingOver()) {
            return new SmtpError(Kind.NOT_KNOWN, "broke off before it said whether it took the mail");
        }
        if (conversation.unencrypted()) {
            return new SmtpError(Kind.FOR_NOW, "does not offer STARTTLS, and nothing is sent unencrypted");
        }
        if (encryptionFailed(failure)) {
            return new SmtpError(Kind.FOR_NOW, "can't be spoken to encrypted: look at its certificate and its name");
        }
        return new SmtpError(Kind.NOT_REACHED, "does not answer as one");
    }

    private static String answered(SmtpConversation conversation) {
        return "answered: "
                + Names.cut(conversation.refusalText(), LONGEST_ANSWER).strip();
    }

    private static boolean encryptionFailed(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}
