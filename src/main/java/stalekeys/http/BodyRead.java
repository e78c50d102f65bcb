package stalekeys.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Reads one body as it arrives, without a thread waiting for it. Ends exactly once, read or refused.
 *
 * <p>Reading and ending share one lock: the deadline may end it from another thread, and a request that is answered must
 * not be read any more (the server would log a stack trace each time).
 */
final class BodyRead implements Runnable {
    private final Request request;
    private final BodyBudget budget;
    private final Consumer<byte[]> whenRead;
    private final Consumer<Refusal> whenRefused;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean ended;

    BodyRead(Request request, BodyBudget budget, Consumer<byte[]> whenRead, Consumer<Refusal> whenRefused) {
        this.request = request;
        this.budget = budget;
        this.whenRead = whenRead;
        this.whenRefused = whenRefused;
    }

    /** Takes what has arrived; the server calls it again when there is more. */
    @Override
    public void run() {
        readOn().run();
    }

    /** For the deadline: refuses the request unless its body is complete. */
    void tooLate() {
        end(() -> whenRefused.accept(Refusal.TOO_SLOW)).run();
    }

    /** Returns what is to be done, outside of the lock. */
    private synchronized Runnable readOn() {
        while (!ended) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return BodyRead::nothing;
            }
            if (Content.Chunk.isFailure(chunk)) {
                return end(() -> whenRefused.accept(Refusal.BROKEN_OFF));
            }
            boolean last = chunk.isLast();
            byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
            chunk.release();
            if (body.size() + bytes.length > BodyBudget.MAX_BODY) {
                return end(() -> whenRefused.accept(Refusal.TOO_LARGE));
            }
            body.writeBytes(bytes);
            if (!budget.take(bytes.length, body.size())) {
                return end(() -> whenRefused.accept(Refusal.BUSY));
            }
            if (last) {
                return end(() -> whenRead.accept(body.toByteArray()));
            }
        }
        return BodyRead::nothing;
    }

    private synchronized Runnable end(Runnable how) {
        if (ended) {
            return BodyRead::nothing;
        }
        ended = true;
        budget.giveBack(body.size());
        return how;
    }

    private static void nothing() {}
}
