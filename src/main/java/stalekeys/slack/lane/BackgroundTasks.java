package stalekeys.slack.lane;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.ledger.LedgerUnavailable;

/**
 * Runs what takes longer than an acknowledgement may, in its lane. Whatever goes wrong there ends as a private sentence with
 * a reference that the log has too: never as a silence.
 */
public final class BackgroundTasks {
    /** Nothing is waited for any more. */
    public static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

    private static final long ACK_MILLIS = 500;

    private final Lanes lanes;

    public BackgroundTasks(Lanes lanes) {
        this.lanes = lanes;
    }

    public Lanes lanes() {
        return lanes;
    }

    /**
     * Runs it when it is this person's turn; where it isn't taken, they are told.
     *
     * @param onTrouble shows a sentence to the person who waits
     */
    public void run(Lane lane, String who, Runnable work, Consumer<RenderedMessage> onTrouble) {
        begin(
                lane,
                who,
                () -> {
                    work.run();
                    return DONE;
                },
                onTrouble);
    }

    /** The same for work whose answer comes later: it counts as this person's until then. */
    public void begin(Lane lane, String who, Supplier<CompletableFuture<?>> work, Consumer<RenderedMessage> onTrouble) {
        // Not here: whoever calls has an acknowledgement to give.
        tryBegin(lane, who, work, onTrouble)
                .ifPresent(refusal -> lanes.refusals().begin(who, () -> {
                    guarded(() -> onTrouble.accept(refusal), untold -> {});
                    return DONE;
                }));
    }

    /** The same for whoever can tell the person with the acknowledgement; empty where it was taken. */
    public Optional<RenderedMessage> tryBegin(
            Lane lane, String who, Supplier<CompletableFuture<?>> work, Consumer<RenderedMessage> onTrouble) {
        Lane.Taken taken = lane.begin(who, () -> guardedAnswer(work, onTrouble));
        return switch (taken) {
            case YES -> Optional.empty();
            case THEY_HAVE_ENOUGH -> Optional.of(SentenceView.of(SentenceView.SEVERAL_RUNNING));
            case FULL -> {
                LOG.warn("Too much to do at once; somebody was asked to try again");
                yield Optional.of(SentenceView.of(SentenceView.TOO_MUCH));
            }
        };
    }

    /** What is left to do of something that was begun. */
    public void goOn(Lane lane, String who, Runnable rest, Consumer<RenderedMessage> onTrouble) {
        lane.goOn(who, () -> guarded(rest, onTrouble));
    }

    /**
     * Runs it a moment after the acknowledgement has gone out: Slack applies what an acknowledgement says of a dialog when
     * it gets it, and would draw it over an answer that was quicker.
     */
    public void runAfterAck(Lane lane, String who, Runnable work, Consumer<RenderedMessage> onTrouble) {
        CompletableFuture.delayedExecutor(ACK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> run(lane, who, work, onTrouble));
    }

    private static CompletableFuture<?> guardedAnswer(
            Supplier<CompletableFuture<?>> work, Consumer<RenderedMessage> onTrouble) {
        CompletableFuture<?>[] answer = {DONE};
        guarded(() -> answer[0] = work.get(), onTrouble);
        return answer[0];
    }

    static void guarded(Runnable work, Consumer<RenderedMessage> onTrouble) {
        try {
            work.run();
        } catch (LedgerUnavailable failure) {
            LOG.warn("{}; somebody was asked to try again", failure.getMessage());
            onTrouble.accept(SentenceView.databaseAway());
        } catch (RuntimeException failure) {
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("Something went wrong (reference {})", reference, failure);
            onTrouble.accept(SentenceView.error(reference));
        }
    }
}
