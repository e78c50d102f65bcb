package stalekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.mail.SampleMessages.CLEO;
import static stalekeys.mail.SampleMessages.HOSTILE;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.OwnerHint;
import stalekeys.standin.mail.PostOffice;
import stalekeys.work.outbox.Messenger.Delivery;
import stalekeys.work.people.MailDomains;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

class SmtpMessengerTest {
    private final PostOffice office = PostOffice.start();

    @AfterEach
    void closeTheOffice() {
        office.close();
    }

    @Test
    void a_mail_arrives_as_plain_text_and_html() throws Exception {
        Delivery delivery = send(CLEO);

        assertThat(delivery.state()).isEqualTo(Delivery.State.SENT);
        assertThat(delivery.channel()).as("where it stands: nobody knows").isNull();
        MimeMessage mail = office.mails(CLEO).get(0);
        Mail written = MailView.of(SampleMessages.ask(SampleMessages.card(412)), id -> "Ada Admin (ada@example.com)");
        assertThat(mail.getSubject()).isEqualTo(written.subject());
        assertThat(mail.getFrom()[0]).hasToString("Stale keys <stale-keys@example.com>");
        assertThat(mail.getSentDate()).isEqualTo(SampleMessages.NOW);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(text(parts.getBodyPart(0), "text/plain")).isEqualTo(written.plain());
        assertThat(text(parts.getBodyPart(1), "text/html")).isEqualTo(written.html());
    }

    @Test
    void nobody_learns_the_name_of_the_machine_or_of_its_user() throws Exception {
        send(CLEO);

        assertThat(office.said()).contains("EHLO example.com");
        assertThat(office.mails().get(0).getHeader("Message-ID")[0]).matches("<[0-9a-f-]{36}@example\\.com>");
    }

    @Test
    void a_name_with_line_breaks_makes_no_header_and_no_second_reader() throws Exception {
        messenger()
                .post(
                        CLEO,
                        SampleMessages.ask(
                                SampleMessages.card(HOSTILE, 412, KeyStatus.ACTIVE, LastUse.never(), HOSTILE)));

        assertThat(office.mails()).hasSize(1);
        assertThat(office.mails().get(0).getHeader("Bcc")).isNull();
        assertThat(office.said().stream().filter(line -> line.startsWith("RCPT")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cleo@example.org",
                "cleo@mail.example.com",
                "cleo@example.com.evil.example",
                "cleo,dora@example.com",
                "cleo@example.com\r\nRCPT TO:<dora@example.org>",
                "(cleo)dora@example.com",
                "\"cleo@example.org\"@example.com@example.com"
            })
    void only_one_plain_address_of_the_allowed_domains_is_written_to(String address) {
        Delivery delivery = send(address);

        assertThat(delivery.state()).isEqualTo(Delivery.State.REFUSED);
        assertThat(office.said()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL | 451 4.3.0 try again later       | NOT_YET",
                "MAIL | 553 5.1.8 sender not verified   | REFUSED",
                "RCPT | 450 4.2.1 mailbox busy          | NOT_YET",
                "RCPT | 550 5.1.1 no such user here     | REFUSED",
                "DATA | 452 4.3.1 no space              | NOT_YET",
                "DATA | 554 5.7.1 not from you          | REFUSED",
                ".    | 454 4.7.0 throttled             | NOT_YET",
                ".    | 554 5.6.0 looks like spam       | REFUSED"
            })
    void what_the_server_answers_counts_as_it_says(String command, String answer, Delivery.State expected) {
        office.answering(command, answer);

        Delivery delivery = send(CLEO);

        assertThat(delivery.state()).isEqualTo(expected);
        assertThat(delivery.problem()).isEqualTo("the mail server answered: " + answer);
        assertThat(office.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "AUTH", "MAIL", "RCPT"})
    void a_connection_lost_before_the_mail_was_handed_over_is_tried_again(String command) {
        office.cuttingAfter(command);

        assertThat(send(CLEO).state()).isEqualTo(Delivery.State.NOT_YET);
    }

    @Test
    void a_connection_lost_after_the_mail_was_handed_over_leaves_it_open() {
        office.cuttingAfter(PostOffice.END);

        assertThat(send(CLEO).state()).isEqualTo(Delivery.State.UNKNOWN);

        assertThat(office.mails()).as("it had arrived").hasSize(1);
    }

    @Test
    void a_connection_lost_at_the_goodbye_takes_nothing_back() {
        office.cuttingAfter("QUIT");

        assertThat(send(CLEO).state()).isEqualTo(Delivery.State.SENT);
    }

    @Test
    void a_server_that_is_down_is_tried_again_and_then_takes_it() {
        office.shut();
        assertThat(send(CLEO)).isEqualTo(Delivery.notYet(null, "the mail server does not answer as one"));

        office.open();
        assertThat(send(CLEO).state()).isEqualTo(Delivery.State.SENT);
    }

    @Test
    void a_wrong_password_is_refused_without_being_told() {
        Delivery delivery = messenger(office.url("127.0.0.1", "hunter2")).post(CLEO, SampleMessages.finalNotice());

        assertThat(delivery).isEqualTo(Delivery.refused("the mail server does not accept user and password"));
    }

    @Test
    void nothing_leaves_the_machine_unencrypted() {
        Delivery delivery = messenger(office.url("0.0.0.0", "p")).post(CLEO, SampleMessages.finalNotice());

        assertThat(delivery.state()).isEqualTo(Delivery.State.NOT_YET);
        assertThat(delivery.problem()).contains("does not offer STARTTLS");
        assertThat(office.said()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    private Delivery send(String address) {
        return messenger().post(address, SampleMessages.ask(SampleMessages.card(412)));
    }

    private SmtpMessenger messenger() {
        return messenger(office.url());
    }

    private static SmtpMessenger messenger(String url) {
        return new SmtpMessenger(
                url,
                "Stale keys <stale-keys@example.com>",
                new MailDomains(List.of("example.com")),
                new Admins(),
                Clock.fixed(SampleMessages.NOW, ZoneOffset.UTC));
    }

    private static String text(BodyPart part, String type) throws Exception {
        assertThat(part.getContentType()).startsWith(type);
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    /** Whoever is asked about is Ada. */
    static final class Admins implements People {
        @Override
        public Person person(String id) {
            return new Person(id, "Ada Admin", "ada@example.com", ZoneOffset.UTC, Role.ADMIN, null);
        }

        @Override
        public Owner owner(OwnerHint hint) {
            return Owner.none();
        }

        @Override
        public ChannelFacts channel(String channel) {
            return new ChannelFacts(false, "");
        }

        @Override
        public List<String> admins() {
            return List.of(SampleMessages.ADA);
        }

        @Override
        public boolean hasAdmins() {
            return true;
        }
    }
}
