package stalekeys.work.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.FakeAws;
import stalekeys.work.JobFixture;
import stalekeys.work.ledger.LedgerUnavailable;
import stalekeys.work.people.Role;

class ReportsTest {
    private final MovableClock clock = new MovableClock(JobFixture.NOW);
    private final FakeAws aws = new FakeAws(JobFixture.NOW);
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private boolean full;
    private final Shelf shelf = new Shelf();
    private Reports reports = reports(90);
    private final KeyRef key = aws.key(new IamUser(FakeAws.ACCOUNT, "ana", Tags.none(), Leak.none()), 400);

    @Test
    void however_many_ask_one_audit_runs() {
        CompletableFuture<Report> first = reports.refresh(90);
        CompletableFuture<Report> second = reports.refresh(90);
        finish();
        assertThat(first.join()).isSameAs(second.join());
        assertThat(aws.scans).isEqualTo(1);
    }

    @Test
    void what_is_kept_answers_for_ten_minutes_and_then_is_taken_anew_behind_the_answer() {
        take();
        clock.advance(Duration.ofMinutes(10));
        assertThat(reports.kept(90)).isPresent();
        assertThat(begun).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(reports.kept(90).orElseThrow().takenAt()).isEqualTo(JobFixture.NOW);
        finish();
        assertThat(reports.kept(90).orElseThrow().takenAt()).isEqualTo(clock.instant());
    }

    @Test
    void what_is_kept_has_another_number_whenever_it_changes_though_it_was_taken_at_the_same_time() {
        take();
        Reports.Kept before = reports.latest(90).orElseThrow();
        assertThat(reports.latest(90).orElseThrow()).isEqualTo(before);

        reports.switchedOff(key);

        Reports.Kept after = reports.latest(90).orElseThrow();
        assertThat(after.report().takenAt()).isEqualTo(before.report().takenAt());
        assertThat(after.revision()).isNotEqualTo(before.revision());
    }

    @Test
    void a_report_that_left_out_younger_keys_does_not_answer_for_them() {
        take();
        assertThat(reports.kept(30)).isEmpty();
        assertThat(reports.kept(120)).isPresent();
    }

    @Test
    void who_wants_younger_keys_waits_for_an_audit_of_their_own() {
        CompletableFuture<Report> first = reports.refresh(90);
        CompletableFuture<Report> younger = reports.refresh(0);
        begun.remove().run();
        assertThat(first).isCompleted();
        assertThat(younger).isNotDone();
        finish();
        assertThat(younger.join().horizonDays()).isZero();
        assertThat(aws.scans).isEqualTo(2);
    }

    @Test
    void an_audit_that_could_not_be_begun_does_not_stop_the_next_one() {
        full = true;
        assertThat(reports.refresh(90)).isCompletedExceptionally();
        full = false;
        CompletableFuture<Report> next = reports.refresh(90);
        finish();
        assertThat(next).isCompleted();
    }

    @Test
    void a_full_queue_does_not_take_away_what_is_kept() {
        take();
        clock.advance(Duration.ofHours(1));
        full = true;
        assertThat(reports.kept(90)).isPresent();
    }

    @Test
    void an_audit_begun_before_a_key_was_switched_off_does_not_bring_it_back() {
        begunAndReadBut(() -> reports.switchedOff(key));
        Report report = reports.kept(90).orElseThrow();
        assertThat(report.findings()).isEmpty();
        assertThat(report.inactive()).containsExactly(key);
    }

    @Test
    void an_audit_begun_before_a_key_was_switched_on_is_not_kept() {
        aws.is(key, KeyStatus.INACTIVE);
        begunAndReadBut(reports::switchedOn);
        assertThat(reports.kept(90)).isEmpty();
    }

    @Test
    void what_was_switched_off_before_an_audit_began_is_for_that_audit_to_see() {
        reports.switchedOff(key);
        take();
        assertThat(reports.kept(90).orElseThrow().findings()).hasSize(1);
    }

    @Test
    void whoever_is_no_admin_gets_one_audit_in_five_minutes_and_until_then_what_is_kept() {
        take();
        assertThat(reports.ask(90, Role.GUEST).look()).isNotNull();
        finish();
        clock.advance(Reports.NOT_AGAIN_FOR.minusSeconds(1));
        for (Role role : List.of(Role.GUEST, Role.MEMBER, Role.VIEWER)) {
            Reports.Asked early = reports.ask(90, role);
            assertThat(early.look()).isNull();
            assertThat(early.kept()).isNotNull();
            assertThat(early.notBefore()).isEqualTo(clock.instant().plusSeconds(1));
        }
        assertThat(begun).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(reports.ask(90, Role.MEMBER).look()).isNotNull();
        finish();
        assertThat(aws.scans).isEqualTo(3);
    }

    @Test
    void admins_always_get_a_new_look_and_others_may_wait_for_it_with_them() {
        reports.ask(90, Role.MEMBER);
        finish();
        assertThat(reports.ask(90, Role.ADMIN).look()).isNotNull();
        assertThat(reports.ask(90, Role.MEMBER).look()).isNotNull();
        finish();
        assertThat(aws.scans).isEqualTo(2);
    }

    @Test
    void after_an_audit_that_took_long_the_next_one_waits_as_long() {
        aws.afterUser = () -> clock.advance(Duration.ofMinutes(20));
        reports.ask(90, Role.MEMBER);
        finish();
        clock.advance(Duration.ofMinutes(19));
        assertThat(reports.ask(90, Role.MEMBER).look()).isNull();
        clock.advance(Duration.ofMinutes(1));
        assertThat(reports.ask(90, Role.MEMBER).look()).isNotNull();
    }

