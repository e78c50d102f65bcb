package stalekeys.keys.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.keys.SampleScan;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;

class StalenessPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "0, FRESH",
        "89, FRESH",
        "90, STALE",
        "91, STALE",
        "365, STALE",
        "366, CRITICAL",
        "4000, CRITICAL",
    })
    void an_active_key_is_judged_by_its_whole_days(long days, Severity severity) {
        assertThat(judged(SampleScan.key("ana", 1, days)).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"29, FRESH", "30, STALE", "60, STALE", "61, CRITICAL"})
    void the_thresholds_can_be_set(long days, Severity severity) {
        StalenessPolicy strict = new StalenessPolicy(30, 60);
        assertThat(strict.judge(SampleScan.key("ana", 1, days), SampleScan.user("ana"), SampleScan.NOW)
                        .severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"stale-keys:protected,true,true", "Stale-Keys:Protected,TRUE,true", "stale-keys:protected,yes,false"})
    void a_protected_user_says_so_and_its_keys_are_as_stale_as_any(String tag, String value, boolean says) {
        IamUser user = new IamUser(SampleScan.user("ana").account(), "ana", Tags.of(Map.of(tag, value)), Leak.none());
        Verdict verdict = SampleScan.POLICY.judge(SampleScan.key("ana", 1, 100), user, SampleScan.NOW);

        assertThat(verdict.severity()).isEqualTo(Severity.STALE);
        assertThat(verdict.reasons().contains(Reason.of(Reason.Kind.PROTECTED))).isEqualTo(says);
    }

    @Test
    void a_key_is_not_ninety_days_old_a_second_before() {
        AccessKey key = SampleScan.key("ana", 1, 90);
        assertThat(key.ageDays(SampleScan.NOW.minusSeconds(1))).isEqualTo(89);
        assertThat(key.ageDays(SampleScan.NOW)).isEqualTo(90);
    }

    @Test
    void a_creation_date_in_the_future_counts_as_today() {
        AccessKey key = SampleScan.key("ana", 1, -5);
        assertThat(key.ageDays(SampleScan.NOW)).isZero();
        assertThat(judged(key).severity()).isEqualTo(Severity.FRESH);
    }

    @Test
    void a_key_of_a_quarantined_user_is_critical_on_its_first_day() {
        Verdict verdict =
                SampleScan.POLICY.judge(SampleScan.key("eve", 1, 0), SampleScan.quarantined("eve"), SampleScan.NOW);
        assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(verdict.reasons()).contains(new Reason(Reason.Kind.QUARANTINED, 0, "AWSCompromisedKeyQuarantineV3"));
    }

    @Test
    void what_nobody_knows_of_a_leak_is_said_and_neither_critical_nor_exempt() {
        IamUser user = new IamUser(
                SampleScan.ACCOUNT,
                "ana",
                Tags.of(Map.of(
                        Exemption.TAG,
                        Exemption.today(SampleScan.NOW).plusDays(3).toString())),
                Leak.unknown("AWS refused it."));
        Verdict verdict = SampleScan.POLICY.judge(SampleScan.key("ana", 1, 100), user, SampleScan.NOW);
        assertThat(verdict.severity()).isEqualTo(Severity.STALE);
        assertThat(verdict.stale()).isTrue();
        assertThat(verdict.reasons())
                .contains(
                        new Reason(Reason.Kind.LEAK_UNKNOWN, 0, "AWS refused it."),
                        new Reason(
                                Reason.Kind.EXEMPTION_ON_HOLD,
                                0,
                                Exemption.today(SampleScan.NOW).plusDays(3).toString()));
    }

    @Test
    void never_used_means_nothing_on_the_first_day() {
        assertThat(kinds(SampleScan.key("ana", 1, 0, KeyStatus.ACTIVE, LastUse.never())))
                .doesNotContain(Reason.Kind.NEVER_USED);
        assertThat(kinds(SampleScan.key("ana", 1, 1, KeyStatus.ACTIVE, LastUse.never())))
                .contains(Reason.Kind.NEVER_USED);
    }

    @Test
    void a_last_use_that_could_not_be_read_is_not_called_never() {
        assertThat(kinds(SampleScan.key("ana", 1, 100, KeyStatus.ACTIVE, LastUse.unreadable())))
                .contains(Reason.Kind.LAST_USE_UNREADABLE)
                .doesNotContain(Reason.Kind.NEVER_USED);
    }

    @Test
    void tags_that_could_not_be_read_are_named_as_a_reason() {
        IamUser user = new IamUser(SampleScan.ACCOUNT, "ana", Tags.unreadable(), Leak.none());
        assertThat(SampleScan.POLICY
                        .judge(SampleScan.key("ana", 1, 100), user, SampleScan.NOW)
                        .reasons())
                .contains(Reason.of(Reason.Kind.TAGS_UNREADABLE));
    }

    @Test
    void thresholds_that_contradict_each_other_are_refused() {
        assertThatThrownBy(() -> new StalenessPolicy(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StalenessPolicy(90, 89)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_use_is_within_a_span_only_if_it_is_known() {
        LastUse used = LastUse.used(SampleScan.NOW.minus(Duration.ofDays(7)), "s3", null);
        assertThat(used.within(Duration.ofDays(8), SampleScan.NOW)).isTrue();
        assertThat(used.within(Duration.ofDays(7), SampleScan.NOW)).isFalse();
        assertThat(LastUse.unreadable().within(Duration.ofDays(8), SampleScan.NOW))
                .isFalse();
        assertThat(LastUse.never().laterThan(used)).isFalse();
        assertThat(used.laterThan(LastUse.never())).isTrue();
        assertThat(used.laterThan(used)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Active,ACTIVE", "Inactive,INACTIVE", "Expired,EXPIRED", "Paused,UNKNOWN", "Unknown,UNKNOWN"})
    void a_status_iam_may_invent_is_unknown(String word, KeyStatus status) {
        assertThat(KeyStatus.of(word)).isEqualTo(status);
    }

    @Test
    void a_key_id_prints_itself_masked_wherever_it_is_printed() {
        KeyId id = new KeyId("AKIAIOSFODNN7EXAMPLE");
        KeyRef ref = new KeyRef(SampleScan.ACCOUNT.id(), "ana", id, SampleScan.NOW);
        Finding finding = ReportBuilder.finding(
                new AccessKey(ref, KeyStatus.ACTIVE, LastUse.never(), null),
                SampleScan.user("ana"),
                SampleScan.POLICY,
                SampleScan.OWNERS,
                SampleScan.NOW);
        assertThat(id.masked()).isEqualTo("…MPLE");
        assertThat(List.of(id, ref, finding, SampleScan.before(SampleScan.everythingSeen(), ref))
                        .toString())
                .doesNotContain("AKIAIOSFODNN7EXA")
                .contains("…MPLE");
    }

    @Test
    void what_is_no_key_id_is_refused() {
        assertThatThrownBy(() -> new KeyId("AKIA SHORT")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyId("AKIAIOSFODNN7EXAMPLE\n")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Verdict judged(AccessKey key) {
        return SampleScan.POLICY.judge(key, SampleScan.user("ana"), SampleScan.NOW);
    }

    private static List<Reason.Kind> kinds(AccessKey key) {
        return judged(key).reasons().stream().map(Reason::kind).toList();
    }
}
