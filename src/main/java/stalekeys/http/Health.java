package stalekeys.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /healthz} and {@code /readyz}: one word, for anybody, so it says nothing about what is inside. */
final class Health {
    private final BooleanSupplier ready;

    Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    void alive(Request request, Response response, Callback callback) {
        answer(request, response, callback, 200, "alive");
    }

    void ready(Request request, Response response, Callback callback) {
        boolean isReady = isReady();
        answer(request, response, callback, isReady ? 200 : 503, isReady ? "ready" : "unready");
    }

    private boolean isReady() {
        try {
            return ready.getAsBoolean();
        } catch (RuntimeException e) {
            // Who can't tell is not ready; whatever is behind the question logs its own trouble.
            return false;
        }
    }

    private static void answer(Request request, Response response, Callback callback, int status, String word) {
        boolean reads = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!reads) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, 405);
            return;
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap((word + "\n").getBytes(UTF_8)), callback);
    }
}
