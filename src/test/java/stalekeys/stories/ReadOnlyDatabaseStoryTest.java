package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.store.Postgres;

/** The database takes no changes for a while, as one in recovery does: nobody is told that all is well, and nothing is lost. */
class ReadOnlyDatabaseStoryTest extends Story {
    private static final int LOOKS_A_SECOND = 25;

    @Test
    void it_is_not_ready_meanwhile_and_the_digest_that_fell_due_comes_afterwards_and_once() {
        Postgres server = Postgres.server();
        String url = server.newDatabase();
        goransKey();
        harness.with("STALE_KEYS_DATABASE_URL", url).start();

        server.readOnly(url, true);
        awaitReady(false);
        clock.advance(Duration.ofDays(4));
        assertEquals(0, posts().size());

        server.readOnly(url, false);
        awaitReady(true);
        AtomicInteger looks = new AtomicInteger();
        Message digest = harness.slack.await(
                "the digest",
                () -> {
                    // The scheduler waits by this clock; were it quick, a run under way would look dead.
                    if (looks.incrementAndGet() % LOOKS_A_SECOND == 0) {
                        clock.advance(Duration.ofSeconds(1));
                    }
                    return digests().stream().findFirst();
                },
                PATIENCE);

        assertShows(text(digest), "goran");
        assertEquals(1, digests().size());
    }

    private List<Message> digests() {
        return posts().stream()
                .filter(post -> text(post).contains("1 stale key"))
                .toList();
    }

    private void awaitReady(boolean ready) {
        harness.slack.await(
                "readiness to be " + ready,
                () -> harness.isReady() == ready ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }
}
