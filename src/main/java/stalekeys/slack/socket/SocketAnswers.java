package stalekeys.slack.socket;

import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.api.SlackJson;
import stalekeys.work.ledger.Meters;

/**
 * Gives envelopes to Bolt and sends its answers back, each on the connection the envelope came by. What is not answered,
 * Slack shows to the person as a failure; of what went wrong only the type is logged, since Bolt's texts hold bodies.
 */
final class SocketAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(SocketAnswers.class);

    private static final int THREADS = 4;
    private static final int MOST_WAITING = 200;

    private final App app;
    private final Meters meters;
    private final SocketModeRequestParser parser;
    private final ThreadPoolExecutor threads;

    SocketAnswers(App app, Meters meters) {
        this.app = app;
        this.meters = meters;
        this.parser = new SocketModeRequestParser(app.config());
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "socket-mode");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    void take(SocketConnection from, String message) {
        long began = System.nanoTime();
        Runnable answering = () -> {
            answer(from, message);
            meters.acknowledged(Duration.ofNanos(System.nanoTime() - began));
        };
        try {
            threads.execute(answering);
        } catch (RejectedExecutionException full) {
            if (threads.isShutdown()) {
                LOG.warn("Something somebody did in Slack was not taken: this is the end");
            } else {
                // Whoever reads the connection answers it then: what comes next waits there, and nothing is lost.
                answering.run();
            }
        }
    }

    /** Takes nothing more, and waits for what is being answered. */
    void finish(Duration atMost) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stop) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void answer(SocketConnection from, String message) {
        try {
            SocketModeRequest request = parser.parse(message);
            if (request == null) {
                return;
            }
            Response response = app.run(request.getBoltRequest());
            if (response.getStatusCode() != 200) {
                LOG.warn("Something somebody did in Slack is not known here (status {})", response.getStatusCode());
                return;
            }
            from.sendSocketModeResponse(
                    SlackJson.acknowledgement(request.getEnvelope().getEnvelopeId(), response));
        } catch (Exception failure) {
            LOG.error(
                    "Something somebody did in Slack could not be answered: {}",
                    failure.getClass().getName());
        }
    }
}
