package stalekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.standin.mail.PostOffice;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.outbox.Messenger.Delivery;
import stalekeys.work.people.MailDomains;

/** What answers where a mail server should, and is none. */
class NoAnswerOfAMailServerTest {
    private static final String CLEO = "cleo@example.com";
    private static final String FROM = "stale-keys@example.com";

    private final PostOffice office = PostOffice.start();

    @AfterEach
    void closeTheOffice() {
        office.close();
    }

    static List<String> noAnswers() {
        return List.of(
                "",
                " ",
                "OK",
                "HTTP/1.1 200 OK",
                "<html><body>Sign in</body></html>",
                "{\"ok\":true}",
                "25",
                "2500 taken",
                "250OK",
                "200 OK",
                "999 whatever",
                "600 no",
                "099 no",
                "-250 no");
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void a_mail_is_sent_and_refused_only_by_a_mail_server(String answer) {
        for (String command : List.of("AUTH", "MAIL", "RCPT", "DATA")) {
            office.well();
            office.answering(command, answer);
            assertThat(send(office.url()).state()).as(command).isEqualTo(Delivery.State.NOT_YET);
        }
        assertThat(office.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2500 taken", "999 whatever"})
    void whether_a_mail_was_taken_is_not_known_where_nobody_says(String answer) {
        office.answering(PostOffice.END, answer);
        assertThat(send(office.url()).state()).isEqualTo(Delivery.State.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Sign in</html>\r\n",
                "<html>220 hello</html>\r\n",
                "220",
                "220-only the beginning\r\n",
                "2200 hello\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\r\n",
                ""
            })
    void nothing_is_well_where_something_else_answers(String everything) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(server, everything), "no mail server");
            thread.setDaemon(true);
            thread.start();
            String url = "smtp://127.0.0.1:" + server.getLocalPort();

            assertThat(send(url).state()).isEqualTo(Delivery.State.NOT_YET);
            assertThat(new MailServerCheck(url, FROM).look())
                    .extracting(CheckResult::kind)
                    .containsExactly(CheckResult.Kind.UNREACHABLE);
        }
    }

    private static void answer(ServerSocket server, String everything) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                OutputStream out = client.getOutputStream();
                out.write(everything.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException over) {
                // Somebody hung up.
            }
        }
    }

    private static Delivery send(String url) {
        return new SmtpMessenger(
                        url,
                        FROM,
                        new MailDomains(List.of("example.com")),
                        new SmtpMessengerTest.Admins(),
                        Clock.fixed(SampleMessages.NOW, ZoneOffset.UTC))
                .post(CLEO, SampleMessages.ask(SampleMessages.card(412)));
    }
}
