package stalekeys.work.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stalekeys.work.ledger.Message;

/** Sends messages. Used by the outbox worker alone. Never throws for anything Slack, or a mail server, answers. */
public interface Messenger {
    /**
     * Posts a message.
     *
     * @param target a channel id, a #name, a user id (which opens the DM), or an address
     */
    Delivery post(String target, Message message);

    /** Redraws a message posted before. */
    Delivery update(String channel, String ts, Message message);

    /**
     * What became of it.
     *
     * @param channel where it stands now; null unless it was sent, and for a mail
     * @param retryAfter how long we are asked to wait; null where it did not say
     * @param problem Slack's error name, or a short sentence; empty where it was sent
     */
    record Delivery(
            State state,
            @Nullable String channel,
            @Nullable String ts,
            @Nullable Duration retryAfter,
            String problem) {
        /** How far it came. */
        public enum State {
            /** ok:true with a timestamp; a mail server took it */
            SENT,
            /** surely not sent, and worth another try: rate limited, connection refused */
            NOT_YET,
            /** surely not sent, and another try would fare no better */
            REFUSED,
            /** nobody knows: a time-out, a lost answer, a 5xx */
            UNKNOWN
        }

        public static Delivery sent(String channel, String ts) {
            return new Delivery(State.SENT, channel, ts, null, "");
        }

        /** A mail server took it. It stands nowhere that we could look at. */
        public static Delivery mailed() {
            return new Delivery(State.SENT, null, null, null, "");
        }

        public static Delivery notYet(@Nullable Duration retryAfter, String problem) {
            return new Delivery(State.NOT_YET, null, null, retryAfter, problem);
        }

        public static Delivery refused(String problem) {
            return new Delivery(State.REFUSED, null, null, null, problem);
        }

        public static Delivery unknown(String problem) {
            return new Delivery(State.UNKNOWN, null, null, null, problem);
        }
    }
}
