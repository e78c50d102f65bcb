package stalekeys.slack;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.view.Drawn;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.LedgerAway;

/**
 * Runs what takes longer than an acknowledgement may. Whatever goes wrong there ends as a private sentence with a
 * reference that the log has too: never as a silence.
 */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private static final long ACK_MILLIS = 500;

    private final Executor executor;

    Background(Executor executor) {
        this.executor = executor;
    }

    /** @param onTrouble shows a sentence to the person who waits */
    void run(Runnable work, Consumer<Drawn> onTrouble) {
        try {
            executor.execute(() -> guarded(work, onTrouble));
        } catch (RejectedExecutionException full) {
            LOG.warn("Too much to do at once; somebody was asked to try again");
            onTrouble.accept(SentenceView.of(SentenceView.TOO_MUCH));
        }
    }

    /**
     * Runs it a moment after the acknowledgement has gone out: Slack applies what an acknowledgement says of a dialog when
     * it gets it, and would draw it over an answer that was quicker.
     */
    void runAfterAck(Runnable work, Consumer<Drawn> onTrouble) {
        CompletableFuture.delayedExecutor(ACK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> run(work, onTrouble));
    }

    void guarded(Runnable work, Consumer<Drawn> onTrouble) {
        try {
            work.run();
        } catch (LedgerAway failure) {
            LOG.warn("{}; somebody was asked to try again", failure.getMessage());
            onTrouble.accept(SentenceView.databaseAway());
        } catch (RuntimeException failure) {
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("Something went wrong (reference {})", reference, failure);
            onTrouble.accept(SentenceView.error(reference));
        }
    }
}
