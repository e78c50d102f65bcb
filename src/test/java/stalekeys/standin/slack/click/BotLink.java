package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends the bot what people do, whichever way it goes, and keeps what Slack would show as a failure. */
public final class BotLink {
    private final List<FailedAck> failed = new CopyOnWriteArrayList<>();
    private volatile Delivery delivery;
    private volatile Duration patience = Duration.ofSeconds(3);

    public BotLink(Delivery delivery) {
        this.delivery = delivery;
    }

    public void by(Delivery other) {
        delivery = other;
    }

    public void patience(Duration most) {
        patience = most;
    }

    public List<FailedAck> failed() {
        return List.copyOf(failed);
    }

    public void forgetFailed() {
        failed.clear();
    }

    Ack command(String userId, String what, Map<String, String> fields) {
        return judged(userId, what, delivery.command(fields, patience));
    }

    public Ack interaction(String userId, String what, ObjectNode payload) {
        return judged(userId, what, delivery.interaction(payload, patience));
    }

    Ack event(String userId, String what, ObjectNode event, int retry) {
        return judged(userId, what, delivery.event(event, retry, patience));
    }

    /** Slack waits three seconds, and then tells the person that the app did not answer. */
    private Ack judged(String userId, String what, Ack ack) {
        if (ack.took().compareTo(patience) > 0) {
            Ack late = new Ack(0, "operation_timeout", ack.took());
            failed.add(new FailedAck(userId, what, "operation_timeout", late));
            return late;
        }
        if (ack.status() < 200 || ack.status() > 299) {
            String shown = ack.status() == 0 ? "dispatch_failed" : "http status " + ack.status();
            failed.add(new FailedAck(userId, what, shown, ack));
        }
        return ack;
    }
}
