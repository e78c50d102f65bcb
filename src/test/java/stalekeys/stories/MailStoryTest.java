package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.mail.PostOffice;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.work.ledger.OutboxItem;

/** Cleo looks after a key, and is not in Slack: all that is said to her goes through a real mail server. */
class MailStoryTest extends LifecycleStory {
    private static final String CLEO = "cleo@example.org";

    private final PostOffice office = PostOffice.start();

    @BeforeEach
    void mailIsSetUp() {
        harness.with("STALE_KEYS_SMTP_URL", office.url())
                .with("STALE_KEYS_MAIL_FROM", "stale-keys@example.com")
                .with("STALE_KEYS_MAIL_DOMAINS", "example.org")
                .with("STALE_KEYS_TIME_ZONE", "Europe/Berlin");
    }

    @AfterEach
    void closeTheOffice() {
        office.close();
    }

    @Test
    void asked_by_mail_reminded_given_a_last_day_and_thanked_once_it_is_done() {
        FakeKey key = cleosKey();
        harness.start();
        adminAsksByMail("is not in this Slack, and has been sent a mail");
        assertMail(1, "Please rotate this AWS access key", "366 days old", masked(key), "ada (ada@example.com)");

        daysPass(6);
        assertEquals(1, mails().size());
        daysPass(1);
        assertMail(2, "Please rotate this AWS access key", "You were asked about it on 2026-09-24");
        daysPass(7);
        assertMail(3, "Final notice: please rotate by 15 October 2026", "after that an admin may deactivate it");
        daysPass(7);
        assertEquals(3, mails().size());

        key.status("Inactive");
        daysPass(1);
        assertMail(4, "Thank you", "is inactive now");
        daysPass(10);

        assertEquals(4, mails().size());
        assertEquals(
                List.of(
                        Event.Kind.ASKED,
                        Event.Kind.ASK_MAILED,
                        Event.Kind.REMINDED,
                        Event.Kind.REMINDER_MAILED,
                        Event.Kind.FINAL_NOTICE,
                        Event.Kind.FINAL_NOTICE_MAILED,
                        Event.Kind.ROTATED,
                        Event.Kind.THANKED),
                ofKeys());
        for (MimeMessage mail : office.mails()) {
            assertHides(text(mail), key.id());
        }
    }

    @Test
    void asked_twice_and_over_a_restart_there_is_one_mail() {
        cleosKey();
        harness.start();
        adminAsksByMail("has been sent a mail");
        assertShows(asksAgain(), "It went by mail; whether it was read is not known.");

        harness.restart();
        sweeps();
        assertShows(asksAgain(), "Nothing was sent again.");

        assertEquals(1, mails().size());
    }

    @Test
    void a_server_that_is_down_for_an_hour_gets_the_mail_then_and_once() {
        cleosKey();
        harness.start();
        office.shut();
        adminAsksByMail("the mail server does not take the message just now, I go on trying by myself");
        harness.restart();
        assertEquals(0, mails().size());

        office.open();
        clock.advance(Duration.ofHours(1));
        awaitEvent(Event.Kind.ASK_MAILED);
        allIsSent();

        assertEquals(1, mails().size());
    }

    @Test
    void a_refused_address_is_told_to_the_admin_and_she_can_be_asked_again() {
        cleosKey();
        harness.start();
        office.answering("RCPT", "550 5.1.1 no such user here");
        adminAsksByMail("could not be asked: the mail server answered: 550 5.1.1 no such user here");

        office.well();
        adminAsksByMail("has been sent a mail");
        assertEquals(1, mails().size());
    }

