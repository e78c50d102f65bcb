package stalekeys.slack.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private Lane lane = new Lane("test", 1, new Lane.Share(1, 3, false));

    @AfterEach
    void everything_ends() throws InterruptedException {
        go.countDown();
        lane.finish(PATIENCE);
        assertThat(lane.cutOff(PATIENCE)).isTrue();
    }

    @Test
    void one_person_may_have_so_many_and_another_one_theirs() {
        for (int i = 0; i < 3; i++) {
            assertThat(sleeper("mo")).isEqualTo(Lane.Taken.YES);
        }
        assertThat(sleeper("mo")).isEqualTo(Lane.Taken.THEY_HAVE_ENOUGH);
        assertThat(sleeper("ada")).isEqualTo(Lane.Taken.YES);
    }

    @Test
    void whose_turn_it_is_goes_round() throws InterruptedException {
        sleeper("mo");
        does("mo", "mo 1");
        does("mo", "mo 2");
        does("ada", "ada 1");
        does("vera", "vera 1");

        finish();

        assertThat(done).containsExactly("ada 1", "vera 1", "mo 1", "mo 2");
    }

    @Test
    void one_person_never_has_more_threads_than_their_share() throws InterruptedException {
        lane = new Lane("test", 4, new Lane.Share(1, 3, false));
        sleeper("mo");
        does("mo", "mo 1");
        CountDownLatch adas = new CountDownLatch(1);
        lane.begin("ada", () -> {
            adas.countDown();
            return BackgroundTasks.DONE;
        });

        assertThat(adas.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEmpty();
        finish();
        assertThat(done).containsExactly("mo 1");
    }

    @Test
    void what_waits_for_an_answer_counts_and_needs_no_thread() throws InterruptedException {
        CompletableFuture<Void> audit = new CompletableFuture<>();
        lane.begin("mo", () -> audit);
        lane.begin("mo", () -> audit);
        lane.begin("mo", () -> audit);
        assertThat(lane.begin("mo", () -> audit)).isEqualTo(Lane.Taken.THEY_HAVE_ENOUGH);

        CountDownLatch adas = new CountDownLatch(1);
        lane.begin("ada", () -> {
            adas.countDown();
            return BackgroundTasks.DONE;
        });
        assertThat(adas.await(30, TimeUnit.SECONDS)).isTrue();

        audit.complete(null);
        assertThat(does("mo", "mo")).isEqualTo(Lane.Taken.YES);
    }

    @Test
    void where_the_share_lasts_until_the_answer_the_next_one_begins_after_it() throws InterruptedException {
        lane = new Lane("test", 4, new Lane.Share(1, 3, true));
        CompletableFuture<Void> first = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        lane.begin("mo", () -> {
            begun.countDown();
            return first;
        });
        does("mo", "second");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        // What is left to do of the first is done meanwhile.
        CountDownLatch rest = new CountDownLatch(1);
        lane.goOn("mo", () -> {
            done.add("rest of the first");
            rest.countDown();
        });
        assertThat(rest.await(30, TimeUnit.SECONDS)).isTrue();

        first.complete(null);
        finish();

        assertThat(done).containsExactly("rest of the first", "second");
    }

    @Test
    void an_answer_that_fails_gives_its_place_back() throws InterruptedException {
        lane = new Lane("test", 1, new Lane.Share(1, 1, false));
        CompletableFuture<Void> audit = new CompletableFuture<>();
        lane.begin("mo", () -> audit);
        CountDownLatch next = new CountDownLatch(1);
        lane.begin("ada", () -> {
            next.countDown();
            return BackgroundTasks.DONE;
        });
        assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(does("mo", "mo")).isEqualTo(Lane.Taken.THEY_HAVE_ENOUGH);
        audit.completeExceptionally(new IllegalStateException("no"));
        assertThat(does("mo", "mo")).isEqualTo(Lane.Taken.YES);
    }

    @Test
    void at_the_end_nothing_new_is_taken_and_what_waits_is_done() throws InterruptedException {
        sleeper("mo");
        does("mo", "mo");
        finish();
        assertThat(done).containsExactly("mo");
        assertThat(does("ada", "ada")).isEqualTo(Lane.Taken.FULL);
    }

    private Lane.Taken sleeper(String who) {
        return lane.begin(who, () -> {
            await();
            return BackgroundTasks.DONE;
        });
    }

    private Lane.Taken does(String who, String what) {
        return lane.begin(who, () -> {
            done.add(what);
            return BackgroundTasks.DONE;
        });
    }

    private void finish() throws InterruptedException {
        go.countDown();
        lane.finish(PATIENCE);
    }

    private void await() {
        try {
            assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
