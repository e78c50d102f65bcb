package stalekeys.aws.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.aws.client.ResponseValidatorTest;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.doctor.CheckResult;

/** What an audit, a live look, a change and the doctor make of answers that are none. */
class InvalidResponseScanTest {
    /** Every kind has its turn in {@link ResponseValidatorTest}. */
    private static final List<String> SOME = List.of("", "<html/>", "{}");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final FakeAccount account = SeededAccount.at(clock);
    private final StandInAws aws = StandInAws.start(account);
    private final AwsAccounts accounts = StandInAccounts.of(aws, aws.userCaller(account, SeededAccount.BOT));

    @AfterEach
    void stop() {
        accounts.close();
        aws.close();
    }

    @Test
    void an_account_whose_users_did_not_come_was_not_audited() {
        SOME.forEach(body -> {
            aws.rewrite("*", answer -> body);
            ScanOutcome look = look();
            assertThat(look.coverage().failure()).as(body).startsWith("What came back for iam:ListUsers is no answer");
            assertThat(look.coverage().complete()).as(body).isFalse();
        });
    }

    @Test
    void an_account_whose_keys_never_come_was_not_audited() {
        aws.rewrite("ListAccessKeys", answer -> "");
        assertThat(look().coverage().failure()).startsWith("What came back for iam:ListAccessKeys is no answer");
    }

