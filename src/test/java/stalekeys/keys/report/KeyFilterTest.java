package stalekeys.keys.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.keys.SampleScan;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.RootKey;

class KeyFilterTest {
    @Test
    void stale_takes_stale_and_critical_ones_and_critical_only_those() {
        assertThat(matches(KeyFilter.STALE, 89)).isFalse();
        assertThat(matches(KeyFilter.STALE, 90)).isTrue();
        assertThat(matches(KeyFilter.STALE, 400)).isTrue();
        assertThat(matches(KeyFilter.CRITICAL, 365)).isFalse();
        assertThat(matches(KeyFilter.CRITICAL, 366)).isTrue();
    }

    @Test
    void older_than_counts_the_day_itself() {
        assertThat(matches(KeyFilter.olderThan(30), 29)).isFalse();
        assertThat(matches(KeyFilter.olderThan(30), 30)).isTrue();
    }

    @Test
    void a_user_name_is_compared_as_a_whole_in_any_case() {
        assertThat(matches(KeyFilter.user("ANA"), 1)).isTrue();
        assertThat(matches(KeyFilter.user("an"), 1)).isFalse();
    }

    @Test
    void an_account_goes_by_its_id_or_its_whole_name_and_only_its_stale_keys_are_meant() {
        assertThat(matches(KeyFilter.account(SampleScan.ACCOUNT.id()), 90)).isTrue();
        assertThat(matches(KeyFilter.account(SampleScan.ACCOUNT.name().toUpperCase(Locale.ROOT)), 90))
                .isTrue();
        assertThat(matches(KeyFilter.account(SampleScan.ACCOUNT.name()), 89)).isFalse();
        assertThat(matches(KeyFilter.account(SampleScan.ACCOUNT.id().substring(1)), 90))
                .isFalse();
        assertThat(new Account("", "").isCalled("")).isFalse();
    }

    @Test
    void unused_is_what_is_old_enough_and_known_to_be_without_use_for_so_long() {
        KeyFilter unused = KeyFilter.unused(30);
        assertThat(unused.matches(used(100, 31), SampleScan.NOW)).isTrue();
        assertThat(unused.matches(used(100, 29), SampleScan.NOW)).isFalse();
        assertThat(unused.matches(finding(100, LastUse.never()), SampleScan.NOW))
                .isTrue();
        assertThat(unused.matches(finding(29, LastUse.never()), SampleScan.NOW)).isFalse();
    }

    @Test
    void a_last_use_that_could_not_be_read_is_not_unused() {
        assertThat(KeyFilter.unused(30).matches(finding(100, LastUse.unreadable()), SampleScan.NOW))
                .isFalse();
    }

    @Test
    void a_key_that_sends_mail_is_never_called_unused_since_mail_may_not_count_as_use() {
        AccessKey key = SampleScan.key("ses-smtp-user.20260101-1", 1, 200, KeyStatus.ACTIVE, LastUse.never());
        assertThat(KeyFilter.unused(30).matches(of(key, "ses-smtp-user.20260101-1"), SampleScan.NOW))
                .isFalse();
        LastUse mail = LastUse.used(SampleScan.NOW.minus(Duration.ofDays(90)), "ses", "eu-west-1");
        assertThat(KeyFilter.unused(30).matches(finding(200, mail), SampleScan.NOW))
                .isFalse();
    }

    @Test
    void a_root_key_of_unknown_age_is_in_no_list_by_age() {
        ReportBuilder report = new ReportBuilder(SampleScan.POLICY, SampleScan.OWNERS, SampleScan.NOW, 90);
        report.add(new RootKey(SampleScan.ACCOUNT, null, LastUse.unreadable()));
        Finding root = report.build(SampleScan.everythingSeen()).findings().get(0);
        assertThat(KeyFilter.olderThan(0).matches(root, SampleScan.NOW)).isFalse();
        assertThat(KeyFilter.unused(0).matches(root, SampleScan.NOW)).isFalse();
        assertThat(KeyFilter.CRITICAL.matches(root, SampleScan.NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "90, 90", "400, 90"})
    void an_audit_for_a_filter_by_days_keeps_keys_young_enough_and_all_stale_ones(int days, int horizon) {
        assertThat(KeyFilter.olderThan(days).horizonDays(90)).isEqualTo(horizon);
        assertThat(KeyFilter.unused(days).horizonDays(90)).isEqualTo(horizon);
        assertThat(KeyFilter.STALE.horizonDays(90)).isEqualTo(90);
        assertThat(KeyFilter.user("ana").horizonDays(90)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ana, true", "a.b+c=d@e-f_g, true", "'', false", "ana smith, false", "änne, false", "a/b, false"})
    void a_user_name_is_what_iam_allows(String text, boolean right) {
        assertThat(KeyFilter.isUserName(text)).isEqualTo(right);
        assertThat(KeyFilter.isUserName("x".repeat(65))).isFalse();
    }

    private static boolean matches(KeyFilter filter, long days) {
        return filter.matches(used(days, 1), SampleScan.NOW);
    }

    private static Finding used(long days, long usedDaysAgo) {
        return finding(days, LastUse.used(SampleScan.NOW.minus(Duration.ofDays(usedDaysAgo)), "s3", "eu-west-1"));
    }

    private static Finding finding(long days, LastUse use) {
        return of(SampleScan.key("ana", 1, days, KeyStatus.ACTIVE, use), "ana");
    }

    private static Finding of(AccessKey key, String user) {
        return ReportBuilder.finding(key, SampleScan.user(user), SampleScan.POLICY, SampleScan.OWNERS, SampleScan.NOW);
    }
}
