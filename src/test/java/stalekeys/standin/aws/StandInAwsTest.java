package stalekeys.standin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CredentialReportExpiredException;
import software.amazon.awssdk.services.iam.model.CredentialReportNotPresentException;
import software.amazon.awssdk.services.iam.model.CredentialReportNotReadyException;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** The stand-in answers the real SDK as IAM would. */
class StandInAwsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final FakeAccount account = SeededAccount.at(clock);
    private final StandInAws aws = StandInAws.start(account);

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void users_come_in_pages_and_short_pages_still_lead_to_all_of_them() {
        account.shortPages(7);
        List<User> users =
                iam().listUsersPaginator(b -> b.maxItems(1000)).users().stream().toList();
        assertThat(users).hasSameSizeAs(account.users()).hasSizeBetween(38, 48);
        assertThat(aws.calls().of("ListUsers")).isEqualTo((users.size() + 6) / 7);
        assertThat(users.get(0).createDate()).isBefore(clock.instant());
    }

    @Test
    void a_page_of_none_or_of_too_many_is_refused() {
        refused("ValidationError", iam -> iam.listUsers(b -> b.maxItems(1001)));
        refused("ValidationError", iam -> iam.listUsers(b -> b.maxItems(0)));
    }

    @Test
    void a_user_can_have_three_keys_and_a_status_the_sdk_does_not_know() {
        account.user("data-sync").keys().get(2).status("Weird");
        List<AccessKeyMetadata> keys =
                iam().listAccessKeysPaginator(b -> b.userName("data-sync").maxItems(1)).accessKeyMetadata().stream()
                        .toList();
        assertThat(keys)
                .hasSize(3)
                .extracting(AccessKeyMetadata::statusAsString)
                .contains("Weird");
        assertThat(keys).extracting(AccessKeyMetadata::status).contains(StatusType.UNKNOWN_TO_SDK_VERSION);
    }

    @Test
    void a_key_that_was_never_used_has_no_date() {
        GetAccessKeyLastUsedResponse never = lastUsed(account.user("rosa").onlyKey());
        assertThat(never.userName()).isEqualTo("rosa");
        assertThat(never.accessKeyLastUsed().lastUsedDate()).isNull();
        assertThat(never.accessKeyLastUsed().serviceName()).isEqualTo("N/A");
        assertThat(lastUsed(account.user("ana").onlyKey()).accessKeyLastUsed().serviceName())
                .isEqualTo("s3");
    }

    @Test
    void a_use_is_seen_only_after_the_lag() {
        FakeKey key = account.user("rosa").onlyKey();
        account.lastUsedLags(Duration.ofMinutes(15));
        account.useNow(key, "s3");
        assertThat(lastUsed(key).accessKeyLastUsed().lastUsedDate()).isNull();
        clock.advance(Duration.ofMinutes(15));
        assertThat(lastUsed(key).accessKeyLastUsed().lastUsedDate())
                .isEqualTo(clock.instant().minusSeconds(900));
    }

    @Test
    void a_change_takes_effect_at_once_and_is_listed_later() {
        FakeKey key = account.user("ana").onlyKey();
        account.statusLags(2);
        iam().updateAccessKey(b -> b.userName("ana").accessKeyId(key.id()).status(StatusType.INACTIVE));
        assertThat(key.status()).isEqualTo("Inactive");
        assertThat(List.of(listed("ana"), listed("ana"), listed("ana")))
                .containsExactly("Active", "Active", "Inactive");
        assertThat(aws.calls().changes())
                .extracting(Change::user, Change::status)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ana", "Inactive"));
    }

    @Test
    void a_key_is_not_changed_under_another_users_name() {
        FakeKey key = account.user("ana").onlyKey();
        refused(
                "NoSuchEntity",
                iam -> iam.updateAccessKey(
                        b -> b.userName("bruno").accessKeyId(key.id()).status(StatusType.INACTIVE)));
        refused(
                "NoSuchEntity",
                iam -> iam.updateAccessKey(b -> b.accessKeyId(key.id()).status(StatusType.INACTIVE)));
    }

    @Test
    void a_deleted_key_and_a_deleted_user_are_gone() {
        FakeKey key = account.user("ana").onlyKey();
        iam().deleteAccessKey(b -> b.userName("ana").accessKeyId(key.id()));
        assertThat(account.user("ana").keys()).isEmpty();
        account.deleteUser("ana");
        assertThatThrownBy(() -> iam().listAccessKeys(b -> b.userName("ana")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void the_report_is_made_kept_for_four_hours_and_sees_nothing_new() {
        account.report().takesPolls(3);
        assertThatThrownBy(() -> iam().getCredentialReport()).isInstanceOf(CredentialReportNotPresentException.class);
        assertThat(iam().generateCredentialReport().stateAsString()).isEqualTo("STARTED");
        assertThatThrownBy(() -> iam().getCredentialReport()).isInstanceOf(CredentialReportNotReadyException.class);
        assertThat(iam().generateCredentialReport().stateAsString()).isEqualTo("INPROGRESS");
        assertThat(iam().generateCredentialReport().stateAsString()).isEqualTo("COMPLETE");
        account.addUser("zoe");
        clock.advance(Duration.ofHours(4));
        String report = iam().getCredentialReport().content().asUtf8String();
        List<String> lines = report.lines().toList();
        assertThat(lines.get(0).split(",", -1)).hasSize(22);
        assertThat(lines.get(1)).startsWith("<root_account>,arn:aws:iam::111122223333:root,");
        assertThat(report).doesNotContain("zoe").doesNotEndWith("\n");
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> iam().getCredentialReport()).isInstanceOf(CredentialReportExpiredException.class);
        aws.failNext("GenerateCredentialReport", 1, ErrorResponse.noReportCapacity());
        refused("LimitExceeded", IamClient::generateCredentialReport);
        assertThat(iam().generateCredentialReport().stateAsString()).isEqualTo("STARTED");
    }

    @Test
    void authorization_details_bring_tags_groups_and_the_quarantine() {
        List<UserDetail> details = iam()
                .getAccountAuthorizationDetailsPaginator(
                        b -> b.filter(EntityType.USER).maxItems(10))
                .userDetailList()
                .stream()
                .toList();
        assertThat(details).hasSameSizeAs(account.users());
        UserDetail leaked = details.stream()
                .filter(d -> d.userName().equals("mobile-app"))
                .findFirst()
                .orElseThrow();
        assertThat(leaked.attachedManagedPolicies().get(0).policyName()).isEqualTo("AWSCompromisedKeyQuarantineV3");
        assertThat(leaked.tags().get(0).value()).isEqualTo("chidi@example.com");
    }

    @Test
    void the_small_questions_are_answered() {
        assertThat(iam().listAccountAliases().accountAliases()).containsExactly("example-prod");
        assertThat(iam().getAccountSummary().summaryMapAsStrings()).containsEntry("AccountAccessKeysPresent", 1);
        assertThat(iam().getUser().user().userName()).isEqualTo(SeededAccount.BOT);
        assertThat(iam().listUserTags(b -> b.userName("ana")).tags().get(0).value())
                .isEqualTo("U0ANA0001");
        assertThat(iam().listGroupsForUser(b -> b.userName("ci-deploy"))
                        .groups()
                        .get(0)
                        .groupName())
                .isEqualTo("deployers");
        assertThat(iam().listUserPolicies(b -> b.userName("backup")).policyNames())
                .containsExactly("backup-bucket");
        assertThat(iam().listAttachedUserPolicies(b -> b.userName("mobile-app")).attachedPolicies())
                .hasSize(1);
        assertThat(iam().listEntitiesForPolicy(
                                b -> b.policyArn("arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3"))
                        .policyUsers())
                .extracting(user -> user.userName())
                .containsExactly("mobile-app");
        assertThat(iam().listEntitiesForPolicy(
                                b -> b.policyArn("arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2"))
                        .policyUsers())
                .isEmpty();
        account.deny("iam:DeleteAccessKey");
        assertThat(iam().simulatePrincipalPolicy(b -> b.policySourceArn(
                                        account.user(SeededAccount.BOT).arn())
                                .actionNames("iam:UpdateAccessKey", "iam:DeleteAccessKey"))
                        .evaluationResults())
                .extracting(result -> result.evalDecision())
                .containsExactly(PolicyEvaluationDecisionType.ALLOWED, PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }

    @Test
    void what_is_denied_is_denied_to_that_user_and_that_caller_alone() {
        account.denyOnUser("iam:ListAccessKeys", "ana").denyTo("auditor", "iam:List*");
        refused("AccessDenied", iam -> iam.listAccessKeys(b -> b.userName("ana")));
        assertThat(iam().listAccessKeys(b -> b.userName("bruno")).accessKeyMetadata())
                .hasSize(1);
        Caller auditor = aws.roleCaller(account, "auditor", "session");
        assertThatThrownBy(() -> iam(auditor).listUsers())
                .hasMessageContaining("arn:aws:sts::111122223333:assumed-role/auditor/session is not authorized");
    }

    @Test
    void nobody_in_particular_and_the_owner_of_an_inactive_key_are_refused() {
        assertThatThrownBy(() -> iam(AwsBasicCredentials.create("AKIAEXAMPLEUNKNOWN00", "x"))
                        .listUsers())
                .isInstanceOfSatisfying(
                        IamException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        account.user(SeededAccount.BOT).onlyKey().status("Inactive");
        refused("InvalidClientTokenId", IamClient::listUsers);
        Caller role = aws.roleCaller(account, "auditor", "session");
        aws.expire(role);
        assertThatThrownBy(() -> iam(role).listUsers()).hasMessageContaining("expired");
    }

    @Test
    void a_role_of_another_account_is_assumed_with_its_external_id() {
        FakeAccount other = new FakeAccount("444455556666", clock).role("ops/stale-keys", "example-id");
        other.addUser("zoe");
        aws.add(other);
        AssumeRoleResponse assumed = sts().assumeRole(b -> b.roleArn("arn:aws:iam::444455556666:role/ops/stale-keys")
                .roleSessionName("test")
                .sourceIdentity("U0ADMIN01")
                .externalId("example-id"));
        IamClient there = iam(AwsSessionCredentials.create(
                assumed.credentials().accessKeyId(),
                assumed.credentials().secretAccessKey(),
                assumed.credentials().sessionToken()));
        assertThat(there.listUsers().users()).hasSize(1);
        assertThat(sts().getCallerIdentity().account()).isEqualTo(SeededAccount.ID);
        assertThatThrownBy(() -> sts().assumeRole(b -> b.roleArn("arn:aws:iam::444455556666:role/ops/stale-keys")
                        .roleSessionName("test")))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
    }

    @Test
    void a_role_without_a_condition_takes_any_external_id_and_a_strange_source_identity_is_refused() {
        aws.add(new FakeAccount("444455556666", clock).role("open", ""));
        assertThat(assume("U0ADMIN01", "whatever").credentials()).isNotNull();
        assertThatThrownBy(() -> assume("cli:ana", "x")).hasMessageContaining("sourceIdentity");
        assertThatThrownBy(() -> assume("x", "x")).hasMessageContaining("sourceIdentity");
        account.deny("sts:SetSourceIdentity");
        assertThatThrownBy(() -> assume("U0ADMIN01", "x")).hasMessageContaining("sts:SetSourceIdentity");
    }

    @Test
    void a_session_that_has_ended_is_refused() {
        FakeAccount other = new FakeAccount("444455556666", clock).role("open", "");
        aws.add(other).sessionsLast(Duration.ofSeconds(-1));
        var ended = assume("U0ADMIN01", "x").credentials();
        assertThatThrownBy(() -> iam(AwsSessionCredentials.create(
                                ended.accessKeyId(), ended.secretAccessKey(), ended.sessionToken()))
                        .listUsers())
                .hasMessageContaining("expired");
    }

    private AssumeRoleResponse assume(String sourceIdentity, String externalId) {
        return sts().assumeRole(b -> b.roleArn("arn:aws:iam::444455556666:role/open")
                .roleSessionName("test")
                .sourceIdentity(sourceIdentity)
                .externalId(externalId));
    }

    @Test
    void trouble_comes_on_demand() {
        aws.failNext("ListUsers", 1, ErrorResponse.throttling()).dropNext("ListAccountAliases", 2);
        refused("Throttling", IamClient::listUsers);
        assertThat(iam().listUsers().users()).isNotEmpty();
        assertThatThrownBy(() -> iam().listAccountAliases()).isInstanceOf(SdkClientException.class);
        FakeKey key = account.user("ana").onlyKey();
        aws.calm().loseAnswerOfNext("UpdateAccessKey", 2);
        assertThatThrownBy(() -> iam().updateAccessKey(
                                b -> b.userName("ana").accessKeyId(key.id()).status(StatusType.INACTIVE)))
                .isInstanceOf(SdkClientException.class);
        assertThat(key.status()).isEqualTo("Inactive");
    }

    @Test
    void the_limit_lets_a_burst_through_and_then_throttles() {
        aws.throttle(0.001, 3);
        for (int i = 0; i < 3; i++) {
            iam().listUsers();
        }
        refused("Throttling", IamClient::listUsers);
        assertThat(aws.calls().throttled()).isEqualTo(1);
    }

    @Test
    void the_world_can_change_between_two_calls() {
        aws.before("ListAccessKeys", parameters -> {
            if ("ana".equals(parameters.get("UserName"))) {
                account.deleteUser("ana");
            }
        });
        assertThat(iam().listUsers().users()).extracting(User::userName).contains("ana");
        refused("NoSuchEntity", iam -> iam.listAccessKeys(b -> b.userName("ana")));
    }

    @Test
    void the_same_seed_gives_the_same_account_and_a_big_one_is_quick() {
        FakeAccount one = RandomAccount.of(7, 50, "222233334444", clock);
        FakeAccount two = RandomAccount.of(7, 50, "222233334444", clock);
        assertThat(keyIds(one)).isEqualTo(keyIds(two)).doesNotHaveDuplicates();
        FakeAccount big =
                RandomAccount.mostlyFresh(1, 5000, 2, "333344445555", Clock.fixed(clock.instant(), ZoneOffset.UTC));
        assertThat(keyIds(big)).hasSize(5000).doesNotHaveDuplicates();
    }

    private static List<String> keyIds(FakeAccount of) {
        return of.users().stream()
                .flatMap(user -> user.keys().stream())
                .map(FakeKey::id)
                .toList();
    }

    private String listed(String user) {
        return iam().listAccessKeys(b -> b.userName(user))
                .accessKeyMetadata()
                .get(0)
                .statusAsString();
    }

    private GetAccessKeyLastUsedResponse lastUsed(FakeKey key) {
        return iam().getAccessKeyLastUsed(b -> b.accessKeyId(key.id()));
    }

    private void refused(String code, Consumer<IamClient> call) {
        assertThatThrownBy(() -> call.accept(iam()))
                .isInstanceOfSatisfying(
                        IamException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private IamClient iam() {
        return iam(aws.userCaller(account, SeededAccount.BOT));
    }

    private IamClient iam(Caller caller) {
        return iam(credentials(caller));
    }

    private static AwsCredentials credentials(Caller caller) {
        return caller.sessionToken() == null
                ? AwsBasicCredentials.create(caller.accessKeyId(), caller.secretAccessKey())
                : AwsSessionCredentials.create(caller.accessKeyId(), caller.secretAccessKey(), caller.sessionToken());
    }

    private IamClient iam(AwsCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(aws.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private StsClient sts() {
        return StsClient.builder()
                .endpointOverride(aws.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(credentials(aws.userCaller(account, SeededAccount.BOT))))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
