package stalekeys.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.lifecycle.AskCounts;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Reason;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-09-21T13:33:00Z");
    private static final UnaryOperator<String> PLAIN = UnaryOperator.identity();
    private static final LastUse BY_S3 = LastUse.used(NOW.minus(Duration.ofHours(2)), "s3", "eu-west-1");

    @ParameterizedTest
    @CsvSource({
        "0, just now",
        "59, just now",
        "-600, just now",
        "60, 1 minute ago",
        "7199, 1 hour ago",
        "7200, 2 hours ago",
        "86400, 1 day ago",
        "172800, 2 days ago"
    })
    void how_long_ago_is_rounded_down_to_one_unit(long seconds, String words) {
        assertThat(Times.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(words);
    }

    @Test
    void the_counts_of_what_was_asked_add_up() {
        assertThat(AskCountsWords.of(new AskCounts(1_004, 1_000, 1, 2, null)))
                .contains(
                        "Asked about in the last 90 days: 1,004 keys, of which 1,000 waiting for the owner, 1 postponed,"
                                + " 2 done, 1 exempt, given away or reactivated.");
        assertThat(AskCountsWords.of(new AskCounts(0, 0, 0, 0, null))).isEmpty();
    }

    @Test
    void what_happened_has_a_line_of_its_own_for_each_kind() {
        List<String> lines =
                Stream.of(Event.Kind.values()).map(EventWords::what).toList();

        assertThat(lines).doesNotHaveDuplicates().allMatch(line -> line.matches("[A-Z][\\w ,'-]{5,60}[a-zA-Z]"));
    }

    @Test
    void singular_and_plural_are_right() {
        assertThat(KeyWords.age(0)).isEqualTo("less than a day old");
        assertThat(KeyWords.age(1)).isEqualTo("1 day old");
        assertThat(KeyWords.age(412)).isEqualTo("412 days old");
        assertThat(Plural.of(5_000, "key")).isEqualTo("5,000 keys");
    }

    @Test
    void used_never_used_and_not_readable_are_three_different_things() {
        assertThat(LastUseWords.ago(BY_S3, NOW, PLAIN)).isEqualTo("last used 2 hours ago by s3 in eu-west-1");
        assertThat(LastUseWords.ago(LastUse.never(), NOW, PLAIN)).isEqualTo("never used");
        assertThat(LastUseWords.ago(LastUse.unreadable(), NOW, PLAIN)).isEqualTo("last use could not be read");
        assertThat(LastUseWords.ago(LastUse.used(NOW, "N/A", null), NOW, PLAIN)).isEqualTo("last used just now");
    }

    @Test
    void a_recent_use_will_break() {
        assertThat(ChangeWarnings.deactivating(BY_S3, false, NOW, PLAIN))
                .containsExactly("Used 2 hours ago by s3: this will break it.");
        assertThat(ChangeWarnings.risky(BY_S3, false, NOW)).isTrue();
    }

    @Test
    void a_use_longer_ago_is_told_without_alarm() {
        LastUse old = LastUse.used(NOW.minus(Duration.ofDays(8)), "s3", null);

        assertThat(ChangeWarnings.deactivating(old, false, NOW, PLAIN).get(0))
                .startsWith("Used 8 days ago by s3, and not");
        assertThat(ChangeWarnings.risky(old, false, NOW)).isFalse();
    }

    @Test
    void mail_is_a_warning_of_its_own_by_service_or_by_user() {
        LastUse ses = LastUse.used(NOW.minus(Duration.ofDays(30)), "ses", null);

        assertThat(ChangeWarnings.deactivating(ses, false, NOW, PLAIN)).hasSize(2);
        assertThat(ChangeWarnings.deactivating(LastUse.never(), true, NOW, PLAIN)
                        .get(1))
                .contains("SMTP passwords");
        assertThat(ChangeWarnings.risky(LastUse.never(), true, NOW)).isTrue();
    }

    @Test
    void what_cannot_be_read_is_treated_as_in_use() {
        assertThat(ChangeWarnings.deactivating(LastUse.unreadable(), false, NOW, PLAIN)
                        .get(0))
                .contains("treat it as in use");
        assertThat(ChangeWarnings.risky(LastUse.unreadable(), false, NOW)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Reason.Kind.class)
    void each_reason_is_a_sentence(Reason.Kind kind) {
        assertThat(KeyWords.reason(new Reason(kind, 5, "detail"), PLAIN)).endsWith(".");
    }

    @Test
    void coverage_says_what_was_not_seen() {
        AccountCoverage prod = account(
                "prod",
                412,
                List.of(
                        new AccountCoverage.Unread("ana", null, "AWS refused"),
                        new AccountCoverage.Unread("ben", new KeyId("AKIA0000000000000002"), "a new status")),
                Set.of(AccountCoverage.Gap.LEAKED_KEYS));
        AccountCoverage dev = AccountCoverage.failed(new Account("", "dev"), "The role could not be assumed");

        assertThat(CoverageWords.complete(List.of(prod))).isFalse();
        assertThat(CoverageWords.lines(List.of(prod, dev)))
                .containsExactly(
                        "412 users checked in 1 account, 2 unreadable, 1 account not read.",
                        "Account dev was not read: The role could not be assumed.",
                        "Not read in prod: ana, ben (key …0002). AWS refused.",
                        "Leaked-key check not complete in prod.");
    }

    @Test
    void an_account_that_told_nothing_of_itself_is_just_the_account() {
        AccountCoverage nameless = AccountCoverage.failed(new Account("", ""), "No AWS credentials were found");
        assertThat(CoverageWords.lines(List.of(nameless)))
                .containsExactly(
                        "0 users checked, 1 account not read.",
                        "The account was not read: No AWS credentials were found.");
    }

    @Test
    void nothing_looked_at_is_not_everything_seen() {
        assertThat(CoverageWords.complete(List.of())).isFalse();
        assertThat(CoverageWords.complete(List.of(account("prod", 1, List.of(), Set.of()))))
                .isTrue();
    }

    @Test
    void what_nobody_counted_is_in_no_total() {
        Counts counts = new Counts(1, 4, 3, 2, 5);
        AccountCoverage listed = account("prod", 1, List.of(), Set.of());
        AccountCoverage shortlisted = new AccountCoverage(
                listed.account(), AccountCoverage.Way.CREDENTIAL_REPORT, 900, 7, 0, 0, List.of(), Set.of(), null);

        assertThat(TotalsWords.of(counts, List.of(listed)))
                .isEqualTo("3 critical, 4 stale, 1 fresh, 2 inactive, 5 exempt");
        assertThat(TotalsWords.of(counts, List.of(listed, shortlisted))).isEqualTo("3 critical, 4 stale, 5 exempt");
    }

    @Test
    void what_was_not_seen_is_no_progress() {
        assertThat(TotalsWords.of(new ChangeCounts(NOW, 0, 1, 2, 3, 4)))
                .isEqualTo("0 new, 1 fixed, 2 still stale, 3 not seen this time, 4 seen for the first time");
    }

    @Test
    void names_lose_what_nobody_sees_and_keep_to_a_line() {
        assertThat(Names.cut("a\nb\u202Ec\u0000d\u2028e", 20)).isEqualTo("a bcd e");
        assertThat(Names.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(Names.cut("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
    }

    private static AccountCoverage account(
            String name, int users, List<AccountCoverage.Unread> unread, Set<AccountCoverage.Gap> gaps) {
        return new AccountCoverage(
                new Account("111122223333", name),
                AccountCoverage.Way.FULL_SCAN,
                users,
                users,
                0,
                unread.size(),
                unread,
                gaps,
                null);
    }
}
