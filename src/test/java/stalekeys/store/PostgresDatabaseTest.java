package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static stalekeys.store.SampleEvents.NOW;
import static stalekeys.store.SampleEvents.asking;
import static stalekeys.store.SampleEvents.key;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import stalekeys.http.CapturedLog;
import stalekeys.store.Database.Mode;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.LedgerUnavailable;

class PostgresDatabaseTest {
    private final Postgres server = Postgres.server();

    @Test
    void several_may_serve_and_begin_at_the_same_time_on_an_empty_database() throws Exception {
        String url = server.newDatabase();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Database> serve = () -> Database.open(url, Mode.SERVE);
            List<Database> serving = new ArrayList<>();
            for (Future<Database> each : threads.invokeAll(List.of(serve, serve, serve))) {
                serving.add(each.get());
            }
            assertThat(serving.get(0).ledger().commit(asking(key(1), "ask:1"))).isTrue();
            assertThat(serving.get(1).ledger().commit(asking(key(1), "ask:1"))).isFalse();
            serving.get(0).ledger().take("ask:1", NOW);
            assertThat(serving.get(2).ledger().takeAbandoned(NOW, Duration.ofMinutes(1)))
                    .as("each has a name of its own, so the lease decides")
                    .isEmpty();
            serving.forEach(Database::close);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void looking_at_an_empty_database_is_refused_and_leaves_it_empty() {
        String url = server.newDatabase();

        for (int twice = 0; twice < 2; twice++) {
            assertThatThrownBy(() -> Database.open(url, Mode.EXISTING_ONLY))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("has no tables of stale-keys yet: serve or digest makes them");
        }
    }

    @Test
    void user_and_password_may_stand_before_the_host() {
        String url = server.newDatabase().replace("//", "//postgres:postgres@").replaceAll("\\?.*", "");

        try (Database database = Database.open(url, Mode.SERVE)) {
            assertThat(database.ping()).isTrue();
        }
    }

    @Test
    void a_password_is_in_no_error() {
        String nobody = server.newDatabase().replaceAll("\\?.*", "?user=nobody&password=tops3cret");
        String nowhere = "jdbc:postgresql://bot:tops3cret@127.0.0.1:1/keys?sslpassword=tops3cret";

        for (String url : List.of(nobody, nowhere)) {
            assertThatThrownBy(() -> Database.open(url, Mode.SERVE)).satisfies(error -> {
                StringWriter trace = new StringWriter();
                error.printStackTrace(new PrintWriter(trace));
                assertThat(error).isInstanceOf(StoreFailure.class).hasMessageContaining("can't be opened: ");
                assertThat(trace.toString()).doesNotContain("tops3cret");
            });
        }
    }

    @Test
    void beyond_this_machine_an_unencrypted_server_is_refused_unless_the_url_says_otherwise() {
        // Reaches this machine, and does not look as if.
        String url = server.newDatabase().replace("127.0.0.1", "0.0.0.0");

        assertThatThrownBy(() -> Database.open(url, Mode.SERVE))
                .isInstanceOf(StoreFailure.class)
                .isNotInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("can't be encrypted")
                .hasMessageContaining("sslmode=disable");
        try (Database told = Database.open(url + "&sslmode=disable", Mode.SERVE)) {
            assertThat(told.ping()).isTrue();
        }
        List<CheckResult> results = new DatabaseCheck(url + "&sslmode=disable").look();
        assertThat(results).extracting(CheckResult::kind).containsExactly(CheckResult.Kind.OK, CheckResult.Kind.NOTE);
        assertThat(results.get(1).sentence()).contains("not encrypted", "verify-full");
    }

    @Test
    void an_outage_is_told_once_for_each_reason_and_its_end_once() throws Exception {
        String url = server.newDatabase();
        try (Relay relay = Relay.to(server.port());
                Database database = Database.open(url.replace(":" + server.port(), ":" + relay.port()), Mode.SERVE);
                CapturedLog log = new CapturedLog()) {
            WriteProbe watch = database.writeProbe();
            assertThat(watch.look()).isFalse();

            relay.cut();
            for (int look = 0; look < 2; look++) {
                assertThat(watch.look()).isFalse();
            }
            relay.restore();
            await().until(watch::look);
            assertThat(watch.look()).isFalse();

            List<String> said = log.lines().stream()
                    .filter(line -> line.contains("The database"))
                    .toList();
            assertThat(said)
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThan(1)
                    .last()
                    .asString()
                    .startsWith("INFO")
                    .endsWith("can be written to again");
        }
    }

    @Test
    void a_server_that_takes_no_changes_is_not_well_until_it_does_and_the_doctor_says_what_to_do() {
        String url = server.newDatabase();
        try (Database database = Database.open(url, Mode.SERVE)) {
            WriteProbe watch = database.writeProbe();
            watch.look();
            assertThat(watch.isWell()).isTrue();

            server.readOnly(url, true);
            for (int look = 0; look < 2; look++) {
                watch.look();
            }
            assertThat(watch.isWell()).isFalse();
            assertThat(new DatabaseCheck(url).look())
                    .singleElement()
                    .satisfies(result -> assertThat(result.sentence()).contains("takes no changes", "replica"));

            server.readOnly(url, false);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                watch.look();
                return watch.isWell();
            });
            assertThat(database.ledger().commit(asking(key(1), "ask:1"))).isTrue();
        }
    }

    @Test
    void a_database_that_goes_away_is_an_error_soon_and_works_again_when_it_is_back() throws Exception {
        String direct = server.newDatabase();
        try (Relay relay = Relay.to(server.port());
                Database database =
                        Database.open(direct.replace(":" + server.port(), ":" + relay.port()), Mode.SERVE)) {
            assertThat(database.ledger().commit(asking(key(1), "ask:1"))).isTrue();
            assertThat(database.ping()).isTrue();

            relay.cut();
            assertThatThrownBy(() -> database.ledger().commit(asking(key(2), "ask:2")))
                    .isInstanceOf(RuntimeException.class);
            assertThat(database.ping()).isFalse();
            // The pool may hand out a connection of before, which fails in its own way.
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> database.ledger().eventsSince(Instant.EPOCH))
                                    .isInstanceOf(LedgerUnavailable.class));

            relay.restore();
            // The pool may still hand out a connection of before, once: it trusts one that was used half a second ago.
            await().atMost(Duration.ofSeconds(20)).until(database::ping);
            assertThat(database.ledger().eventsSince(Instant.EPOCH)).hasSize(1);
            assertThat(database.ledger().commit(asking(key(2), "ask:2"))).isTrue();
        }
    }
}
