package stalekeys.aws.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.AccountCoverage.Way;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.RandomAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;

/** The credential report saves calls and never a finding. */
class CandidateUsersTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final StandInAws aws = StandInAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void whatever_happened_since_the_report_nothing_stale_is_missed(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int ruledOut = 0;
        for (int i = 0; i < 6; i++) {
            FakeAccount account = RandomAccount.of(random.nextLong(), 60, accountId(i), clock);
            aws.add(account);
            if (random.nextBoolean()) {
                account.report().withAdditionalColumn();
            }
            account.report().freezeNow();
            clock.advance(Duration.ofMinutes(random.nextInt(239)));
            RandomAccount.unsettle(account, random.nextLong());
            int horizon = random.nextBoolean() ? 90 : 1 + random.nextInt(90);

            ScanOutcome quick = look(account, horizon, false);
            assertThat(quick.coverage().way()).isEqualTo(Way.CREDENTIAL_REPORT);
            assertSameAsFull(account, quick, horizon);
            ruledOut += quick.coverage().usersChecked() - quick.coverage().usersListed();
        }
        assertThat(ruledOut).isPositive();
    }

    @Test
    void odd_rows_are_looked_at_live() {
        FakeAccount account = RandomAccount.of(11, 60, accountId(0), clock);
        aws.add(account);
        SplittableRandom random = new SplittableRandom(5);
        account.report()
                .mangled(text -> text.lines()
                        .map(line -> switch (line.startsWith("user-") ? random.nextInt(8) : 7) {
                            case 0 -> line.replace("+00:00", "Z");
                            case 1 -> line.replace("2025-", "long ago ");
                            case 2 -> line + ",more,cells";
                            case 3 -> line.substring(0, line.length() / 2);
                            case 4 -> line + "\n" + line;
                            case 5 -> line.replace(",true,", ",perhaps,");
                            case 6 -> "";
                            default -> line;
                        })
                        .filter(line -> !line.isEmpty())
                        .reduce((a, b) -> a + "\n" + b)
                        .orElseThrow());
        ScanOutcome quick = look(account, 90, false);
        assertThat(quick.coverage().way()).isEqualTo(Way.CREDENTIAL_REPORT);
        assertSameAsFull(account, quick, 90);
    }

    @Test
    void columns_may_be_added_and_moved() {
        FakeAccount account = RandomAccount.of(12, 30, accountId(0), clock);
        aws.add(account);
        account.report()
                .mangled(text -> text.lines()
                        .map(line -> (line.startsWith("user,") ? "new_column," : "x,") + line)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElseThrow());
        ScanOutcome quick = look(account, 90, false);
        assertThat(quick.coverage().way()).isEqualTo(Way.CREDENTIAL_REPORT);
        assertSameAsFull(account, quick, 90);
    }

    @Test
    void a_report_that_is_no_report_means_the_full_scan() {
        for (String text : List.of("", "\n", "user,arn\nuser-1,x", "<html>busy</html>", "user,user\n1,2", "\"")) {
            FakeAccount account = RandomAccount.of(13, 30, accountId(1), clock);
            aws.add(account);
            account.report().mangled(any -> text);
            assertFullScan(account);
        }
    }

    @Test
    void a_denied_late_or_refused_report_means_the_full_scan() {
        FakeAccount denied = RandomAccount.of(14, 30, accountId(2), clock);
        denied.deny("iam:GenerateCredentialReport");
        FakeAccount unreadable = RandomAccount.of(15, 30, accountId(3), clock);
        unreadable.deny("iam:GetCredentialReport");
        FakeAccount late = RandomAccount.of(16, 30, accountId(4), clock);
        late.report().takes(Duration.ofHours(1));
        for (FakeAccount account : List.of(denied, unreadable, late)) {
            aws.add(account);
            assertFullScan(account);
        }
        FakeAccount busy = RandomAccount.of(17, 30, accountId(5), clock);
        aws.add(busy).failNext("GenerateCredentialReport", 1000, ErrorResponse.noReportCapacity());
        assertFullScan(busy);
    }

    @Test
    void a_full_scan_that_finds_what_the_report_had_ruled_out_ends_the_shortcut_and_says_so() {
        FakeAccount account = new FakeAccount(accountId(0), clock);
        account.addUser("stale").keyAged(400);
        account.addUser("fresh").keyAged(10);
        aws.add(account);
        // As if AWS began to count something else in that column.
        String date = account.daysAgo(400).toString().substring(0, 10);
        String today = clock.instant().toString().substring(0, 10);
        account.report().mangled(text -> text.replace(date, today));

        try (AwsAccounts accounts = StandInAccounts.of(aws, aws.roleCaller(account, "audit", "test"))) {
            assertThat(ScanOutcome.at(accounts, clock.instant(), 90, false)
                            .report()
                            .stale())
                    .isEmpty();

            ScanOutcome full = ScanOutcome.at(accounts, clock.instant(), 90, true);
            ScanOutcome next = ScanOutcome.at(accounts, clock.instant(), 90, false);

            assertThat(full.report().stale()).hasSize(1);
            assertThat(full.coverage().gaps()).containsExactly(AccountCoverage.Gap.CREDENTIAL_REPORT);
            assertThat(next.coverage().way()).isEqualTo(Way.FULL_SCAN);
            assertThat(next.report().stale()).hasSize(1);
            assertThat(next.coverage().gaps()).containsExactly(AccountCoverage.Gap.CREDENTIAL_REPORT);
        }
    }

    @Test
    void a_report_that_takes_its_time_is_waited_for() {
        FakeAccount account = RandomAccount.of(18, 30, accountId(0), clock);
        account.report().takesPolls(4);
        aws.add(account);
        assertThat(look(account, 90, false).coverage().way()).isEqualTo(Way.CREDENTIAL_REPORT);
    }

    @Test
    void a_report_older_than_aws_keeps_them_is_not_believed() {
        FakeAccount account = RandomAccount.of(19, 30, accountId(0), clock);
        aws.add(account);
        account.report().freezeNow();
        try (AwsAccounts accounts = StandInAccounts.of(aws, aws.roleCaller(account, "audit", "test"))) {
            ScanOutcome tomorrow = ScanOutcome.at(accounts, clock.instant().plus(Duration.ofDays(1)), 90, false);
            assertThat(tomorrow.coverage().way()).isEqualTo(Way.FULL_SCAN);
        }
    }

    private void assertFullScan(FakeAccount account) {
        ScanOutcome quick = look(account, 90, false);
        assertThat(quick.coverage().way()).isEqualTo(Way.FULL_SCAN);
        assertThat(quick.coverage().usersListed()).isEqualTo(account.users().size());
        assertSameAsFull(account, quick, 90);
    }

    private void assertSameAsFull(FakeAccount account, ScanOutcome quick, int horizon) {
        ScanOutcome full = look(account, horizon, true);
        assertThat(full.coverage().way()).isEqualTo(Way.FULL_SCAN);
        assertThat(full.users()).hasSameSizeAs(account.users());
        assertThat(quick.report().findings()).isEqualTo(full.report().findings());
        assertThat(quick.report().inactive()).isEqualTo(full.report().inactive());
        assertThat(quick.coverage().usersChecked()).isEqualTo(full.coverage().usersChecked());
        assertThat(full.coverage().gaps()).doesNotContain(AccountCoverage.Gap.CREDENTIAL_REPORT);
    }

    private ScanOutcome look(FakeAccount account, int horizon, boolean full) {
        try (AwsAccounts accounts = StandInAccounts.of(aws, aws.roleCaller(account, "audit", "test"))) {
            return ScanOutcome.at(accounts, clock.instant(), horizon, full);
        }
    }

    private static String accountId(int i) {
        return "22223333444" + i;
    }
}
