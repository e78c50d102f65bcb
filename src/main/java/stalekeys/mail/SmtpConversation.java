package stalekeys.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One conversation with a mail server. Remembers what Angus's exceptions do not tell: whether the mail may have been taken
 * when it broke off, and what the server refused with.
 */
final class SmtpConversation extends SMTPTransport {
    private static final int FIRST_REFUSAL = 400;

    /**
     * A code a mail server says yes or "go on" with, or any refusal (RFC 5321, 4954), and then nothing that belongs to a
     * longer number or word. Angus only looks at the first three characters.
     */
    private static final Pattern ANSWER =
            Pattern.compile("(?:2(?:11|14|20|21|35|5[0-2])|3(?:34|54)|[45]\\d{2})(?![^\\s-])");

    /** As Angus has it where it finds no code. */
    private static final int NO_ANSWER = -1;

    private final List<String> secrets;
    private boolean handingOver;
    private boolean unencrypted;
    private int refusal;
    private String refusalText = "";

    SmtpConversation(Session session, URLName server, boolean encryptedFromTheStart) {
        super(session, server, encryptedFromTheStart ? "smtps" : "smtp", encryptedFromTheStart);
        this.secrets = Stream.of(server.getPassword(), server.getUsername())
                .filter(text -> text != null && !text.isEmpty())
                .flatMap(text -> Stream.of(
                        text,
                        Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    @Override
    protected boolean ehlo(String name) throws MessagingException {
        boolean understood = super.ehlo(name);
        unencrypted = getRequireStartTLS() && !isSSL() && !supportsExtension("STARTTLS");
        return understood;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream data = super.data();
        handingOver = true;
        refusal = 0;
        return data;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (!ANSWER.matcher(getLastServerResponse()).lookingAt()) {
            return NO_ANSWER;
        }
        if (code >= FIRST_REFUSAL) {
            refusal = code;
            refusalText = getLastServerResponse();
        }
        return code;
    }

    /** Whether the server had said that it listens: if nothing is heard after that, nobody knows. */
    boolean handingOver() {
        return handingOver;
    }

    /** Whether the server wants to be spoken to unencrypted, and may not. */
    boolean unencrypted() {
        return unencrypted;
    }

    /** The code the server refused with last; 0 where it did not. */
    int refusal() {
        return refusal;
    }

    /** The whole line, without what we logged in with, should the server repeat it; empty where it did not refuse. */
    String refusalText() {
        String text = refusalText;
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        return text;
    }
}
