package stalekeys.slack.api;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Tells a request that surely was not sent from one that may have been. The exceptions alone don't: a time-out while
 * connecting and one while waiting for the answer are the same class.
 */
final class SendOutcome {
    /** Goes around the whole call. */
    static final Interceptor WATCH = SendOutcome::watch;

    /** Runs once there is a connection, just before anything is written to it. */
    static final Interceptor CONNECTED = SendOutcome::connected;

    /** There never was a connection: not sent. */
    static final class NotConnected extends IOException {
        private static final long serialVersionUID = 1L;

        NotConnected(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private SendOutcome() {}

    private static Response watch(Interceptor.Chain chain) throws IOException {
        AtomicBoolean connected = new AtomicBoolean();
        Request watched =
                chain.request().newBuilder().tag(AtomicBoolean.class, connected).build();
        try {
            return chain.proceed(watched);
        } catch (IOException failure) {
            throw connected.get() ? failure : new NotConnected(failure);
        }
    }

    private static Response connected(Interceptor.Chain chain) throws IOException {
        AtomicBoolean connected = chain.request().tag(AtomicBoolean.class);
        if (connected != null) {
            connected.set(true);
        }
        Response response = chain.proceed(chain.request());
        // OkHttp sends a request again by itself after a 503 with "Retry-After: 0".
        return response.code() == 503
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }
}
