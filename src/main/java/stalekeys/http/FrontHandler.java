package stalekeys.http;

import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** The paths of the front. Everything but these is 404, {@code /slack/events} too where Slack comes by Socket Mode. */
final class FrontHandler extends Handler.Wrapper {
    static final String SLACK_EVENTS = "/slack/events";

    private final Health health;
    private final Runnable atEachRequest;
    private final Consumer<Duration> answered;

    FrontHandler(Health health, Runnable atEachRequest, Consumer<Duration> answered, @Nullable Handler slack) {
        super(slack);
        this.health = health;
        this.atEachRequest = atEachRequest;
        this.answered = answered;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        atEachRequest.run();
        switch (Request.getPathInContext(request)) {
            case "/healthz" -> health.alive(request, response, callback);
            case "/readyz" -> health.ready(request, response, callback);
            case SLACK_EVENTS -> {
                long began = request.getBeginNanoTime();
                Request.addCompletionListener(
                        request, failure -> answered.accept(Duration.ofNanos(NanoTime.since(began))));
                return super.handle(request, response, callback);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
