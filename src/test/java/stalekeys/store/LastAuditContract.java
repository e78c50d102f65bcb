package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.store.SampleEvents.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;

/** What is kept of the last audit comes back as it was, on either database. */
abstract class LastAuditContract {
    private @Nullable Database database;

    /** The URL of a database that is empty when a test begins, and the same one within it. */
    abstract String url();

    @BeforeEach
    void open() {
        database = Database.open(url(), Database.Mode.MIGRATE);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private void restart() {
        close();
        open();
    }

    @Test
    void there_is_none_before_the_first() {
        assertThat(database.lastAudit().read()).isEmpty();
        database.lastAudit().forget();
    }

    @Test
    void after_a_restart_it_is_what_it_was() {
        Report report = report(NOW).forLists();
        assertThat(report.findings()).hasSize(4);

        database.lastAudit().keep(report);
        restart();

        assertThat(database.lastAudit().read()).contains(report);
    }

    @Test
    void a_later_one_takes_its_place_and_an_earlier_one_does_not() {
        database.lastAudit().keep(report(NOW).forLists());
        database.lastAudit().keep(report(NOW.minusSeconds(1)).forLists());
        assertThat(database.lastAudit().read().orElseThrow().takenAt()).isEqualTo(NOW);

        database.lastAudit().keep(report(NOW.plusSeconds(1)).forLists());
        assertThat(database.lastAudit().read().orElseThrow().takenAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void the_same_one_with_what_was_done_since_takes_its_place() {
        Report report = report(NOW).forLists();
        database.lastAudit().keep(report);
        Report patched = report.withInactive(report.stale().get(1).ref().orElseThrow());

        database.lastAudit().keep(patched);

        assertThat(database.lastAudit().read()).contains(patched);
    }

    @Test
    void what_is_forgotten_is_gone() {
        database.lastAudit().keep(report(NOW).forLists());
        database.lastAudit().forget();
        restart();
        assertThat(database.lastAudit().read()).isEmpty();
    }

    @Test
    void ten_thousand_stale_keys_are_kept_as_well() {
        ReportBuilder builder = builder(NOW);
        IntStream.range(0, 10_000).forEach(number -> builder.add(user("user-" + number, number, 100, null)));
        Report report = builder.build(new Coverage(List.of())).forLists();

        database.lastAudit().keep(report);

        assertThat(database.lastAudit().read().orElseThrow().stale()).hasSize(10_000);
    }

    /** A root key, a leaked, a stale and an excused one; a fresh one; an account that was not read, and a user. */
    private static Report report(Instant now) {
        ReportBuilder builder = builder(now);
        builder.add(new RootKey(SampleEvents.ACCOUNT, null, LastUse.unreadable()));
        builder.add(user("leaky", 1, 10, "AWSCompromisedKeyQuarantineV3"));
        builder.add(user("stale", 2, 120, null));
        builder.add(user("excused", 3, 400, null));
        builder.add(user("fresh", 4, 3, null));
        AccountCoverage partly = new AccountCoverage(
                SampleEvents.ACCOUNT,
                AccountCoverage.Way.CREDENTIAL_REPORT,
                5,
                5,
                0,
                1,
                List.of(new AccountCoverage.Unread("odd", SampleEvents.key(5).keyId(), "a new status")),
                Set.of(AccountCoverage.Gap.TAGS),
                null);
        Report report =
                builder.build(new Coverage(List.of(partly, AccountCoverage.failed(SampleEvents.ACCOUNT, "denied"))));
        Exemption exemption =
                new Exemption(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(9), "soon", "U0ADMIN");
        return report.excusing(Map.of(ref("excused", 3, 400), exemption));
    }

    private static ReportBuilder builder(Instant now) {
        return new ReportBuilder(
                new StalenessPolicy(90, 365), new OwnerRule(Map.of("stale", "U0ANA0001"), List.of("owner")), now, 90);
    }

    private static UserKeys user(String name, int number, int days, @Nullable String quarantine) {
        AccessKey key = new AccessKey(ref(name, number, days), KeyStatus.ACTIVE, LastUse.never(), "a description");
        return new UserKeys(
                new IamUser(
                        SampleEvents.ACCOUNT,
                        name,
                        Tags.of(Map.of()),
                        quarantine == null ? Leak.none() : Leak.quarantined(quarantine)),
                List.of(key));
    }

    private static KeyRef ref(String name, int number, int days) {
        return new KeyRef(
                SampleEvents.ACCOUNT.id(), name, SampleEvents.key(number).keyId(), NOW.minus(Duration.ofDays(days)));
    }
}
