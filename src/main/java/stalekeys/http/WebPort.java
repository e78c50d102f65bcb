package stalekeys.http;

import java.net.BindException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port, served: no banner, no error pages, slow clients ended, requests in flight finished. What is served is the
 * handler's, so that a port for metrics can stand on this as well as the front does.
 */
final class WebPort {
    private static final Logger log = LoggerFactory.getLogger(WebPort.class);
    private static final int THREADS = 40;

    private final Listen listen;
    private final String portSetting;
    private final Deadlines deadlines;
    private final Server server;
    private final ServerConnector connector;

    /** @param portSetting the name of the setting that chooses the port, for the sentence when it can't be had */
    WebPort(Listen listen, String portSetting, Deadlines deadlines, Handler handler) {
        this.listen = listen;
        this.portSetting = portSetting;
        this.deadlines = deadlines;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("http");
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(listen.host().isEmpty() ? null : listen.host());
        connector.setPort(listen.port());
        // After a stop has begun Jetty would otherwise end a connection that is silent for a second, in flight or not.
        connector.setShutdownIdleTimeout(deadlines.stop().toMillis());
        connector.addBean(new HeadDeadline(connector.getScheduler(), deadlines.head()));
        server.addConnector(connector);
        server.setHandler(handler);
        server.setErrorHandler(new EmptyErrorHandler());
        // Without it a stop cuts requests in flight.
        server.setStopTimeout(deadlines.stop().toMillis());
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setPersistentConnectionsEnabled(false);
        return http;
    }

    void start() {
        try {
            server.start();
        } catch (Exception e) {
            stop();
            throw new CannotListenException(sentence(e), e);
        }
    }

    /** The port listened on, once started. */
    int port() {
        return connector.getLocalPort();
    }

    void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            log.warn(
                    "Requests that had not finished after {} s were cut off",
                    deadlines.stop().toSeconds());
        } catch (Exception e) {
            log.warn("The HTTP server did not stop cleanly: {}", e.toString());
        }
    }

    private String sentence(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("in use")) {
            return "port %d is in use; set %s".formatted(listen.port(), portSetting);
        }
        if (text.contains("denied")) {
            return "port %d needs rights this process does not have; set %s to 1024 or more"
                    .formatted(listen.port(), portSetting);
        }
        boolean noSuchAddress = cause instanceof UnresolvedAddressException || cause instanceof SocketException;
        if (noSuchAddress && !listen.host().isEmpty()) {
            return "\"%s\" is not an address of this machine; set STALE_KEYS_HOST, or leave it out to listen on all interfaces"
                    .formatted(listen.host());
        }
        return "the HTTP server on port %d did not start: %s".formatted(listen.port(), cause);
    }
}
