package stalekeys.aws.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.AwsOptions;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.aws.client.Sleeper;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.AccountCoverage.Gap;
import stalekeys.keys.report.AccountCoverage.Way;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeUser;
import stalekeys.standin.aws.Paging;
import stalekeys.standin.aws.RandomAccount;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;

/** A whole account, read by the real SDK over a socket. */
class ScanTest {
    private static final Leak LEAKED = Leak.quarantined("AWSCompromisedKeyQuarantineV3");

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
    void every_user_of_every_page_is_read_and_the_account_is_named() {
        account.shortPages(7);
        ScanOutcome look = full();
        assertThat(look.users()).hasSameSizeAs(account.users());
        assertThat(look.coverage().account().id()).isEqualTo(SeededAccount.ID);
        assertThat(look.coverage().account().name()).isEqualTo("example-prod");
        assertThat(look.coverage().usersChecked()).isEqualTo(account.users().size());
        assertThat(look.coverage().gaps()).isEmpty();
        assertThat(look.coverage().failure()).isNull();
        assertThat(look.progress()).isSorted().endsWith(account.users().size());
    }

    @Test
    void used_never_used_and_unreadable_are_three_things() {
        account.denyOnUser("iam:GetAccessKeyLastUsed", "bruno");
        ScanOutcome look = full();
        LastUse ana = look.onlyKey("ana").lastUse();
        assertThat(ana.kind()).isEqualTo(LastUse.Kind.USED);
        assertThat(ana.service()).isEqualTo("s3");
        assertThat(ana.at()).isEqualTo(account.daysAgo(2));
        assertThat(look.onlyKey("rosa").lastUse()).isEqualTo(LastUse.never());
        assertThat(look.onlyKey("bruno").lastUse()).isEqualTo(LastUse.unreadable());
        assertThat(look.coverage().unread()).isEmpty();
    }

    @Test
    void three_keys_are_three_keys_and_a_description_is_found_by_the_key_id() {
        account.shortPages(1);
        ScanOutcome look = full();
        assertThat(look.user("data-sync").keys()).hasSize(3);
        assertThat(look.onlyKey("ci-deploy").description()).isEqualTo("Deploys the shop from the old build server");
        assertThat(look.onlyKey("ana").description()).isNull();
    }

    @Test
    void a_status_nobody_knows_costs_that_key_alone() {
        FakeUser dataSync = account.user("data-sync");
        dataSync.keys().get(0).status("Weird");
        ScanOutcome look = full();
        assertThat(look.user("data-sync").keys())
                .extracting(key -> key.status())
                .containsExactlyInAnyOrder(KeyStatus.UNKNOWN, KeyStatus.ACTIVE, KeyStatus.ACTIVE);
        assertThat(look.onlyKey("yuki").status()).isEqualTo(KeyStatus.EXPIRED);
        assertThat(look.coverage().unread()).singleElement().satisfies(unread -> {
            assertThat(unread.userName()).isEqualTo("data-sync");
            assertThat(unread.keyId()).isNotNull();
            assertThat(unread.why()).contains("Weird");
        });
    }

    @Test
    void a_user_that_vanishes_meanwhile_is_counted_and_no_fault() {
        aws.before("ListAccessKeys", parameters -> {
            if ("ana".equals(parameters.get("UserName"))) {
                account.deleteUser("ana");
            }
        });
        int before = account.users().size();
        ScanOutcome look = full();
        assertThat(look.coverage().vanished()).isEqualTo(1);
        assertThat(look.coverage().usersChecked()).isEqualTo(before - 1);
        assertThat(look.coverage().complete()).isTrue();
    }

    @Test
    void a_user_that_can_not_be_read_costs_that_row_alone() {
        account.denyOnUser("iam:ListAccessKeys", "ana");
        ScanOutcome look = full();
        assertThat(look.users()).hasSize(account.users().size() - 1);
        assertThat(look.coverage().usersChecked()).isEqualTo(account.users().size() - 1);
        assertThat(look.coverage().unread()).singleElement().satisfies(unread -> {
            assertThat(unread.userName()).isEqualTo("ana");
            assertThat(unread.keyId()).isNull();
            assertThat(unread.why())
                    .isEqualTo("AWS refused iam:ListAccessKeys: the policy in deploy/iam/audit.json allows it.");
        });
    }

    @Test
    void without_the_right_to_list_users_the_account_fails_with_the_reason() {
        account.deny("iam:ListUsers");
        ScanOutcome look = full();
        assertThat(look.coverage().failure())
                .isEqualTo("AWS refused iam:ListUsers: the policy in deploy/iam/audit.json allows it.");
        assertThat(look.users()).isEmpty();
    }

