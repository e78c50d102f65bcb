package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stalekeys.store.SampleEvents.NOW;
import static stalekeys.store.SampleEvents.asking;
import static stalekeys.store.SampleEvents.key;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.store.Database.Mode;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.OutboxItem.State;

class SqliteDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void serving_makes_the_folder_and_the_file_for_the_owners_eyes_only() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("data/stale-keys.db");

        try (Database database = Database.open("jdbc:sqlite:" + file, Mode.SERVE)) {
            database.ledger().commit(asking(key(1), "ask:1"));
            assertThat(database.ping()).isTrue();
            try (var files = Files.list(file.getParent())) {
                assertThat(files.toList())
                        .hasSizeGreaterThan(1)
                        .allSatisfy(
                                each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                        .as(each.toString())
                                        .isEqualTo("rw-------"));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my keys.db", "100%.db", "%20.db", "c#.db", "a&b=c.db", " .d b"})
    void a_file_may_be_called_anything_without_a_question_mark(String name) {
        Path file = folder.resolve("a folder").resolve(name);
        for (int twice = 0; twice < 2; twice++) {
            try (Database database = Database.open("jdbc:sqlite:" + file, Mode.SERVE)) {
                assertThat(database.ping()).isTrue();
            }
            assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void a_path_this_locale_can_not_write_is_refused_before_anything_is_made() {
        String before = System.getProperty("sun.jnu.encoding");
        System.setProperty("sun.jnu.encoding", "ANSI_X3.4-1968");
        try {
            assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + folder + "/b\u00fcro.db", Mode.SERVE))
                    .isInstanceOf(InvalidDatabaseUrl.class)
                    .hasMessageContaining("LC_ALL=C.UTF-8");
        } finally {
            System.setProperty("sun.jnu.encoding", before);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_database_that_can_not_be_written_to_is_not_well_until_it_can_again() throws SQLException {
        try (Database database = Database.open(url(), Mode.SERVE)) {
            WriteProbe watch = database.writeProbe();
            assertThat(watch.isWell()).isFalse();
            watch.look();
            assertThat(watch.isWell()).isTrue();

            // As a full disk does: what is read is read, what is written is refused.
            execute(
                    database,
                    "create trigger full before update on sequence begin"
                            + " select raise(abort, 'database or disk is full'); end");
            execute(
                    database,
                    "create trigger full2 before insert on sequence begin"
                            + " select raise(abort, 'database or disk is full'); end");
            for (int look = 0; look < 5; look++) {
                watch.look();
            }
            assertThat(watch.isWell()).isFalse();
            assertThat(database.ping()).isTrue();

            execute(database, "drop trigger full");
            execute(database, "drop trigger full2");
            watch.look();
            assertThat(watch.isWell()).isTrue();
        }
    }

    @Test
    void a_database_whose_file_is_taken_away_is_not_well() throws IOException {
        try (Database database = Database.open(url(), Mode.SERVE)) {
            WriteProbe watch = database.writeProbe();
            Files.delete(file());
            watch.look();
            assertThat(watch.isWell()).isFalse();
        }
    }

    @Test
    void somebody_else_writing_is_no_trouble() throws SQLException {
        try (Database database = Database.open(url(), Mode.SERVE);
                Connection other = DriverManager.getConnection(url())) {
            WriteProbe watch = database.writeProbe();
            watch.look();
            try (Statement statement = other.createStatement()) {
                statement.execute("begin immediate");
                watch.look();
                assertThat(watch.isWell()).isTrue();
                statement.execute("rollback");
            }
        }
    }

    @Test
    void looking_never_makes_a_database() {
        Path file = folder.resolve("data/stale-keys.db");

        assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file, Mode.EXISTING_ONLY))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("There is no database at " + file + " yet: serve or digest makes it");
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void looking_works_beside_a_serving_process_and_after_it() {
        try (Database serving = Database.open(url(), Mode.SERVE);
                Database looking = Database.open(url(), Mode.EXISTING_ONLY)) {
            serving.ledger().commit(asking(key(1), "ask:1"));
            assertThat(looking.ledger().eventsSince(Instant.EPOCH)).hasSize(1);
            assertThat(looking.ledger().commit(asking(key(1), "ask:1"))).isFalse();
        }
        try (Database looking = Database.open(url(), Mode.EXISTING_ONLY)) {
            assertThat(looking.ledger().eventsSince(Instant.EPOCH)).hasSize(1);
        }
    }

    @Test
    void looking_at_a_database_of_something_else_or_of_another_version_is_refused() throws Exception {
        try (Database made = Database.open(url(), Mode.MIGRATE)) {
            execute(made, "alter table flyway_schema_history rename to history_away");
        }
        assertRefused(Mode.EXISTING_ONLY, "has no tables of stale-keys yet");

        setVersion("0");
        assertRefused(Mode.EXISTING_ONLY, "was made by an older stale-keys");
        setVersion("99");
        assertRefused(Mode.EXISTING_ONLY, "was brought up to date by a newer stale-keys");
        assertRefused(Mode.SERVE, "was brought up to date by a newer stale-keys");

        Path text = Files.writeString(folder.resolve("notes.txt"), "no database at all, just some words. ".repeat(50));
        assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + text, Mode.EXISTING_ONLY))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("can't be opened")
                .hasMessageContaining("not a database");
    }

    @Test
    void a_second_serving_process_on_the_same_file_is_refused_until_the_first_ends() {
        try (Database first = Database.open(url(), Mode.SERVE)) {
            assertThat(first.ping()).isTrue();
            assertRefused(Mode.SERVE, "Another stale-keys is serving with the database " + file());
        }
        Database.open(url(), Mode.SERVE).close();
    }

    @ParameterizedTest
    @CsvSource({"journal_mode,wal", "synchronous,2", "busy_timeout,30000", "foreign_keys,1"})
    void the_settings_hold_on_every_connection(String pragma, String value) throws SQLException {
        try (Database database = Database.open(url(), Mode.MIGRATE);
                Connection one = database.dataSource().getConnection();
                Connection two = database.dataSource().getConnection()) {
            for (Connection connection : List.of(one, two)) {
                try (Statement statement = connection.createStatement();
                        ResultSet answer = statement.executeQuery("pragma " + pragma)) {
                    assertThat(answer.next()).isTrue();
                    assertThat(answer.getString(1)).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void the_newest_migration_is_the_one_a_database_is_held_against() throws IOException {
        try (InputStream list = Database.class.getResourceAsStream("/db/migration")) {
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(Schema.NEWEST)
                    .anyMatch(name -> name.startsWith("V" + Schema.NEWEST + "__"));
        }
    }

    @Test
    void a_process_killed_in_the_middle_leaves_nothing_half_written_and_its_successor_finds_what_it_was_sending()
            throws Exception {
        Process child = child();
        try (BufferedReader lines = child.inputReader()) {
            String line = lines.readLine();
            while (line != null && Integer.parseInt(line) < 60) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("60");
            assertRefused(Mode.SERVE, "Another stale-keys is serving");
        } finally {
            child.destroyForcibly().waitFor();
        }

        try (Database database = Database.open(url(), Mode.SERVE)) {
            List<Event> events = database.ledger().eventsSince(Instant.EPOCH);
            Map<Event.Kind, Long> byKind =
                    events.stream().collect(Collectors.groupingBy(Event::kind, Collectors.counting()));
            int sent = database.ledger().count(State.SENT);
            int open =
                    database.ledger().count(State.PLANNED) + database.ledger().count(State.SENDING);
            assertThat(sent).isGreaterThanOrEqualTo(60);
            assertThat(open).isLessThanOrEqualTo(1);
            assertThat(byKind.get(Event.Kind.ASKED)).isEqualTo(sent + open);
            assertThat(byKind.get(Event.Kind.ASK_DELIVERED)).isEqualTo(sent);

            // At whatever point it was killed: what it was sending is known at once, without waiting for a lease.
            database.ledger().commit(asking(key(999_999), "ask:x"));
            int sending = database.ledger().count(State.SENDING);
            assertThat(database.ledger().takeAbandoned(NOW, Duration.ofDays(9))).hasSize(sending);
        }
    }

    @Test
    void what_was_being_sent_when_serving_ended_is_abandoned_the_moment_it_serves_again() {
        try (Database first = Database.open(url(), Mode.SERVE)) {
            first.ledger().commit(asking(key(1), "ask:1"));
            first.ledger().take("ask:1", NOW);
        }
        try (Database beside = Database.open(url(), Mode.EXISTING_ONLY)) {
            assertThat(beside.ledger().takeAbandoned(NOW, Duration.ofMinutes(1)))
                    .as("the command line may not take what serve is sending")
                    .isEmpty();
        }
        try (Database second = Database.open(url(), Mode.SERVE)) {
            assertThat(second.ledger().takeAbandoned(NOW, Duration.ofMinutes(1)))
                    .extracting(OutboxItem::dedupeKey)
                    .containsExactly("ask:1");
        }
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void setVersion(String version) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists flyway_schema_history");
            statement.execute("create table flyway_schema_history as select * from history_away");
            statement.execute("update flyway_schema_history set version = '" + version + "'");
        }
    }

    private void assertRefused(Mode mode, String sentence) {
        assertThatThrownBy(() -> Database.open(url(), mode))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining(sentence);
    }

    private static void execute(Database database, String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file() {
        return folder.resolve("stale-keys.db");
    }

    private String url() {
        return "jdbc:sqlite:" + file();
    }
}
