package stalekeys.mail;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.net.Outbound;
import stalekeys.words.MessengerNames;
import stalekeys.words.Names;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger;
import stalekeys.work.people.MailDomains;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;

/**
 * Sends mails, each over a connection of its own: there are few of them. What a server has taken it may still drop or send
 * back, so a mail that was sent is never more than that.
 */
public final class SmtpMessenger implements Messenger {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpMessenger.class);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailServer server;
    private final SenderAddress from;
    private final MailDomains domains;
    private final People people;
    private final Clock clock;

    /**
     * Wires it; nobody is connected to yet.
     *
     * @param url smtp://user:password@host:port, or smtps
     * @param from an address, with or without a name
     * @throws IllegalArgumentException where that is none
     */
    public SmtpMessenger(String url, String from, MailDomains domains, People people, Clock clock, Outbound outbound) {
        this.server = MailServer.at(url, outbound);
        this.from = SenderAddress.of(from);
        this.domains = domains;
        this.people = people;
        this.clock = clock;
    }

    /** Reaches the server as Java is set up to. */
    SmtpMessenger(String url, String from, MailDomains domains, People people, Clock clock) {
        this(url, from, domains, people, clock, Outbound.PLAIN);
    }

    @Override
    public Delivery post(String target, Message message) {
        // Looked at once more: the setting may be another than when it was decided.
        if (!domains.allow(target)) {
            return Delivery.refused("no mail is sent to that domain (STALE_KEYS_MAIL_DOMAINS)");
        }
        InternetAddress to;
        try {
            to = new InternetAddress(target, true);
        } catch (AddressException wrong) {
            return Delivery.refused("that is no address mail can be sent to");
        }
        // An address in some longer form may mean another than it seems to.
        return target.equals(to.getAddress())
                ? send(to, MailView.of(message, this::named))
                : Delivery.refused("that is no address mail can be sent to");
    }

    @Override
    public Delivery update(String channel, String ts, Message message) {
        throw new IllegalStateException("a mail is never redrawn");
    }

    private Delivery send(InternetAddress to, Mail mail) {
        SmtpConversation conversation = server.conversation(from.domain());
        try {
            MimeMessage message = message(to, mail);
            conversation.connect();
            conversation.sendMessage(message, new Address[] {to});
            return Delivery.mailed();
        } catch (MessagingException failure) {
            LOG.debug("A mail was not sent", failure);
            return delivery(SmtpError.of(failure, conversation));
        } finally {
            close(conversation);
        }
    }

    private static Delivery delivery(SmtpError error) {
        String problem = MessengerNames.MAIL + " " + error.words();
        return switch (error.kind()) {
            case FOR_GOOD -> Delivery.refused(problem);
            case FOR_NOW, NOT_REACHED -> Delivery.notYet(null, problem);
            case NOT_KNOWN -> Delivery.unknown(problem);
        };
    }

    private MimeMessage message(InternetAddress to, Mail mail) throws MessagingException {
        MimeMessage message = new Numbered(from.domain());
        message.setFrom(from.address());
        message.setRecipient(RecipientType.TO, to);
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        // Automatic answers, such as those of who is on holiday, are not wanted (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(mail.plain(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        // The last one is the one to show, where it can be.
        message.setContent(new MimeMultipart("alternative", plain, html));
        return message;
    }

    /** With their address where Slack has checked it: a reader who is not in Slack has no other way to them. */
    private String named(String id) {
        Person person = people.person(id);
        String name = person.name().isBlank() ? "an admin of stale-keys" : Names.cut(person.name(), 80);
        return person.verifiedAddress()
                .map(address -> name + " (" + address + ")")
                .orElse(name);
    }

    /** What was sent is sent, even if the good-bye goes wrong. */
    private static void close(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException goodBye) {
            LOG.debug("The connection to the mail server did not end well", goodBye);
        }
    }

    /** Angus would put the user's and the machine's name into a mail's id. */
    private static final class Numbered extends MimeMessage {
        private final String domain;

        private Numbered(String domain) {
            super(Session.getInstance(new Properties()));
            this.domain = domain;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
        }
    }
}