    @Test
    void a_list_of_users_that_breaks_off_is_no_list() {
        account.shortPages(10);
        AtomicInteger pages = new AtomicInteger();
        aws.before("ListUsers", parameters -> {
            if (pages.incrementAndGet() == 3) {
                account.deny("iam:ListUsers");
            }
        });
        assertThat(full().coverage().failure()).contains("iam:ListUsers");
    }

    @Test
    void tags_and_the_leaked_key_check_come_from_authorization_details_in_one_pass() {
        ScanOutcome look = full();
        assertThat(look.user("mobile-app").user().leak()).isEqualTo(LEAKED);
        assertThat(look.user("ana").user().tags().value("slack")).contains("U0ANA0001");
        assertThat(aws.calls().of("ListUserTags")).isZero();
        assertThat(aws.calls().of("ListEntitiesForPolicy")).isZero();
        assertThat(aws.calls().of("GetAccountAuthorizationDetails")).isEqualTo(1);
    }

    @Test
    void without_that_permission_three_policies_tell_and_tags_are_read_where_a_key_is_shown() {
        account.deny("iam:GetAccountAuthorizationDetails");
        ScanOutcome look = full();
        assertThat(look.user("mobile-app").user().leak()).isEqualTo(LEAKED);
        assertThat(look.user("mobile-app").user().tags().value("owner")).contains("chidi@example.com");
        assertThat(look.user("ana").user().tags().value("slack")).contains("U0ANA0001");
        assertThat(aws.calls().of("ListEntitiesForPolicy")).isEqualTo(3);
        assertThat(aws.calls().of("ListUserTags")).isBetween(20L, 35L);
        assertThat(look.coverage().gaps()).isEmpty();
    }

    @Test
    void what_is_not_allowed_at_all_is_a_gap_and_said_so() {
        account.deny("iam:GetAccountAuthorizationDetails")
                .deny("iam:ListEntitiesForPolicy")
                .deny("iam:ListAttachedUserPolicies")
                .deny("iam:ListUserTags")
                .deny("iam:GetAccountSummary")
                .deny("iam:ListAccountAliases");
        ScanOutcome look = full();
        assertThat(look.coverage().gaps()).containsExactlyInAnyOrder(Gap.LEAKED_KEYS, Gap.TAGS, Gap.ROOT_KEYS);
        assertThat(look.user("ana").user().tags().readable()).isFalse();
        assertThat(look.coverage().account().name()).isEmpty();
        assertThat(look.coverage().complete()).isTrue();
    }

    @Test
    void where_nobody_is_told_of_all_users_each_with_a_key_is_asked_for_alone_however_young_it_is() {
        account.deny("iam:GetAccountAuthorizationDetails").deny("iam:ListEntitiesForPolicy");
        account.addUser("fresh").keyAged(3);
        account.addUser("fresh-and-leaked").quarantined().keyAged(3);
        account.user("ana").quarantined();
        ScanOutcome look = full();
        assertThat(look.user("ana").user().leak()).isEqualTo(LEAKED);
        assertThat(look.user("bruno").user().leak()).isEqualTo(Leak.none());
        assertThat(look.user("fresh").user().leak()).isEqualTo(Leak.none());
        assertThat(look.user("fresh-and-leaked").user().leak()).isEqualTo(LEAKED);
        assertThat(look.coverage().gaps()).isEmpty();
    }

    @Test
    void a_leaked_fresh_key_is_found_too_where_the_credential_report_rules_its_user_out() {
        FakeAccount big = RandomAccount.mostlyFresh(3, 600, 2, "222233334444", clock);
        big.addUser("fresh-and-leaked").quarantined().keyAged(3);
        big.deny("iam:GetAccountAuthorizationDetails").deny("iam:ListEntitiesForPolicy");
        aws.add(big);
        try (AwsAccounts theirs = StandInAccounts.of(aws, aws.roleCaller(big, "audit", "test"))) {
            ScanOutcome look = ScanOutcome.at(theirs, clock.instant(), 90, false);
            assertThat(look.coverage().way()).isEqualTo(Way.CREDENTIAL_REPORT);
            assertThat(look.user("fresh-and-leaked").user().leak()).isEqualTo(LEAKED);
            assertThat(look.coverage().usersListed()).isLessThan(100);
            assertThat(look.coverage().gaps()).isEmpty();
        }
    }

    @Test
    void one_fresh_key_nobody_could_check_is_a_gap() {
        account.addUser("fresh").keyAged(3);
        account.deny("iam:GetAccountAuthorizationDetails")
                .deny("iam:ListEntitiesForPolicy")
                .denyOnUser("iam:ListAttachedUserPolicies", "fresh");
        ScanOutcome look = full();
        assertThat(look.user("fresh").user().leak().isUnknown()).isTrue();
        assertThat(look.coverage().gaps()).containsExactly(Gap.LEAKED_KEYS);
    }

