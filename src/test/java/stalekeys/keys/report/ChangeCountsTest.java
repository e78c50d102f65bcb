package stalekeys.keys.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.keys.SampleScan;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.UserKeys;

class ChangeCountsTest {
    private static final KeyRef OLD = SampleScan.ref("ana", 1, 200);
    private static final Account OTHER = new Account("444455556666", "example-dev");

    @Test
    void a_key_that_is_stale_in_both_is_still_there() {
        expect(
                between(
                        SampleScan.before(SampleScan.everythingSeen(), OLD),
                        SampleScan.ana(SampleScan.key("ana", 1, 200))),
                0,
                0,
                1,
                0,
                0);
    }

    @Test
    void a_key_that_became_stale_is_new() {
        expect(
                between(SampleScan.before(SampleScan.everythingSeen()), SampleScan.ana(SampleScan.key("ana", 1, 90))),
                1,
                0,
                0,
                0,
                0);
    }

    @Test
    void a_key_that_is_seen_inactive_is_fixed() {
        expect(
                between(
                        SampleScan.before(SampleScan.everythingSeen(), OLD),
                        SampleScan.ana(SampleScan.off("ana", 1, 200))),
                0,
                1,
                0,
                0,
                0);
    }

    @Test
    void a_key_that_is_gone_from_an_account_that_was_read_is_fixed() {
        expect(between(SampleScan.before(SampleScan.everythingSeen(), OLD)), 0, 1, 0, 0, 0);
    }

    @Test
    void a_key_whose_user_could_not_be_read_now_is_not_seen_and_never_fixed() {
        Report now = SampleScan.report(90, SampleScan.seen(SampleScan.ACCOUNT, "ana"));
        expect(progress(SampleScan.before(SampleScan.everythingSeen(), OLD), now), 0, 0, 0, 1, 0);
    }

    @Test
    void a_key_of_an_account_that_is_missing_or_failed_now_is_not_seen() {
        Baseline before = SampleScan.before(SampleScan.everythingSeen(), OLD);
        expect(progress(before, SampleScan.report(90, SampleScan.seen(OTHER))), 0, 0, 0, 1, 0);
        Coverage failed = new Coverage(List.of(AccountCoverage.failed(SampleScan.ACCOUNT, "denied")));
        expect(progress(before, SampleScan.report(90, failed)), 0, 0, 0, 1, 0);
    }

    @Test
    void a_key_with_an_unknown_status_is_not_called_fixed() {
        Coverage coverage = new Coverage(List.of(new AccountCoverage(
                SampleScan.ACCOUNT,
                AccountCoverage.Way.FULL_SCAN,
                10,
                10,
                0,
                1,
                List.of(new AccountCoverage.Unread("ana", OLD.keyId(), "unknown status")),
                java.util.Set.of(),
                null)));
        Report now = SampleScan.report(
                90, coverage, SampleScan.ana(SampleScan.key("ana", 1, 200, KeyStatus.UNKNOWN, LastUse.unreadable())));
        expect(progress(SampleScan.before(SampleScan.everythingSeen(), OLD), now), 0, 0, 0, 1, 0);
    }

    @Test
    void a_key_of_a_user_the_earlier_audit_did_not_see_is_not_called_new() {
        expect(
                between(
                        SampleScan.before(SampleScan.seen(SampleScan.ACCOUNT, "ana")),
                        SampleScan.ana(SampleScan.key("ana", 1, 200))),
                0,
                0,
                0,
                0,
                1);
        expect(
                between(SampleScan.before(SampleScan.seen(OTHER)), SampleScan.ana(SampleScan.key("ana", 1, 200))),
                0,
                0,
                0,
                0,
                1);
    }

    @Test
    void another_key_with_a_later_creation_date_is_not_the_one_of_before() {
        KeyRef earlier = new KeyRef(
                OLD.accountId(), OLD.userName(), OLD.keyId(), OLD.created().minusSeconds(1));
        expect(
                between(
                        SampleScan.before(SampleScan.everythingSeen(), earlier),
                        SampleScan.ana(SampleScan.key("ana", 1, 200))),
                1,
                1,
                0,
                0,
                0);
    }

    @Test
    void a_raised_threshold_fixes_nothing() {
        Report now = SampleScan.report(
                new StalenessPolicy(180, 365),
                90,
                SampleScan.everythingSeen(),
                SampleScan.ana(SampleScan.key("ana", 1, 100)));
        expect(
                progress(SampleScan.before(SampleScan.everythingSeen(), SampleScan.ref("ana", 1, 100)), now),
                0,
                0,
                1,
                0,
                0);
    }

    @Test
    void a_raised_threshold_needs_an_audit_that_still_keeps_the_younger_keys() {
        Report now = SampleScan.report(new StalenessPolicy(180, 365), 180, SampleScan.everythingSeen());
        assertThatThrownBy(() -> progress(SampleScan.before(SampleScan.everythingSeen(), OLD), now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_lowered_threshold_makes_keys_new_and_keeps_the_others() {
        Report now = SampleScan.report(
                new StalenessPolicy(60, 365),
                60,
                SampleScan.everythingSeen(),
                SampleScan.ana(SampleScan.key("ana", 1, 200), SampleScan.key("ana", 2, 70)));
        expect(progress(SampleScan.before(SampleScan.everythingSeen(), OLD), now), 1, 0, 1, 0, 0);
    }

    @Test
    void a_young_key_whose_user_left_quarantine_is_not_called_fixed_while_nobody_saw_it_off() {
        KeyRef young = SampleScan.ref("ana", 1, 20);
        expect(
                between(
                        SampleScan.before(SampleScan.everythingSeen(), young),
                        SampleScan.ana(SampleScan.key("ana", 1, 20))),
                0,
                0,
                0,
                1,
                0);
    }

    private static ChangeCounts between(Baseline before, UserKeys... now) {
        return progress(before, SampleScan.report(90, SampleScan.everythingSeen(), now));
    }

    private static ChangeCounts progress(Baseline before, Report now) {
        return ChangedKeys.between(before, now).counted();
    }

    private static void expect(ChangeCounts progress, int fresh, int fixed, int still, int notSeen, int firstSeen) {
        assertThat(progress).isEqualTo(new ChangeCounts(progress.since(), fresh, fixed, still, notSeen, firstSeen));
    }
}
