package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.slack.SlackUser;

/** An organization of three accounts, one of which can't be entered. */
@Tag("one-jdk")
class OrganizationIT {
    private static final String ROLE = "audit/stale-keys";
    private static final String CHANGE_ROLE = "audit/stale-keys-change";

    private final StandIns outside = StandIns.empty();
    private final FakeAccount shop = account("444455556666", "The shop", "simon");
    private final FakeAccount lab = account("777788889999", "The lab", "lara");

    @BeforeEach
    void an_organization() {
        outside.account.alias("hub");
        outside.account.addUser("hanna").keyAged(400);
        outside.aws.add(shop.role(ROLE, "x-1").role(CHANGE_ROLE, "x-1"));
        outside.aws.add(lab.role(ROLE, "another-id"));
        outside.with("STALE_KEYS_ORGANIZATION_ROLE", ROLE)
                .with("STALE_KEYS_CHANGE_ROLE", CHANGE_ROLE)
                .with("STALE_KEYS_EXTERNAL_ID", "x-1");
    }

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void what_can_be_entered_is_reported_the_rest_is_named_and_the_exit_code_says_so() throws IOException {
        JarProcess report = outside.runs("report", "--format", "json", "--fail-if-stale");

        assertThat(report.exitCode()).isEqualTo(4);
        JsonNode json = new ObjectMapper().readTree(report.out());
        assertThat(json.path("findings").findValuesAsText("username")).containsExactly("hanna", "simon");
        assertThat(json.path("findings").findValuesAsText("accountName")).containsExactly("hub", "The shop");
        assertThat(json.at("/coverage/complete").asBoolean()).isFalse();
        assertThat(json.at("/coverage/accounts")).hasSize(3);
        assertThat(report.err())
                .contains("3 users checked in 2 accounts, 1 account not read.")
                .contains("Account The lab was not read: The role can't be assumed")
                .contains("The audit is incomplete");
    }

    @Test
    void one_account_is_asked_for_by_its_name() {
        JarProcess report = outside.runs("report", "--account", "the shop", "--format", "csv");

        assertThat(report.out()).contains("simon").doesNotContain("hanna");
    }

    @Test
    void where_every_account_can_be_entered_it_is_complete() {
        lab.role(ROLE, "x-1");

        JarProcess report = outside.runs("report");

        assertThat(report.exitCode()).isZero();
        assertThat(report.out()).contains("hanna", "simon", "lara");
    }

    @Test
    void a_key_is_switched_off_there_for_the_one_who_clicked() {
        outside.serves();
        SlackUser ada = outside.admin();

        outside.opensDeactivation(ada, "simon");
        ada.submits(Map.of("Reason", "Nobody answered"));
        outside.awaitModal(ada, "AWS confirms");

        assertThat(shop.user("simon").onlyKey().status()).isEqualTo("Inactive");
        assertThat(outside.aws.calls().changes()).singleElement().satisfies(change -> {
            assertThat(change.accountId()).isEqualTo(shop.id());
            assertThat(change.callerArn()).contains("assumed-role/stale-keys-change/");
            assertThat(change.sourceIdentity()).isEqualTo(BotHarness.ADMIN);
        });
    }

    private static FakeAccount account(String id, String name, String user) {
        FakeAccount account = new FakeAccount(id, Clock.systemUTC()).alias(name);
        account.addUser(user).keyAged(200);
        return account;
    }
}