    @Test
    void what_is_refused_again_and_again_is_not_asked_about_each_fresh_key() {
        for (int number = 0; number < 300; number++) {
            account.addUser("fresh-" + number).keyAged(3);
        }
        int old = full().users().size() - 300;
        account.deny("iam:GetAccountAuthorizationDetails")
                .deny("iam:ListEntitiesForPolicy")
                .deny("iam:ListAttachedUserPolicies");
        long before = aws.calls().of("ListAttachedUserPolicies");
        ScanOutcome look = full();
        assertThat(aws.calls().of("ListAttachedUserPolicies") - before).isLessThan(old + 50);
        assertThat(look.coverage().gaps()).containsExactly(Gap.LEAKED_KEYS);
    }

    @Test
    void what_nobody_is_allowed_to_look_at_is_unknown_and_not_well() {
        account.deny("iam:GetAccountAuthorizationDetails")
                .deny("iam:ListEntitiesForPolicy")
                .denyOnUser("iam:ListAttachedUserPolicies", "ana");
        ScanOutcome look = full();
        assertThat(look.user("ana").user().leak())
                .isEqualTo(Leak.unknown("AWS refused iam:ListAttachedUserPolicies: the policy in deploy/iam/audit.json"
                        + " allows it."));
        assertThat(look.user("bruno").user().leak()).isEqualTo(Leak.none());
    }

    @Test
    void what_was_read_before_a_failure_half_way_is_true_and_the_rest_is_unknown() {
        account.deny("iam:GetAccountAuthorizationDetails").deny("iam:ListAttachedUserPolicies");
        aws.before("ListEntitiesForPolicy", parameters -> {
            if (parameters.get("PolicyArn").endsWith("V2")) {
                account.deny("iam:ListEntitiesForPolicy");
            }
        });
        ScanOutcome look = full();
        assertThat(look.user("mobile-app").user().leak()).isEqualTo(LEAKED);
        assertThat(look.user("ana").user().leak().isUnknown()).isTrue();
        assertThat(look.coverage().gaps()).contains(Gap.LEAKED_KEYS);
    }

    @Test
    void a_policy_that_does_not_exist_in_the_partition_is_attached_to_nobody() {
        account.deny("iam:GetAccountAuthorizationDetails")
                .withoutPolicy("AWSCompromisedKeyQuarantine")
                .withoutPolicy("AWSCompromisedKeyQuarantineV2");
        ScanOutcome look = full();
        assertThat(look.user("mobile-app").user().leak()).isEqualTo(LEAKED);
        assertThat(look.user("ana").user().leak()).isEqualTo(Leak.none());
        assertThat(look.coverage().gaps()).isEmpty();
        account.withoutPolicy("AWSCompromisedKeyQuarantineV3");
        assertThat(full().user("ana").user().leak()).isEqualTo(Leak.none());
    }

    @Test
    void a_user_on_two_pages_counts_once() {
        int users = account.users().size();
        int keys = full().report().counts().allStale();
        for (String action : List.of("ListUsers", "ListAccessKeys", "GetAccountAuthorizationDetails")) {
            account.shortPages(2).pages(action, Paging.OVERLAPPING);
        }
        ScanOutcome look = full();
        assertThat(look.users()).hasSize(users);
        assertThat(look.users()).extracting(read -> read.user().name()).doesNotHaveDuplicates();
        assertThat(look.coverage().usersChecked()).isEqualTo(users);
        assertThat(look.report().counts().allStale()).isEqualTo(keys);
        assertThat(look.user("data-sync").keys()).hasSize(3);
    }

    @Test
    void a_root_key_is_told_with_age_and_last_use_from_the_report() {
        assertThat(full().roots()).singleElement().satisfies(root -> {
            assertThat(root.created()).isEqualTo(account.daysAgo(1900));
            assertThat(root.lastUse().service()).isEqualTo("iam");
        });
        account.deny("iam:GenerateCredentialReport");
        assertThat(full().roots()).singleElement().satisfies(root -> {
            assertThat(root.created()).isNull();
            assertThat(root.lastUse()).isEqualTo(LastUse.unreadable());
        });
    }

    @Test
    void five_thousand_users_are_read_side_by_side_within_bounds() {
        FakeAccount big = RandomAccount.mostlyFresh(3, 5000, 2, "222233334444", clock);
        aws.add(big);
        try (AwsAccounts theirs = StandInAccounts.of(aws, aws.roleCaller(big, "audit", "test"))) {
            ScanOutcome look = ScanOutcome.at(theirs, clock.instant(), 90, true);
            assertThat(look.users()).hasSize(5000);
            assertThat(look.coverage().way()).isEqualTo(Way.FULL_SCAN);
            assertThat(aws.calls().of("ListUsers")).isEqualTo(5);
            assertThat(aws.calls().peak()).isBetween(2, 16);
        }
    }

