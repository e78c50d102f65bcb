package stalekeys.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportBuilderTest {
    @Test
    void active_keys_are_counted_by_severity_and_the_fresh_ones_not_kept() {
        Report report = Given.report(
                90,
                Given.everythingSeen(),
                Given.ana(Given.key("ana", 1, 10), Given.key("ana", 2, 100), Given.key("ana", 3, 400)));
        assertThat(report.counts()).isEqualTo(new Counts(1, 1, 1, 0, 0));
        assertThat(report.findings()).extracting(Finding::ageDays).containsExactly(400L, 100L);
    }

    @Test
    void keys_that_are_off_are_counted_apart_and_never_found_stale() {
        Report report = Given.report(
                90,
                Given.everythingSeen(),
                Given.ana(
                        Given.off("ana", 1, 400),
                        Given.key("ana", 2, 400, KeyStatus.EXPIRED, LastUse.never()),
                        Given.off("ana", 3, 10)));
        assertThat(report.counts()).isEqualTo(new Counts(0, 0, 0, 3, 0));
        assertThat(report.findings()).isEmpty();
        assertThat(report.inactive()).containsExactlyInAnyOrder(Given.ref("ana", 1, 400), Given.ref("ana", 2, 400));
    }

    @Test
    void a_status_this_version_does_not_know_costs_that_key_alone() {
        Report report = Given.report(
                90,
                Given.everythingSeen(),
                Given.ana(Given.key("ana", 1, 400, KeyStatus.UNKNOWN, LastUse.never()), Given.key("ana", 2, 100)));
        assertThat(report.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0));
        assertThat(report.findings()).hasSize(1);
        assertThat(report.inactive()).isEmpty();
    }

    @Test
    void the_horizon_keeps_younger_keys_without_calling_them_stale() {
        Report report = Given.report(30, Given.everythingSeen(), Given.ana(Given.key("ana", 1, 30)));
        assertThat(report.findings()).hasSize(1);
        assertThat(report.stale()).isEmpty();
        assertThat(report.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    }

    @Test
    void a_fresh_key_of_a_quarantined_user_is_kept_whatever_the_horizon() {
        UserKeys eve = new UserKeys(Given.quarantined("eve"), List.of(Given.key("eve", 1, 1)));
        Report report = Given.report(90, Given.everythingSeen(), eve);
        assertThat(report.stale()).hasSize(1);
        assertThat(report.stale().get(0).quarantined()).isTrue();
        assertThat(report.stale().get(0).ref()).isPresent();
        assertThat(report.counts().critical()).isEqualTo(1);
    }

    @Test
    void a_quarantined_user_without_an_active_key_is_a_finding_of_its_own_with_nothing_to_click() {
        UserKeys eve = new UserKeys(Given.quarantined("eve"), List.of(Given.off("eve", 1, 100)));
        Report report = Given.report(90, Given.everythingSeen(), eve);
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.QUARANTINED_USER);
        assertThat(report.findings().get(0).ref()).isEmpty();
        assertThat(report.counts()).isEqualTo(new Counts(0, 0, 1, 1, 0));
    }

    @Test
    void root_keys_come_first_then_the_quarantined_then_the_oldest() {
        ReportBuilder builder = new ReportBuilder(Given.POLICY, Given.OWNERS, Given.NOW, 90);
        builder.add(Given.ana(Given.key("ana", 1, 100), Given.key("ana", 2, 900)));
        builder.add(new UserKeys(Given.quarantined("eve"), List.of(Given.key("eve", 3, 5))));
        builder.add(new RootKey(Given.ACCOUNT, null, LastUse.unreadable()));
        Report report = builder.build(Given.everythingSeen());
        assertThat(report.findings()).extracting(Finding::userName).containsExactly("root user", "eve", "ana", "ana");
        assertThat(report.findings()).extracting(Finding::ageDays).containsExactly(0L, 5L, 900L, 100L);
        assertThat(report.findings().get(0).ref()).isEmpty();
    }

    @Test
    void a_key_seen_switched_off_moves_from_the_findings_to_the_inactive_ones() {
        Report report =
                Given.report(90, Given.everythingSeen(), Given.ana(Given.key("ana", 1, 100), Given.key("ana", 2, 400)));
        Report after = report.withInactive(Given.ref("ana", 2, 400));
        assertThat(after.counts()).isEqualTo(new Counts(0, 1, 0, 1, 0));
        assertThat(after.findings()).extracting(Finding::ageDays).containsExactly(100L);
        assertThat(after.inactive()).containsExactly(Given.ref("ana", 2, 400));
        assertThat(after.withInactive(Given.ref("ana", 2, 400))).isSameAs(after);
    }

    @Test
    void a_quarantined_user_stays_a_critical_finding_when_their_last_key_is_switched_off() {
        UserKeys eve =
                new UserKeys(Given.quarantined("eve"), List.of(Given.key("eve", 1, 5), Given.key("eve", 2, 100)));
        Report report = Given.report(90, Given.everythingSeen(), eve);
        Report oneLeft = report.withInactive(Given.ref("eve", 2, 100));
        assertThat(oneLeft.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.KEY);
        Report noneLeft = oneLeft.withInactive(Given.ref("eve", 1, 5));
        assertThat(noneLeft.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.QUARANTINED_USER);
        assertThat(noneLeft.findings().get(0).ref()).isEmpty();
        assertThat(noneLeft.counts()).isEqualTo(new Counts(0, 0, 1, 2, 0));
    }

    @Test
    void the_sent_mail_is_told_by_the_name_or_the_tag_of_its_user() {
        assertThat(Given.user("ses-smtp-user.20260101").looksLikeSmtpUser()).isTrue();
        assertThat(Given.tagged("mailer", "InvokedBy", "SESConsole").looksLikeSmtpUser())
                .isTrue();
        assertThat(Given.user("mailer").looksLikeSmtpUser()).isFalse();
    }
}
