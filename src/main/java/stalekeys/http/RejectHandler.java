package stalekeys.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Answers with a status and nothing else, then reads away what the client is still sending: closing a connection with
 * unread bytes resets it, and the client would never see the answer. No thread waits and nothing is kept.
 */
final class RejectHandler implements Runnable {
    private final Request request;
    private final Callback callback;
    private boolean done;

    private RejectHandler(Request request, Callback callback) {
        this.request = request;
        this.callback = callback;
    }

    static void refuse(Request request, Response response, Callback callback, Refusal refusal, Duration linger) {
        response.setStatus(refusal.status);
        if (refusal == Refusal.NOT_POST) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
        }
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        // After a deadline, or where the client waits to be told to send, there is nothing worth waiting for.
        boolean over = refusal == Refusal.TOO_SLOW
                || refusal == Refusal.BROKEN_OFF
                || request.getHeaders().contains(HttpHeader.EXPECT);
        Callback written = over ? callback : Callback.from(() -> linger(request, callback, linger), callback::failed);
        response.write(true, BufferUtil.EMPTY_BUFFER, written);
    }

    private static void linger(Request request, Callback callback, Duration linger) {
        RejectHandler refusing = new RejectHandler(request, callback);
        Scheduler.Task deadline = request.getComponents().getScheduler().schedule(refusing::finish, linger);
        Request.addCompletionListener(request, failure -> deadline.cancel());
        refusing.run();
    }

    @Override
    public void run() {
        if (readAway()) {
            callback.succeeded();
        }
    }

    /** Returns whether this call has come to the end. One lock with {@link #finish}, as in {@link BodyRead}. */
    private synchronized boolean readAway() {
        while (!done) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return false;
            }
            done = chunk.isLast() || Content.Chunk.isFailure(chunk);
            chunk.release();
            if (done) {
                return true;
            }
        }
        return false;
    }

    /** For the deadline: what the client still sends is its own affair. */
    private void finish() {
        boolean first;
        synchronized (this) {
            first = !done;
            done = true;
        }
        if (first) {
            callback.succeeded();
        }
    }
}