    @Test
    void for_ever_younger_keys_there_is_one_audit_and_not_one_for_each_day() {
        take();
        CompletableFuture<Report> first = reports.ask(80, Role.VIEWER).look();
        for (int days = 79; days > 0; days--) {
            assertThat(reports.ask(days, Role.VIEWER).look()).isSameAs(first);
        }
        finish();
        assertThat(reports.kept(1)).isPresent();
        assertThat(aws.scans).isEqualTo(2);
        // Another one, for older keys only, has taken its place.
        take();
        Reports.Asked early = reports.ask(1, Role.VIEWER);
        assertThat(early.look()).isNull();
        assertThat(early.kept()).isNull();
        assertThat(early.notBefore()).isNotNull();
    }

    @Test
    void after_a_restart_the_list_is_there_at_once_and_taken_anew_behind_it() {
        take();
        clock.advance(Duration.ofMinutes(1));

        reports = reports(90);

        Report kept = reports.kept(90).orElseThrow();
        assertThat(kept.takenAt()).isEqualTo(JobFixture.NOW);
        assertThat(kept.findings()).hasSize(1);
        finish();
        assertThat(reports.kept(90).orElseThrow().takenAt()).isEqualTo(clock.instant());
        assertThat(begun).isEmpty();
        assertThat(aws.scans).isEqualTo(2);
    }

    @Test
    void what_the_bot_did_since_is_stored_too_be_it_before_or_after_the_restart() {
        take();
        reports.switchedOff(key);
        reports = reports(90);
        assertThat(reports.kept(90).orElseThrow().findings()).isEmpty();

        finish();
        reports = reports(90);
        reports.switchedOff(key);
        reports = reports(90);
        assertThat(reports.kept(90).orElseThrow().findings()).isEmpty();
    }

    @Test
    void a_key_that_was_switched_on_is_not_missing_after_a_restart() {
        take();
        reports.switchedOn();
        reports = reports(90);
        assertThat(reports.kept(90)).isEmpty();
    }

    @Test
    void what_was_stored_a_day_ago_or_by_other_thresholds_is_no_answer() {
        take();
        assertThat(reports(60).kept(90)).isEmpty();

        clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(reports(90).kept(90)).isEmpty();
    }

    @Test
    void only_what_a_list_shows_is_stored() {
        aws.key(new IamUser(FakeAws.ACCOUNT, "bob", Tags.none(), Leak.none()), 10);
        aws.is(aws.key(new IamUser(FakeAws.ACCOUNT, "eve", Tags.none(), Leak.none()), 700), KeyStatus.INACTIVE);
        CompletableFuture<Report> all = reports.refresh(0);
        finish();
        assertThat(all.join().findings()).hasSize(2);
        assertThat(all.join().inactive()).hasSize(1);

        Report stored = shelf.read().orElseThrow();

        assertThat(stored.findings()).extracting(finding -> finding.userName()).containsExactly("ana");
        assertThat(stored.inactive()).isEmpty();
        assertThat(stored.counts()).isEqualTo(all.join().counts());
        reports = reports(90);
        assertThat(reports.kept(90)).isPresent();
        assertThat(reports.kept(0)).isEmpty();
    }

    @Test
    void a_store_that_is_away_costs_the_memory_and_no_answer() {
        shelf.away = true;
        take();
        assertThat(reports.kept(90)).isPresent();

        reports = reports(90);
        assertThat(reports.kept(90)).isEmpty();
        take();
        assertThat(reports.kept(90)).isPresent();
    }

    @Test
    void how_far_it_is_is_told_while_an_audit_runs() {
        assertThat(reports.howFar()).isEmpty();
        aws.afterUser = () -> assertThat(reports.howFar()).contains(new Reports.HowFar(1, 1));
        take();
        assertThat(aws.scans).isEqualTo(1);
        assertThat(reports.howFar()).isEmpty();
    }

    /** The same store, and a process that has just started. */
    private Reports reports(int maxAgeDays) {
        Audit audit = new Audit(aws, new StalenessPolicy(maxAgeDays, 365), new OwnerRule(Map.of(), List.of()), clock);
        return new Reports(audit, shelf, clock, work -> {
            if (full) {
                throw new RejectedExecutionException("full");
            }
            begun.add(work);
        });
    }

    /** A store of one report, which can be away. */
    private static final class Shelf implements LastAudit {
        boolean away;
        private Report report;

        @Override
        public Optional<Report> read() {
            look();
            return Optional.ofNullable(report);
        }

        @Override
        public void keep(Report kept) {
            look();
            report = kept;
        }

        @Override
        public void forget() {
            look();
            report = null;
        }

        private void look() {
            if (away) {
                throw new LedgerUnavailable(new IllegalStateException("away"));
            }
        }
    }

    /** Something happens after the audit began and before it ended. */
    private void begunAndReadBut(Runnable meanwhile) {
        CompletableFuture<Report> waiting = reports.refresh(90);
        meanwhile.run();
        finish();
        assertThat(waiting).isCompleted();
    }

    private void take() {
        CompletableFuture<Report> taken = reports.refresh(90);
        finish();
        assertThat(taken).isCompleted();
    }

    private void finish() {
        while (!begun.isEmpty()) {
            begun.remove().run();
        }
    }
}
