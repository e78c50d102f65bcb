package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.store.Postgres;
import stalekeys.store.Relay;

/** The place where everything is remembered fails under the running program, and comes back. */
@Tag("one-jdk")
class FaultsIT {
    private static final String LENA = "U0LENA007";

    private final StandIns outside = StandIns.seeded();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void a_database_that_is_away_for_a_while_costs_sentences_and_no_restart() throws Exception {
        Postgres postgres = Postgres.server();
        try (Relay relay = Relay.to(postgres.port())) {
            outside.with(
                    "STALE_KEYS_DATABASE_URL",
                    postgres.newDatabase().replace(":" + postgres.port(), ":" + relay.port()));
            JarProcess server = outside.serves();
            SlackUser ada = outside.admin();
            Message card = outside.cardOf(ada, "lena");
            ada.opensHome();
            awaitHome(ada, "All access keys");

            relay.cut();
            awaitReady(server, 503);
            // Once more: now the pool has none of its connections of before.
            awaitReady(server, 503);
            assertThat(outside.get(server, "/healthz")).isEqualTo(200);
            ada.clicks(card, "Ask owner to rotate", "lena");
            ada.awaitMessage("can't reach its database right now", JarProcess.PATIENCE);
            ada.clicksInHome("Refresh");
            awaitHome(ada, "The keys could not be read just now.");
            assertThat(outside.postsTriedTo(LENA)).isZero();

            relay.restore();
            awaitReady(server, 200);
            awaitHome(ada, "All access keys");
            ada.clicks(outside.cardOf(ada, "lena"), "Ask owner to rotate", "lena");
            outside.owner(LENA).awaitMessage("Please rotate", JarProcess.PATIENCE);
            outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
            assertThat(outside.postsTriedTo(LENA)).isEqualTo(1);

            // However long it was away: each of those who missed it says so once.
            List<String> faults = server.err()
                    .lines()
                    .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                    .map(line -> line.replaceFirst("^\\S+ ", ""))
                    .toList();
            assertThat(faults).anyMatch(line -> line.contains("can't be written to"));
            assertThat(faults).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_disk_without_room_sends_nothing_that_could_not_be_written_down() throws Exception {
        // Above what the database's own library needs, which is unpacked at the start.
        int limit = 4096;
        outside.noFileAbove(limit).serves();
        SlackUser ada = outside.admin();
        Message card = outside.cardOf(ada, "lena");

        StoredState.Full full = StoredState.filled(outside.databaseUrl(), limit * 1024L);
        try {
            ada.clicks(card, "Ask owner to rotate", "lena");
            ada.awaitMessage("Something went wrong, and nothing more was done", JarProcess.PATIENCE);
            assertThat(outside.postsTriedTo(LENA)).isZero();
        } finally {
            full.end();
        }

        ada.clicks(outside.cardOf(ada, "lena"), "Ask owner to rotate", "lena");
        outside.owner(LENA).awaitMessage("Please rotate", JarProcess.PATIENCE);
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
        assertThat(outside.postsTriedTo(LENA)).isEqualTo(1);
    }

    private void awaitHome(SlackUser who, String containing) {
        outside.await(
                "a Home with " + containing,
                () -> who.home().filter(view -> outside.text(view).contains(containing)));
    }

    private void awaitReady(JarProcess server, int status) {
        outside.await(
                "/readyz to answer " + status,
                () -> outside.get(server, "/readyz") == status ? Optional.of(true) : Optional.empty());
    }
}
