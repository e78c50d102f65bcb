package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.standin.slack.SlackUser;

/** Back up and restore as docs/RUNBOOK.md says, with SQLite's own back-up. */
@Tag("one-jdk")
class BackupIT {
    private static final String LENA = "U0LENA007";
    private static final String GORAN = "U0GORAN04";

    private final StandIns outside = StandIns.seeded();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void a_copy_made_while_it_runs_knows_what_was_done_until_then_and_can_be_started_from() throws IOException {
        Path copy = outside.folder.resolve("stale-keys-backup.db");
        JarProcess server = outside.serves();
        SlackUser ada = outside.admin();
        ask(ada, "lena", LENA);
        StoredState.backUp(outside.databaseUrl(), copy);
        ask(ada, "goran", GORAN);

        server.askToEnd();
        server.ended();
        restore(copy);
        outside.serves();

        ada.clicks(outside.cardOf(ada, "lena"), "Ask owner to rotate", "lena");
        ada.awaitMessage("was already asked", JarProcess.PATIENCE);
        assertThat(outside.directMessages(LENA, "Please rotate")).hasSize(1);
        // What came after the copy is not known any more, as the runbook warns.
        ask(ada, "goran", GORAN);
        assertThat(outside.directMessages(GORAN, "Please rotate")).hasSize(2);
    }

    private void ask(SlackUser who, String user, String owner) {
        int before = outside.directMessages(owner, "Please rotate").size();
        who.clicks(outside.cardOf(who, user), "Ask owner to rotate", user);
        outside.await(
                "the message to " + user,
                () -> outside.directMessages(owner, "Please rotate").stream()
                        .skip(before)
                        .findFirst());
        outside.await("all to be settled", () -> StoredState.settled(outside.databaseUrl()));
    }

    private void restore(Path copy) throws IOException {
        Path database = outside.database();
        Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + "-wal"));
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + "-shm"));
    }
}
