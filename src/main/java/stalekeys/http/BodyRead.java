package stalekeys.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body as it arrives, up to a limit, without a thread waiting for it. Ends exactly once: read or refused.
 */
final class BodyRead implements Runnable {
    private final Request request;
    private final int most;
    private final Consumer<byte[]> whenRead;
    private final Consumer<Refusal> whenRefused;
    private final AtomicLong held;
    private final long mostHeld;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean ended;

    /**
     * @param most bytes of this body
     * @param held bytes of all bodies being read, shared by all reads
     * @param mostHeld bytes of all bodies together: only a signature tells friend from foe, and it comes last
     */
    BodyRead(
            Request request,
            int most,
            AtomicLong held,
            long mostHeld,
            Consumer<byte[]> whenRead,
            Consumer<Refusal> whenRefused) {
        this.request = request;
        this.most = most;
        this.held = held;
        this.mostHeld = mostHeld;
        this.whenRead = whenRead;
        this.whenRefused = whenRefused;
    }

    /** Takes what has arrived; the server calls it again when there is more. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                refuse(Refusal.BROKEN_OFF);
                return;
            }
            boolean last = chunk.isLast();
            Refusal refusal = take(chunk);
            if (refusal != null) {
                refuse(refusal);
                return;
            }
            if (last) {
                if (end()) {
                    whenRead.accept(body.toByteArray());
                }
                return;
            }
        }
    }

    /** For the deadline: refuses the request unless its body is complete. */
    void tooLate() {
        refuse(Refusal.TOO_SLOW);
    }

    private synchronized @Nullable Refusal take(Content.Chunk chunk) {
        byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
        chunk.release();
        if (ended) {
            return Refusal.TOO_SLOW;
        }
        if (body.size() + bytes.length > most) {
            return Refusal.TOO_LARGE;
        }
        body.writeBytes(bytes);
        return held.addAndGet(bytes.length) > mostHeld ? Refusal.BUSY : null;
    }

    private void refuse(Refusal refusal) {
        if (end()) {
            whenRefused.accept(refusal);
        }
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        if (first) {
            held.addAndGet(-body.size());
        }
        return first;
    }
}
