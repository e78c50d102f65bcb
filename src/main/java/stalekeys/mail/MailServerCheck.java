package stalekeys.mail;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.util.List;
import stalekeys.net.Outbound;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** Whether the mail server answers, speaks encrypted, and lets us in. Nothing is sent. */
public final class MailServerCheck implements Check {
    private static final String WHAT = "STALE_KEYS_SMTP_URL";

    private final MailServer server;
    private final String domain;

    /**
     * Prepares it.
     *
     * @param url smtp://user:password@host:port, or smtps
     * @param from the sender of all mails
     */
    public MailServerCheck(String url, String from, Outbound outbound) {
        this.server = MailServer.at(url, outbound);
        this.domain = SenderAddress.of(from).domain();
    }

    /** For a server that is reached as Java is set up to. */
    MailServerCheck(String url, String from) {
        this(url, from, Outbound.PLAIN);
    }

    /** Where a server is, of the URL that is set: without user and password. */
    public static URI address(String url) {
        MailServer server = MailServer.at(url, Outbound.PLAIN);
        return URI.create(
                (server.encryptedFromTheStart() ? "smtps" : "smtp") + "://" + server.host() + ":" + server.port());
    }

    @Override
    public List<CheckResult> look() {
        SmtpConversation conversation = server.conversation(domain);
        try (conversation) {
            conversation.connect();
            return List.of(lives(conversation));
        } catch (MessagingException failure) {
            return List.of(failed(SmtpError.of(failure, conversation)));
        }
    }

    private CheckResult lives(SmtpConversation conversation) {
        // Asks with NOOP.
        return conversation.isConnected()
                ? CheckResult.ok(WHAT, "The mail server " + server + " answers and lets me in. Nothing was sent.")
                : CheckResult.unreachable(WHAT, "The mail server " + server + " let me in and broke off.");
    }

    private CheckResult failed(SmtpError error) {
        String sentence = "The mail server " + server + " " + error.words() + ".";
        return switch (error.kind()) {
            case FOR_GOOD, FOR_NOW -> CheckResult.wrong(WHAT, sentence);
            case NOT_REACHED, NOT_KNOWN ->
                CheckResult.unreachable(WHAT, sentence + " Check host and port" + server.way() + ".");
        };
    }
}
