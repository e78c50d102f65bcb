package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.Change;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.workspace.Message;

/** An organization of two accounts: the bot's own, and one it enters by a role. */
class TwoAccountsStoryTest extends Story {
    private static final String SHOP = "444455556666";
    private static final String ROLE = "audit/stale-keys";
    private static final String CHANGE_ROLE = "audit/stale-keys-change";
    private static final Map<String, String> REASON = Map.of("Reason", "No answer for weeks");

    private final FakeAccount shop = new FakeAccount(SHOP, clock).alias("The shop");
    private FakeKey till;

    @BeforeEach
    void an_organization() {
        goransKey();
        // The same name in the other account: another user, another key.
        till = shop.addUser("goran", shop.daysAgo(230)).addKey(shop.daysAgo(200));
        till.used(shop.daysAgo(12), "dynamodb", "eu-west-1");
        shop.user("goran").tag("slack", BRUNO);
        shop.role(ROLE, "x-1").role(CHANGE_ROLE, "x-1");
        harness.aws.add(shop);
        harness.with("STALE_KEYS_ORGANIZATION_ROLE", ROLE)
                .with("STALE_KEYS_CHANGE_ROLE", CHANGE_ROLE)
                .with("STALE_KEYS_EXTERNAL_ID", "x-1");
    }

    @Test
    void keys_of_both_are_listed_each_with_its_account() {
        harness.start();
        String list = text(listFor(ada()));
        assertShows(list, "2 stale keys", "account example-prod", "account The shop", "users checked in 2 accounts");

        String shops = text(answer(ada(), "/stale-keys account the SHOP", "Stale access keys of one account"));
        assertShows(shops, "1 stale key in account", "account The shop", masked(till), "1 user checked.");
        assertHides(shops, "example-prod", till.id());
        assertShows(text(answer(ada(), "/stale-keys account " + SHOP, "1 stale key in account")), masked(till));
        for (String typed :
                List.of("\u201cThe\u00a0shop\u201d", "`the shop`", "4444-5555-6666", "4444 5555 6666\u200b")) {
            assertShows(text(answer(ada(), "/stale-keys account " + typed, "1 stale key in account")), masked(till));
        }
        answer(ada(), "/stale-keys account shop", "No account shop is looked at.");

        String both = text(answer(ada(), "/stale-keys user goran", "2 keys"));
        assertShows(both, "account example-prod", "account The shop");
    }

    @Test
    void whoever_owns_the_key_there_is_asked_and_told_which_account_it_is() {
        harness.start();
        Message list = answer(ada(), "/stale-keys account The shop", "Stale access keys of one account");
        answer(ada(), () -> ada().clicks(list, "Ask owner to rotate", "goran"), "has been asked");
        String ask = text(harness.user(BRUNO).awaitMessage("Please rotate", PATIENCE));
        assertShows(ask, "The shop (444455556666)", till.id());
        assertEquals(List.of(), harness.user(GORAN).directMessages());
    }

    @Test
    void a_key_there_is_switched_off_by_the_role_for_changes_and_aws_keeps_whose_click_it_was() {
        shop.denyTo("stale-keys", "iam:UpdateAccessKey");
        harness.start();
        Message list = answer(ada(), "/stale-keys account The shop", "Stale access keys of one account");
        assertShows(text(asksToDeactivate(ada(), list, "goran")), "account The shop", till.id());
        ada().submits(REASON);
        ada().awaitModal("AWS confirms");

        assertEquals("Inactive", till.status());
        assertEquals("Active", account.user("goran").onlyKey().status());
        assertEquals(1, harness.aws.calls().changes().size());
        Change change = harness.aws.calls().changes().get(0);
        assertEquals(SHOP, change.accountId());
        assertEquals(BotHarness.ADMIN, change.sourceIdentity());
        assertShows(change.callerArn(), "assumed-role/stale-keys-change/");
        harness.user(BRUNO).awaitMessage("was deactivated", PATIENCE);
        assertEquals(SHOP, String.valueOf(events().get(0).key().accountId()));
    }

    @Test
    void without_a_role_for_changes_there_is_no_button_there_and_a_forged_click_does_nothing() {
        harness.start();
        Message before = answer(ada(), "/stale-keys account The shop", "Stale access keys of one account");
        String button = valueOf(before, "Deactivate");
        harness.without("STALE_KEYS_CHANGE_ROLE").restart();

        Message list = answer(ada(), "/stale-keys account The shop", "Stale access keys of one account");
        assertHides(text(list), "[Deactivate]");
        ada().forges(list, "deactivate", button);
        assertShows(
                text(ada().awaitModal("can't be changed from here")), "STALE_KEYS_CHANGE_ROLE", "Nothing was changed.");
        assertEquals(List.of(), harness.aws.calls().changes());
        assertEquals(List.of(), events());
        // Our own account needs no role.
        assertShows(text(answer(ada(), "/stale-keys account example-prod", "of one account")), "[Deactivate]");
    }

    @Test
    void a_role_for_changes_that_lets_nobody_in_is_said_and_recorded_as_not_done() {
        shop.role(CHANGE_ROLE, "another-id");
        harness.start();
        Message list = answer(ada(), "/stale-keys account The shop", "Stale access keys of one account");
        asksToDeactivate(ada(), list, "goran");
        ada().submits(REASON);
        assertShows(text(ada().awaitModal("does not let stale-keys assume")), "Nothing was changed.");
        assertEquals("Active", till.status());
        assertEquals(List.of(Event.Kind.DEACTIVATION_REQUESTED, Event.Kind.CHANGE_NOT_DONE), kinds());
    }

    @Test
    void an_account_that_can_t_be_entered_is_a_line_and_nothing_of_it_is_called_fixed() {
        harness.start();
        clock.advance(Duration.ofDays(4).minusHours(1));
        awaitPost("2 stale keys");
        shop.role(ROLE, "another-id");
        // The session of before would still be good: a new process has none.
        harness.restart();
        clock.advance(Duration.ofDays(7));

        String digest = text(awaitPost("1 account not read"));
        assertShows(
                digest,
                "Account The shop was not read: The role can't be assumed",
                "0 fixed",
                "1 not seen this time",
                "example-prod");
        assertShows(
                text(answer(ada(), "/stale-keys account The shop", "of one account")),
                "not everything could be read",
                "The role can't be assumed");
    }
}
