package stalekeys.keys.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stalekeys.keys.SampleScan;
import stalekeys.keys.model.Account;

class CoverageTest {
    @Test
    void it_is_complete_only_where_every_account_and_user_was_read() {
        assertThat(SampleScan.everythingSeen().complete()).isTrue();
        assertThat(SampleScan.seen(SampleScan.ACCOUNT, "ana").complete()).isFalse();
        Coverage half = new Coverage(List.of(
                SampleScan.everythingSeen().accounts().get(0),
                AccountCoverage.failed(new Account("444455556666", ""), "denied")));
        assertThat(half.complete()).isFalse();
        assertThat(half.failed()).hasSize(1);
        assertThat(half.usersChecked()).isEqualTo(10);
    }

    @Test
    void a_look_at_no_account_at_all_is_not_complete() {
        assertThat(new Coverage(List.of()).complete()).isFalse();
    }

    @Test
    void a_check_that_was_not_done_is_a_gap_and_no_hole() {
        AccountCoverage gap = new AccountCoverage(
                SampleScan.ACCOUNT,
                AccountCoverage.Way.FULL_SCAN,
                1,
                1,
                0,
                0,
                List.of(),
                Set.of(AccountCoverage.Gap.LEAKED_KEYS),
                null);
        assertThat(new Coverage(List.of(gap)).complete()).isTrue();
    }

    @Test
    void shortened_it_keeps_the_figures_and_three_examples() {
        Coverage coverage = SampleScan.seen(SampleScan.ACCOUNT, "a", "b", "c", "d", "e");
        AccountCoverage shown = coverage.shortened().accounts().get(0);
        assertThat(shown.unread()).hasSize(3);
        assertThat(shown.unreadable()).isEqualTo(5);
    }

    @Test
    void it_speaks_of_users_that_were_read_or_are_gone_and_of_nobody_else() {
        Coverage.Seen seen = SampleScan.seen(SampleScan.ACCOUNT, "ana").seen();
        assertThat(seen.user(SampleScan.ACCOUNT.id(), "bob")).isTrue();
        assertThat(seen.user(SampleScan.ACCOUNT.id(), "ana")).isFalse();
        assertThat(seen.user("444455556666", "bob")).isFalse();
    }
}
