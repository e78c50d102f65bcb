package stalekeys.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The port for operators: {@code /metrics}, and health once more. It is not meant to be reachable from outside. */
public final class AdminServer {
    private final WebPort port;

    private AdminServer(WebPort port) {
        this.port = port;
    }

    /**
     * Builds it.
     *
     * @param metrics the figures in Prometheus' text format, asked for at each {@code GET /metrics}
     */
    public static AdminServer of(Listen listen, Supplier<String> metrics, BooleanSupplier ready) {
        return new AdminServer(new WebPort(
                listen, "STALE_KEYS_ADMIN_PORT", Deadlines.STANDARD, new Paths(metrics, new Health(ready))));
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

    public void stop() {
        port.stop();
    }

    private static final class Paths extends Handler.Abstract {
        private final Supplier<String> metrics;
        private final Health health;

        Paths(Supplier<String> metrics, Health health) {
            this.metrics = metrics;
            this.health = health;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            switch (Request.getPathInContext(request)) {
                case "/healthz" -> health.alive(request, response, callback);
                case "/readyz" -> health.ready(request, response, callback);
                case "/metrics" -> metrics(response, callback);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void metrics(Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
            response.write(true, ByteBuffer.wrap(metrics.get().getBytes(UTF_8)), callback);
        }
    }
}
