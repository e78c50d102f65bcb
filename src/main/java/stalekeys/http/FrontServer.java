package stalekeys.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;

/**
 * The port that Slack and the health checks speak to: {@code POST /slack/events}, {@code /healthz} (the process is
 * alive) and {@code /readyz} (200 or 503, one word).
 *
 * <p>Slack's servlet is called only with requests that Slack has signed in the last 300 seconds, of at most 1 MB, in a
 * shape Slack sends; it may read their body as it likes. Its answers are passed on, its exceptions are not: they are 500
 * with no body.
 */
public final class FrontServer {
    private static final String PORT = "PORT";

    private final WebPort port;
    private final Runnable lastWords;

    private FrontServer(WebPort port, Runnable lastWords) {
        this.port = port;
        this.lastWords = lastWords;
    }

    /**
     * For HTTP mode, where Slack calls.
     *
     * @param signingSecret the Slack app's; blank is refused with IllegalArgumentException
     * @param ready asked at each {@code /readyz}, so it should answer from memory
     * @param answered told how long each request to {@code /slack/events} took, refused ones included
     */
    public static FrontServer forSlack(
            Listen listen,
            String signingSecret,
            Servlet slack,
            Clock clock,
            BooleanSupplier ready,
            Consumer<Duration> answered) {
        return forSlack(listen, signingSecret, slack, clock, ready, answered, Deadlines.STANDARD);
    }

    static FrontServer forSlack(
            Listen listen,
            String signingSecret,
            Servlet slack,
            Clock clock,
            BooleanSupplier ready,
            Consumer<Duration> answered,
            Deadlines deadlines) {
        RefusalLog refusals = new RefusalLog(clock);
        SlackRequestVerifier gate = new SlackRequestVerifier(
                new SlackSignature(signingSecret), clock, refusals, deadlines.body(), servlets(slack));
        Handler front = new FrontHandler(new Health(ready), refusals::tick, answered, gate);
        return new FrontServer(new WebPort(listen, PORT, deadlines, front), refusals::flush);
    }

    /** For Socket Mode, where Slack is called and does not call: {@code /slack/events} is 404. */
    public static FrontServer healthOnly(Listen listen, BooleanSupplier ready) {
        Handler front = new FrontHandler(new Health(ready), () -> {}, took -> {}, null);
        return new FrontServer(new WebPort(listen, PORT, Deadlines.STANDARD, front), () -> {});
    }

    private static Handler servlets(Servlet slack) {
        ServletContextHandler servlets = new ServletContextHandler("/");
        servlets.setErrorHandler(new EmptyErrorHandler());
        servlets.addFilter(
                new FilterHolder(new SlackFilter()), FrontHandler.SLACK_EVENTS, EnumSet.of(DispatcherType.REQUEST));
        servlets.addServlet(new ServletHolder("slack", slack), FrontHandler.SLACK_EVENTS);
        return servlets;
    }

    /**
     * Listens from here on.
     *
     * @throws CannotListenException where the host or the port can't be had; its message is for the user
     */
    public void start() {
        port.start();
    }

    /** The port listened on: the one asked for, or the free one that was found for 0. */
    public int port() {
        return port.port();
    }

    /** Takes no new requests and returns when those in flight have finished, or are cut off after 10 seconds. */
    public void stop() {
        port.stop();
        lastWords.run();
    }
}
