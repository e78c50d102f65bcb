package stalekeys.keys.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.keys.SampleScan;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.UserKeys;

class ReportBuilderTest {
    @Test
    void active_keys_are_counted_by_severity_and_the_fresh_ones_not_kept() {
        Report report = SampleScan.report(
                90,
                SampleScan.everythingSeen(),
                SampleScan.ana(
                        SampleScan.key("ana", 1, 10), SampleScan.key("ana", 2, 100), SampleScan.key("ana", 3, 400)));
        assertThat(report.counts()).isEqualTo(new Counts(1, 1, 1, 0, 0));
        assertThat(report.findings()).extracting(Finding::ageDays).containsExactly(400L, 100L);
    }

    @Test
    void keys_that_are_off_are_counted_apart_and_never_found_stale() {
        Report report = SampleScan.report(
                90,
                SampleScan.everythingSeen(),
                SampleScan.ana(
                        SampleScan.off("ana", 1, 400),
                        SampleScan.key("ana", 2, 400, KeyStatus.EXPIRED, LastUse.never()),
                        SampleScan.off("ana", 3, 10)));
        assertThat(report.counts()).isEqualTo(new Counts(0, 0, 0, 3, 0));
        assertThat(report.findings()).isEmpty();
        assertThat(report.inactive())
                .containsExactlyInAnyOrder(SampleScan.ref("ana", 1, 400), SampleScan.ref("ana", 2, 400));
    }

    @Test
    void a_status_this_version_does_not_know_costs_that_key_alone() {
        Report report = SampleScan.report(
                90,
                SampleScan.everythingSeen(),
                SampleScan.ana(
                        SampleScan.key("ana", 1, 400, KeyStatus.UNKNOWN, LastUse.never()),
                        SampleScan.key("ana", 2, 100)));
        assertThat(report.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0));
        assertThat(report.findings()).hasSize(1);
        assertThat(report.inactive()).isEmpty();
    }

    @Test
    void the_horizon_keeps_younger_keys_without_calling_them_stale() {
        Report report =
                SampleScan.report(30, SampleScan.everythingSeen(), SampleScan.ana(SampleScan.key("ana", 1, 30)));
        assertThat(report.findings()).hasSize(1);
        assertThat(report.stale()).isEmpty();
        assertThat(report.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    }

    @Test
    void a_fresh_key_of_a_quarantined_user_is_kept_whatever_the_horizon() {
        UserKeys eve = new UserKeys(SampleScan.quarantined("eve"), List.of(SampleScan.key("eve", 1, 1)));
        Report report = SampleScan.report(90, SampleScan.everythingSeen(), eve);
        assertThat(report.stale()).hasSize(1);
        assertThat(report.stale().get(0).quarantined()).isTrue();
        assertThat(report.stale().get(0).ref()).isPresent();
        assertThat(report.counts().critical()).isEqualTo(1);
    }

    @Test
    void a_quarantined_user_without_an_active_key_is_a_finding_of_its_own_with_nothing_to_click() {
        UserKeys eve = new UserKeys(SampleScan.quarantined("eve"), List.of(SampleScan.off("eve", 1, 100)));
        Report report = SampleScan.report(90, SampleScan.everythingSeen(), eve);
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.QUARANTINED_USER);
        assertThat(report.findings().get(0).ref()).isEmpty();
        assertThat(report.counts()).isEqualTo(new Counts(0, 0, 1, 1, 0));
    }

    @Test
    void root_keys_come_first_then_the_quarantined_then_the_oldest() {
        ReportBuilder builder = new ReportBuilder(SampleScan.POLICY, SampleScan.OWNERS, SampleScan.NOW, 90);
        builder.add(SampleScan.ana(SampleScan.key("ana", 1, 100), SampleScan.key("ana", 2, 900)));
        builder.add(new UserKeys(SampleScan.quarantined("eve"), List.of(SampleScan.key("eve", 3, 5))));
        builder.add(new RootKey(SampleScan.ACCOUNT, null, LastUse.unreadable()));
        Report report = builder.build(SampleScan.everythingSeen());
        assertThat(report.findings()).extracting(Finding::userName).containsExactly("root user", "eve", "ana", "ana");
        assertThat(report.findings()).extracting(Finding::ageDays).containsExactly(0L, 5L, 900L, 100L);
        assertThat(report.findings().get(0).ref()).isEmpty();
    }

    @Test
    void a_key_seen_switched_off_moves_from_the_findings_to_the_inactive_ones() {
        Report report = SampleScan.report(
                90,
                SampleScan.everythingSeen(),
                SampleScan.ana(SampleScan.key("ana", 1, 100), SampleScan.key("ana", 2, 400)));
        Report after = report.withInactive(SampleScan.ref("ana", 2, 400));
        assertThat(after.counts()).isEqualTo(new Counts(0, 1, 0, 1, 0));
        assertThat(after.findings()).extracting(Finding::ageDays).containsExactly(100L);
        assertThat(after.inactive()).containsExactly(SampleScan.ref("ana", 2, 400));
        assertThat(after.withInactive(SampleScan.ref("ana", 2, 400))).isSameAs(after);
    }

    @Test
    void a_quarantined_user_stays_a_critical_finding_when_their_last_key_is_switched_off() {
        UserKeys eve = new UserKeys(
                SampleScan.quarantined("eve"), List.of(SampleScan.key("eve", 1, 5), SampleScan.key("eve", 2, 100)));
        Report report = SampleScan.report(90, SampleScan.everythingSeen(), eve);
        Report oneLeft = report.withInactive(SampleScan.ref("eve", 2, 100));
        assertThat(oneLeft.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.KEY);
        Report noneLeft = oneLeft.withInactive(SampleScan.ref("eve", 1, 5));
        assertThat(noneLeft.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.QUARANTINED_USER);
        assertThat(noneLeft.findings().get(0).ref()).isEmpty();
        assertThat(noneLeft.counts()).isEqualTo(new Counts(0, 0, 1, 2, 0));
    }

    @Test
    void the_sent_mail_is_told_by_the_name_or_the_tag_of_its_user() {
        assertThat(SampleScan.user("ses-smtp-user.20260101").looksLikeSmtpUser())
                .isTrue();
        assertThat(SampleScan.tagged("mailer", "InvokedBy", "SESConsole").looksLikeSmtpUser())
                .isTrue();
        assertThat(SampleScan.user("mailer").looksLikeSmtpUser()).isFalse();
    }
}
