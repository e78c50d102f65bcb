package stalekeys.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final KeyRef OLD = Given.ref("ana", 1, 200);
    private static final Account OTHER = new Account("444455556666", "example-dev");

    @Test
    void a_key_that_is_stale_in_both_is_still_there() {
        expect(between(Given.before(Given.everythingSeen(), OLD), Given.ana(Given.key("ana", 1, 200))), 0, 0, 1, 0, 0);
    }

    @Test
    void a_key_that_became_stale_is_new() {
        expect(between(Given.before(Given.everythingSeen()), Given.ana(Given.key("ana", 1, 90))), 1, 0, 0, 0, 0);
    }

    @Test
    void a_key_that_is_seen_inactive_is_fixed() {
        expect(between(Given.before(Given.everythingSeen(), OLD), Given.ana(Given.off("ana", 1, 200))), 0, 1, 0, 0, 0);
    }

    @Test
    void a_key_that_is_gone_from_an_account_that_was_read_is_fixed() {
        expect(between(Given.before(Given.everythingSeen(), OLD)), 0, 1, 0, 0, 0);
    }

    @Test
    void a_key_whose_user_could_not_be_read_now_is_not_seen_and_never_fixed() {
        Report now = Given.report(90, Given.seen(Given.ACCOUNT, "ana"));
        expect(progress(Given.before(Given.everythingSeen(), OLD), now), 0, 0, 0, 1, 0);
    }

    @Test
    void a_key_of_an_account_that_is_missing_or_failed_now_is_not_seen() {
        Baseline before = Given.before(Given.everythingSeen(), OLD);
        expect(progress(before, Given.report(90, Given.seen(OTHER))), 0, 0, 0, 1, 0);
        Coverage failed = new Coverage(List.of(AccountCoverage.failed(Given.ACCOUNT, "denied")));
        expect(progress(before, Given.report(90, failed)), 0, 0, 0, 1, 0);
    }

    @Test
    void a_key_with_an_unknown_status_is_not_called_fixed() {
        Coverage coverage = new Coverage(List.of(new AccountCoverage(
                Given.ACCOUNT,
                AccountCoverage.Way.FULL_SCAN,
                10,
                10,
                0,
                1,
                List.of(new AccountCoverage.Unread("ana", OLD.keyId(), "unknown status")),
                java.util.Set.of(),
                null)));
        Report now = Given.report(
                90, coverage, Given.ana(Given.key("ana", 1, 200, KeyStatus.UNKNOWN, LastUse.unreadable())));
        expect(progress(Given.before(Given.everythingSeen(), OLD), now), 0, 0, 0, 1, 0);
    }

    @Test
    void a_key_of_a_user_the_earlier_audit_did_not_see_is_not_called_new() {
        expect(
                between(Given.before(Given.seen(Given.ACCOUNT, "ana")), Given.ana(Given.key("ana", 1, 200))),
                0,
                0,
                0,
                0,
                1);
        expect(between(Given.before(Given.seen(OTHER)), Given.ana(Given.key("ana", 1, 200))), 0, 0, 0, 0, 1);
    }

    @Test
    void another_key_with_a_later_creation_date_is_not_the_one_of_before() {
        KeyRef earlier = new KeyRef(
                OLD.accountId(), OLD.userName(), OLD.keyId(), OLD.created().minusSeconds(1));
        expect(
                between(Given.before(Given.everythingSeen(), earlier), Given.ana(Given.key("ana", 1, 200))),
                1,
                1,
                0,
                0,
                0);
    }

    @Test
    void a_raised_threshold_fixes_nothing() {
        Report now = Given.report(
                new StalenessPolicy(180, 365), 90, Given.everythingSeen(), Given.ana(Given.key("ana", 1, 100)));
        expect(progress(Given.before(Given.everythingSeen(), Given.ref("ana", 1, 100)), now), 0, 0, 1, 0, 0);
    }

    @Test
    void a_raised_threshold_needs_an_audit_that_still_keeps_the_younger_keys() {
        Report now = Given.report(new StalenessPolicy(180, 365), 180, Given.everythingSeen());
        assertThatThrownBy(() -> progress(Given.before(Given.everythingSeen(), OLD), now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_lowered_threshold_makes_keys_new_and_keeps_the_others() {
        Report now = Given.report(
                new StalenessPolicy(60, 365),
                60,
                Given.everythingSeen(),
                Given.ana(Given.key("ana", 1, 200), Given.key("ana", 2, 70)));
        expect(progress(Given.before(Given.everythingSeen(), OLD), now), 1, 0, 1, 0, 0);
    }

    @Test
    void a_young_key_whose_user_left_quarantine_is_not_called_fixed_while_nobody_saw_it_off() {
        KeyRef young = Given.ref("ana", 1, 20);
        expect(between(Given.before(Given.everythingSeen(), young), Given.ana(Given.key("ana", 1, 20))), 0, 0, 0, 1, 0);
    }

    private static Progress between(Baseline before, UserKeys... now) {
        return progress(before, Given.report(90, Given.everythingSeen(), now));
    }

    private static Progress progress(Baseline before, Report now) {
        return Changes.between(before, now).counted();
    }

    private static void expect(Progress progress, int fresh, int fixed, int still, int notSeen, int firstSeen) {
        assertThat(progress).isEqualTo(new Progress(progress.since(), fresh, fixed, still, notSeen, firstSeen));
    }
}