    @Test
    void fewer_calls_do_where_the_report_rules_users_out() {
        FakeAccount big = RandomAccount.mostlyFresh(3, 5000, 2, "222233334444", clock);
        aws.add(big);
        try (AwsAccounts theirs = StandInAccounts.of(aws, aws.roleCaller(big, "audit", "test"))) {
            ScanOutcome look = ScanOutcome.at(theirs, clock.instant(), 90, false);
            int stale = look.report().stale().size();
            assertThat(stale).isBetween(60, 140);
            assertThat(aws.calls().total()).isLessThanOrEqualTo(16 + 2L * stale);
            assertThat(look.coverage().way()).isEqualTo(Way.CREDENTIAL_REPORT);
            assertThat(look.coverage().usersChecked()).isEqualTo(5000);
            assertThat(look.coverage().usersListed()).isEqualTo(stale);
        }
    }

    @Test
    void throttling_never_fails_the_audit() {
        FakeAccount some = RandomAccount.mostlyFresh(3, 120, 10, "222233334444", clock);
        aws.add(some).throttle(100, 5);
        Caller caller = aws.roleCaller(some, "audit", "test");
        AwsOptions settings = AwsOptions.ownAccount(150, 0, true);
        try (AwsAccounts theirs = StandInAccounts.of(aws.url(), caller, settings, Sleeper.real(), 1000)) {
            ScanOutcome look = ScanOutcome.at(theirs, clock.instant(), 90, true);
            assertThat(aws.calls().throttled()).isPositive();
            assertThat(look.coverage().complete()).isTrue();
            assertThat(look.users()).hasSize(120);
            assertThat(look.users())
                    .allSatisfy(user -> assertThat(user.keys())
                            .filteredOn(key -> key.ageDays(clock.instant()) >= 90)
                            .allMatch(key -> key.lastUse().kind() != LastUse.Kind.UNREADABLE));
        }
    }

    @Test
    void answers_that_are_lost_and_servers_that_stumble_are_asked_again() {
        aws.failNext("ListUsers", 2, ErrorResponse.serviceUnavailable())
                .dropNext("ListAccessKeys", 2)
                .failNext("GetAccessKeyLastUsed", 2, ErrorResponse.internalFailure());
        ScanOutcome look = full();
        assertThat(look.coverage().complete()).isTrue();
        assertThat(look.users()).hasSameSizeAs(account.users());
    }

    @Test
    void credentials_that_expire_half_way_end_the_audit_and_are_named() {
        Caller caller = aws.roleCaller(account, "audit", "test");
        AtomicInteger lists = new AtomicInteger();
        aws.before("ListAccessKeys", parameters -> {
            if (lists.incrementAndGet() == 5) {
                aws.expire(caller);
            }
        });
        try (AwsAccounts theirs = StandInAccounts.of(aws, caller)) {
            AccountCoverage coverage =
                    ScanOutcome.at(theirs, clock.instant(), 90, true).coverage();
            assertThat(coverage.failure()).startsWith("The AWS credentials have expired");
            assertThat(coverage.complete()).isFalse();
        }
    }

    @Test
    void an_account_without_users_is_named_by_sts() {
        FakeAccount empty = new FakeAccount("222233334444", clock);
        aws.add(empty);
        try (AwsAccounts theirs = StandInAccounts.of(aws, aws.roleCaller(empty, "audit", "test"))) {
            ScanOutcome look = ScanOutcome.at(theirs, clock.instant(), 90, true);
            assertThat(look.coverage().account().id()).isEqualTo("222233334444");
            assertThat(look.coverage().complete()).isTrue();
        }
    }

    @Test
    void young_keys_are_only_counted() {
        ScanOutcome look = full();
        assertThat(look.onlyKey("jana").lastUse()).isEqualTo(LastUse.unreadable());
        assertThat(look.report().findings())
                .extracting(finding -> finding.userName())
                .doesNotContain("jana");
        ScanOutcome younger = ScanOutcome.at(accounts, clock.instant(), 0, false);
        assertThat(younger.onlyKey("jana").lastUse().kind()).isEqualTo(LastUse.Kind.USED);
        assertThat(younger.coverage().way()).isEqualTo(Way.FULL_SCAN);
    }

    @Test
    void nothing_said_about_trouble_holds_a_key_id() {
        account.deny("iam:ListAccessKeys").deny("iam:GetAccessKeyLastUsed");
        ScanOutcome look = full();
        List<String> said = look.coverage().unread().stream()
                .map(AccountCoverage.Unread::why)
                .toList();
        assertThat(said).hasSameSizeAs(account.users()).allMatch(why -> !why.contains("AKIA"));
    }

    private ScanOutcome full() {
        return ScanOutcome.at(accounts, clock.instant(), 90, true);
    }
}
