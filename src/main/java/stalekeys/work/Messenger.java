package stalekeys.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends messages. Used by the outbox worker alone. Never throws for anything Slack answers. */
public interface Messenger {
    /**
     * Posts a message.
     *
     * @param target a channel id, a #name, or a user id (which opens the DM)
     */
    Delivery post(String target, Message message);

    /** Redraws a message posted before. */
    Delivery update(String channel, String ts, Message message);

    /**
     * What became of it.
     *
     * @param channel where it stands now; null unless it was sent
     * @param retryAfter how long Slack wants us to wait; null where it did not say
     * @param problem Slack's error name or a short sentence; empty where it was sent
     */
    record Delivery(
            State state,
            @Nullable String channel,
            @Nullable String ts,
            @Nullable Duration retryAfter,
            String problem) {
        /** How far it came. */
        public enum State {
            /** ok:true with a timestamp */
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
