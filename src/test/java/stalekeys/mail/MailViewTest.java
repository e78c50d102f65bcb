package stalekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.mail.SampleMessages.HOSTILE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;

/** Mails as files that are read in review. Run with -Dgolden.update to write the files anew. */
class MailViewTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/mail");

    @Test
    void an_ask() throws IOException {
        Mail mail = check("ask", SampleMessages.ask(SampleMessages.card(412)));
        assertThat(mail.subject()).isEqualTo("Please rotate this AWS access key: user cleo, key …0412, 412 days old");
    }

    @Test
    void a_reminder_with_an_ask_a_word_ahead_and_thanks() throws IOException {
        check("follow-up", SampleMessages.followUp());
    }

    @Test
    void a_final_notice() throws IOException {
        Mail mail = check("final-notice", SampleMessages.finalNotice());
        assertThat(mail.plain()).doesNotContain("will be deactivated");
    }

    @Test
    void thanks() throws IOException {
        Mail mail = check("thanks", SampleMessages.thanks());
        assertThat(mail.plain()).doesNotContain("What to do");
    }

    @Test
    void a_key_that_was_switched_off() throws IOException {
        check("switched-off", SampleMessages.switchedOff());
    }

    @Test
    void names_from_outside_can_neither_begin_a_header_nor_an_element() throws IOException {
        Card card = SampleMessages.card(
                HOSTILE, 412, KeyStatus.ACTIVE, LastUse.used(SampleMessages.NOW, HOSTILE, HOSTILE), HOSTILE);

        Mail mail = check("hostile", SampleMessages.ask(card));

        assertThat(mail.subject()).doesNotContain("\r", "\n");
        assertThat(mail.html()).doesNotContain("<script", "<img").contains("&lt;script&gt;", "&amp;amp;");
    }

    @Test
    void no_mail_loads_or_links_anything_or_shows_a_whole_key_id() {
        for (Message message : List.of(
                SampleMessages.ask(SampleMessages.card(412)),
                SampleMessages.followUp(),
                SampleMessages.finalNotice(),
                SampleMessages.switchedOff())) {
            Mail mail = MailView.of(message, MailViewTest::named);
            assertThat(mail.html()).doesNotContain("http", "<a ", "<img", "src=", "url(");
            assertThat(mail.plain() + mail.html() + mail.subject()).doesNotContain("AKIA");
        }
    }

    /** Both parts say the same. */
    private static Mail check(String name, Message message) throws IOException {
        Mail mail = MailView.of(message, MailViewTest::named);
        golden(name + ".txt", mail.subject() + "\n\n" + mail.plain());
        golden(name + ".html", mail.html());
        String body = mail.html().substring(mail.html().indexOf("<body"));
        assertThat(unescapedWords(Pattern.compile("<[^>]*>").matcher(body).replaceAll(" ")))
                .isEqualTo(List.of(mail.plain().strip().split("\\s+")));
        return mail;
    }

    private static String named(String id) {
        return id.equals(SampleMessages.ADA) ? "Ada Admin (ada@example.com)" : "Abel Admin";
    }

    private static List<String> unescapedWords(String text) {
        String plain = text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        return List.of(plain.strip().split("\\s+"));
    }

    private static void golden(String file, String actual) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), actual);
        }
        assertThat(actual).isEqualTo(Files.readString(FOLDER.resolve(file)));
    }
}
