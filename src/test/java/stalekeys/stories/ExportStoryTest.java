package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.UploadedFile;

/** What leaves the bot on purpose: a file for one person, and totals for a channel. */
class ExportStoryTest extends Story {
    @Test
    void an_export_goes_to_who_asked_for_it_and_to_nobody_else() {
        FakeKey gorans = goransKey();
        FakeKey anas = stale("ana", 100, 1, "s3");
        stale("=cmd", 95, 1, "s3");
        harness.start();

        answer(
                ada(),
                "/stale-keys export",
                "I have sent you stale-keys-2026-09-24.csv as a direct message: 3 stale keys.");
        UploadedFile all = onlyFile();
        assertEquals(harness.slack.workspace().directMessages(BotHarness.ADMIN).id(), all.channel());
        assertEquals("stale-keys-2026-09-24.csv", all.title());
        assertShows(
                all.text(),
                "Username,AccessKey,KeyAge,Account,Severity,Status,Created,LastUsed,LastUsedService,LastUsedRegion,Owner,Reasons\n",
                "goran," + gorans.id() + ",366,111122223333,critical,Active,",
                "ana," + anas.id() + ",100,",
                "\n'=cmd,");
        ada().awaitMessage("3 stale keys, with the key ids in full: keep the file to yourself.");
        assertEquals(List.of(), posts());
    }

    @Test
    void a_viewer_may_export_a_member_and_a_guest_may_not_and_a_stranger_is_refused() {
        goransKey();
        harness.start();
        String refused = "Only admins and viewers can export the keys. /stale-keys mine shows you yours.";
        answer(harness.user(GORAN), "/stale-keys export", refused);
        answer(harness.user(BotHarness.GUEST), "/stale-keys export", refused);
        answer(harness.user(BotHarness.STRANGER), "/stale-keys export", "not in this one. Nothing was done.");

        answer(harness.user(BotHarness.VIEWER), "/stale-keys export", "I have sent you");
        assertEquals(1, harness.slack.files().size());
        assertShows(onlyFile().text(), "goran,");
    }

    @Test
    void a_file_that_slack_does_not_take_is_not_said_to_be_sent() {
        goransKey();
        harness.start();
        for (String broken : List.of("conversations.open", "files.getUploadURLExternal", "upload")) {
            harness.slack.fault(broken).once().status(500);
            answer(ada(), "/stale-keys export", "Slack did not take the file, so you have not got it.");
        }
        harness.slack.fault("files.completeUploadExternal").once().error("not_in_channel");
        answer(ada(), "/stale-keys export", "Slack did not take the file, so you have not got it.");
        assertEquals(List.of(), harness.slack.files());
    }

    @Test
    void shared_totals_have_no_names_and_go_only_where_no_other_company_reads_along() {
        goransKey();
        harness.start();
        ada().typesIn(BotHarness.CHANNEL, "/stale-keys share");
        Message post = awaitPost("AWS access keys: 1 critical, 0 stale");
        assertShows(text(post), "Shared by ada.", "users checked");
        assertHides(text(post), "goran");

        SlackUser mo = harness.user(BotHarness.MEMBER);
        answer(mo, "/stale-keys share", "Only admins and viewers can share the totals. Nothing was posted.");
        harness.slack
                .workspace()
                .channel("C0SHARED1", "partners")
                .withBot()
                .with(BotHarness.ADMIN)
                .shareOutside();
        answer(
                ada(),
                () -> ada().typesIn("C0SHARED1", "/stale-keys share"),
                "The channel is shared with another company, or about to be. I don't post there. Nothing was posted.");
        assertEquals(List.of(), messagesOf("C0SHARED1"));
        assertEquals(1, posts().size());
    }

    private UploadedFile onlyFile() {
        assertEquals(1, harness.slack.files().size());
        return harness.slack.files().get(0);
    }
}
