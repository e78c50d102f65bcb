package stalekeys.stories;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;

/** Details: what is to be known of one key before anything is done about it, by the right of who looks. */
class DetailsStoryTest extends Story {
    private static final String READ = "Only you can see this.";

    @ParameterizedTest
    @EnumSource
    void an_admin_sees_what_would_break_and_acts_from_there(Mode mode) {
        FakeKey key = goransKey();
        account.user("goran").group("deployers").attach("arn:aws:iam::aws:policy/AmazonS3FullAccess");
        account.user("goran").inlinePolicy("push-to-prod");
        start(mode);

        ada().clicks(listFor(ada()), "Details", "goran");
        String details = text(ada().awaitModal(READ));
        assertShows(
                details,
                key.id(),
                "366 days old",
                "last used 30 days ago by s3",
                "Groups: deployers",
                "Managed policies: AmazonS3FullAccess",
                "Own policies: push-to-prod",
                "Nothing was asked for or done yet.",
                "[Open in the AWS console]",
                "[Ask owner to rotate]",
                "[Deactivate]",
                "[Exempt]");

        ada().clicksInView("Ask owner to rotate");
        ada().awaitModal("has been asked to rotate");
        awaitEvent(Event.Kind.ASK_DELIVERED);
        ada().closes(ada().modal().orElseThrow());

        ada().clicks(listFor(ada()), "Details", "goran");
        assertShows(text(ada().awaitModal(READ)), "Ask to rotate requested, by @ada");
        ada().clicksInView("Open in the AWS console");
        ada().clicksInView("Deactivate");
        ada().awaitModal("Reason");
        ada().submits(Map.of("Reason", "Left"));
        ada().awaitModal("AWS confirms");
    }

    @Test
    void an_owner_sees_their_own_key_in_full_and_a_viewer_any_key_masked() {
        FakeKey key = goransKey();
        harness.start();
        answer(ada(), () -> ada().clicks(listFor(ada()), "Ask owner to rotate", "goran"), "has been asked");
        SlackUser goran = harness.user(GORAN);
        goran.clicks(goran.awaitMessage("Please rotate"), "Details");
        String own = text(goran.awaitModal(READ));
        assertShows(own, key.id(), "[I've rotated it]", "[Deactivate it now]", "Ask to rotate requested");
        assertHides(own, "requested, by @ada", "[Deactivate]", "[Exempt]");

        SlackUser vera = harness.user(BotHarness.VIEWER);
        vera.clicks(listFor(vera), "Details", "goran");
        String seen = text(vera.awaitModal(READ));
        assertShows(seen, masked(key), "[Ask owner to rotate]");
        assertHides(seen, key.id(), "[Deactivate]", "requested, by @ada");
    }

    @Test
    void who_is_not_named_sees_nothing_of_it_whatever_they_send() {
        FakeKey key = goransKey();
        harness.start();
        Message list = listFor(ada());
        String value = valueOf(list, "Details");
        for (String who : List.of(BotHarness.MEMBER, BotHarness.GUEST)) {
            SlackUser other = harness.user(who);
            other.forges(list, "details", value);
            assertHides(text(other.awaitModal("AWS does not name you")), "goran", key.id(), masked(key));
        }
        SlackUser stan = harness.user(BotHarness.STRANGER);
        answer(stan, () -> stan.forges(list, "details", value), "Only members of this workspace can use this.");
        answer(ada(), () -> ada().forges(list, "details", "unknown"), "too old");
    }

    @Test
    void what_aws_does_not_tell_is_said_in_a_sentence() {
        goransKey();
        harness.start();
        Message list = listFor(ada());
        account.deny("iam:ListUserPolicies");
        ada().clicks(list, "Details", "goran");
        assertShows(
                text(ada().awaitModal(READ)),
                "What the user may do could not be read. AWS refused iam:ListUserPolicies: the policy in"
                        + " deploy/iam/audit.json allows it.",
                "[Deactivate]");
        account.deny("iam:ListAccessKeys");
        ada().clicks(list, "Details", "goran");
        assertHides(text(ada().awaitModal("The key could not be read just now.")), "[Deactivate]");
    }
}
