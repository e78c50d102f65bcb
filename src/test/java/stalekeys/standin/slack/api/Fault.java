package stalekeys.standin.slack.api;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault being described: {@code slack.fault("chat.postMessage").times(2).rateLimited(30)}. */
public final class Fault {
    private final Faults faults;
    private final String method;
    private String channel = "";
    private int times = Integer.MAX_VALUE;

    public Fault(Faults faults, String method) {
        this.faults = faults;
        this.method = method;
    }

    public Fault times(int n) {
        times = n;
        return this;
    }

    public Fault once() {
        return times(1);
    }

    /** Only for requests whose {@code channel} is exactly this. */
    public Fault in(String channelArgument) {
        channel = channelArgument;
        return this;
    }

    /** 429 with Retry-After in seconds; nothing is done. */
    public void rateLimited(int retryAfterSeconds) {
        add(Faults.Kind.STATUS, 429, retryAfterSeconds, "ratelimited");
    }

    /** That HTTP status; nothing is done. */
    public void status(int status) {
        add(Faults.Kind.STATUS, status, 0, "");
    }

    /** {@code ok:false}; nothing is done. */
    public void error(String error) {
        add(Faults.Kind.ERROR, 200, 0, error);
    }

    /** This in place of an answer, with the status 200; nothing is done. */
    public void body(String body) {
        add(Faults.Kind.BODY, 200, 0, body);
    }

    /** Waits before doing anything, until released; then goes on as if nothing had been. */
    public Hold hang() {
        return new Hold(add(Faults.Kind.HANG, 200, 0, ""));
    }

    /** Does its work, and answers only when released. */
    public Hold hangAfterwards() {
        return new Hold(add(Faults.Kind.HANG_AFTER, 200, 0, ""));
    }

    /** The connection breaks before anything is done. */
    public void drop() {
        add(Faults.Kind.DROP, 0, 0, "");
    }

    /** The work is done, and the connection breaks before the answer. */
    public void loseResponse() {
        add(Faults.Kind.LOSE_RESPONSE, 0, 0, "");
    }

    private Faults.Active add(Faults.Kind kind, int status, int retryAfter, String error) {
        Faults.Active fault = new Faults.Active(
                method,
                channel,
                kind,
                status,
                retryAfter,
                error,
                new AtomicInteger(times),
                new CountDownLatch(1),
                new CountDownLatch(1));
        faults.add(fault);
        return fault;
    }
}