    @Test
    void a_mail_that_may_have_been_taken_is_shown_and_sent_again_only_by_an_admin() {
        cleosKey();
        harness.start();
        office.cuttingAfter(PostOffice.END);
        adminAsksByMail("may not have reached cleo@example.org: the mail server did not say");
        office.well();
        harness.restart();
        daysPass(1);
        assertEquals(1, mails().size());
        assertEquals(1, harness.database().ledger().count(OutboxItem.State.UNKNOWN));

        Message list = answer(ada(), "/stale-keys", "may not have arrived");
        answer(ada(), () -> ada().clicks(list, "Send again"), "Sent again, and the mail server took it.");

        assertEquals(2, mails().size());
        awaitEvent(Event.Kind.ASK_MAILED);
    }

    @Test
    void an_address_of_another_domain_gets_no_mail_and_the_admin_reads_why() {
        stale("cleo", 366, 30, "s3");
        account.user("cleo").tag("owner", "cleo@example.net");
        harness.with("STALE_KEYS_AUTO_ASK", "on").start();

        Message list = answer(ada(), "/stale-keys user cleo", "cleo");
        assertShows(text(list), "cleo@example.net", "no mail is sent to that domain");
        assertHides(text(list), ASK);
        daysPass(3);

        assertEquals(List.of(), office.mails());
    }

    @Test
    void unasked_mail_keeps_the_digest_zones_hours_and_the_days_limit() {
        cleosKey();
        goransKey();
        harness.with("STALE_KEYS_AUTO_ASK", "on")
                .with("STALE_KEYS_DAILY_DM_LIMIT", "1")
                .with("STALE_KEYS_TIME_ZONE", "America/New_York")
                .start();
        allIsSent();
        assertEquals(0, mails().size(), "it is six in the morning there");

        clock.advance(Duration.ofHours(4));
        sweeps();
        assertEquals(1, mails().size() + dms(goran()).size());
        daysPass(1);
        assertEquals(2, mails().size() + dms(goran()).size());
        assertEquals(1, mails().size());
    }

    @Test
    void a_key_that_is_switched_off_is_told_by_mail() {
        cleosKey();
        harness.start();
        asksToDeactivate(ada(), listFor(ada()), "cleo");
        ada().submits(Map.of("Reason", "nobody answered"));
        awaitEvent(Event.Kind.DEACTIVATED);
        allIsSent();

        assertMail(1, "Your AWS access key was deactivated", "nobody answered", "ada (ada@example.com)");
    }

    @Test
    void nothing_is_threatened_or_switched_off_by_itself_after_a_mail() {
        FakeKey key = cleosKey();
        harness.with("STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS", "14").start();
        adminAsksByMail("has been sent a mail");

        daysPass(30);

        assertMail(3, "Please rotate this AWS access key by 15 October 2026; after that an admin may deactivate it.");
        assertHides(text(mails().get(2)), "I will deactivate");
        assertEquals("Active", key.status());
    }

    @Test
    void once_she_is_in_slack_she_is_asked_there() {
        cleosKey();
        harness.start();
        adminAsksByMail("has been sent a mail");

        harness.slack.workspace().person("U0CLEO001", "cleo").email(CLEO);
        mayReadFullIds("U0CLEO001");
        daysPass(7);

        assertEquals(1, mails().size());
        assertShows(lastDm(harness.user("U0CLEO001")), "Please rotate this AWS access key");
    }

    private FakeKey cleosKey() {
        FakeKey key = stale("cleo", 366, 30, "s3");
        account.user("cleo").tag("email", CLEO);
        return key;
    }

    private void adminAsksByMail(String told) {
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "cleo"), told);
    }

    private String asksAgain() {
        return text(answer(ada(), () -> ada().clicks(listFor(ada()), ASK, "cleo"), "was already asked"));
    }

    private List<MimeMessage> mails() {
        return office.mails(CLEO);
    }

    private void assertMail(int howMany, String... wanted) {
        assertEquals(howMany, mails().size());
        assertShows(text(mails().get(howMany - 1)), wanted);
    }

    private static String text(MimeMessage mail) {
        try {
            return mail.getSubject() + "\n"
                    + ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