    @Test
    void a_user_whose_keys_did_not_come_was_not_read() {
        aws.rewrite("ListAccessKeys", answer -> answer.contains(">ana<") ? "<html/>" : answer);
        AccountCoverage coverage = look().coverage();
        assertThat(coverage.failure()).isNull();
        assertThat(coverage.unread()).singleElement().satisfies(one -> {
            assertThat(one.userName()).isEqualTo("ana");
            assertThat(one.why()).contains("is no answer of AWS's");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetAccessKeyLastUsed", "ListUserTags", "GetAccountSummary", "ListEntitiesForPolicy"})
    void what_did_not_come_makes_the_audit_incomplete(String operation) {
        // Else neither tags nor quarantines are asked for by themselves.
        account.deny("iam:GetAccountAuthorizationDetails");
        assertThat(look().coverage().complete()).isTrue();
        SOME.forEach(body -> {
            aws.rewrite(operation, answer -> body);
            AccountCoverage coverage = look().coverage();
            assertThat(coverage.complete()).as(body).isFalse();
            assertThat(coverage.unread().get(0).why()).contains("iam:" + operation + " is no answer of AWS's");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GetAccountAuthorizationDetails",
                "GenerateCredentialReport",
                "GetCredentialReport",
                "ListAccountAliases",
                "GetCallerIdentity"
            })
    void what_can_be_read_in_another_way_is(String operation) {
        ScanOutcome good = look();
        SOME.forEach(body -> {
            aws.rewrite(operation, answer -> body);
            ScanOutcome look = look();
            assertThat(look.coverage().complete()).as(body).isTrue();
            assertThat(look.coverage().gaps()).as(body).isEmpty();
            assertThat(look.report().findings())
                    .as(body)
                    .extracting(finding -> finding.userName() + " " + finding.verdict())
                    .containsExactlyElementsOf(good.report().findings().stream()
                            .map(finding -> finding.userName() + " " + finding.verdict())
                            .toList());
        });
    }

    @Test
    void a_key_in_a_form_nobody_knows_is_not_gone() {
        KeyRef ana = ref("ana");
        aws.rewrite("ListAccessKeys", answer -> answer.replace(ana.keyId().full(), "?"));
        assertThatThrownBy(() -> accounts.inventories().get(0).read(ana))
                .isInstanceOf(AwsFailure.class)
                .hasMessageContaining("in a form this version does not understand");
        assertThatThrownBy(() -> accounts.inventories().get(0).read(List.of("ana")))
                .isInstanceOf(AwsFailure.class);
    }

    @Test
    void a_key_whose_list_did_not_come_is_not_gone() {
        KeyRef ana = ref("ana");
        SOME.forEach(body -> {
            aws.rewrite("ListAccessKeys", answer -> body);
            assertThatThrownBy(() -> accounts.inventories().get(0).read(ana))
                    .as(body)
                    .isInstanceOf(AwsFailure.class);
            assertThatThrownBy(() -> accounts.inventories().get(0).read(List.of("ana")))
                    .as(body)
                    .isInstanceOf(AwsFailure.class);
        });
    }

    @Test
    void a_change_without_an_answer_may_have_happened() {
        KeyRef ana = ref("ana");
        aws.rewrite("UpdateAccessKey", answer -> "<html/>");
        assertThatThrownBy(
                        () -> accounts.keySwitch(SeededAccount.ID).orElseThrow().deactivate(ana, "U0ADMIN01"))
                .isInstanceOfSatisfying(
                        AwsFailure.class,
                        failure -> assertThat(failure.mayHaveHappened()).isTrue());
        assertThat(account.user("ana").onlyKey().status()).isEqualTo(KeyStatus.INACTIVE.word());
    }

    @Test
    void nothing_is_changed_where_it_can_not_be_told_whose_credentials_these_are() {
        AwsAccounts ofRole = StandInAccounts.of(aws, aws.roleCaller(account, "stale-keys", "session"));
        KeyRef ana = ref("ana");
        aws.rewrite("GetCallerIdentity", answer -> answer.replaceAll("<Arn>.*</Arn>", "<Arn>somebody</Arn>"));
        assertThatThrownBy(
                        () -> ofRole.keySwitch(SeededAccount.ID).orElseThrow().deactivate(ana, "U0ADMIN01"))
                .isInstanceOf(AwsFailure.class);
        assertThat(aws.calls().changes()).isEmpty();
        ofRole.close();
    }

    @Test
    void the_doctor_calls_nothing_allowed_that_was_not_answered() {
        aws.calm();
        int checks = accounts.permissions().look().size();
        for (String operation : List.of(
                "ListUsers",
                "ListAccessKeys",
                "GetAccessKeyLastUsed",
                "ListUserTags",
                "GetAccountSummary",
                "ListEntitiesForPolicy",
                "GetAccountAuthorizationDetails",
                "SimulatePrincipalPolicy",
                "GetCallerIdentity")) {
            aws.calm().rewrite(operation, answer -> "<html/>");
            List<CheckResult> results = accounts.permissions().look();
            assertThat(results).as(operation).anyMatch(result -> result.kind() == CheckResult.Kind.UNREACHABLE);
            assertThat(results).hasSizeLessThanOrEqualTo(checks);
            assertThat(results.stream()
                            .filter(result -> result.what().equals("iam:" + operation))
                            .map(CheckResult::kind))
                    .as(operation)
                    .doesNotContain(CheckResult.Kind.OK);
        }
    }

    @Test
    void a_decision_of_nobody_is_not_allowed() {
        aws.rewrite(
                "SimulatePrincipalPolicy",
                answer -> answer.replaceAll("(?s)<EvaluationResults>.*</EvaluationResults>", "<EvaluationResults/>"));
        assertThat(accounts.permissions().look())
                .filteredOn(result -> result.what().equals("iam:UpdateAccessKey"))
                .extracting(CheckResult::kind)
                .containsExactly(CheckResult.Kind.UNREACHABLE);
    }

    @Test
    void a_creation_date_with_fractions_is_the_same_key() throws AwsFailure {
        KeyRef ana = ref("ana");
        aws.rewrite("ListAccessKeys", answer -> answer.replace("Z</CreateDate>", ".123456789Z</CreateDate>"));
        assertThat(accounts.inventories().get(0).read(ana).found()).isPresent();
        assertThat(look().onlyKey("ana").ref()).isEqualTo(ana);
    }

    private ScanOutcome look() {
        return ScanOutcome.at(accounts, clock.instant(), 90, false);
    }

    private KeyRef ref(String user) {
        FakeKey key = account.user(user).onlyKey();
        return new KeyRef(SeededAccount.ID, user, new KeyId(key.id()), key.created());
    }
}
