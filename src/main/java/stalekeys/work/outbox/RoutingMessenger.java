package stalekeys.work.outbox;

import stalekeys.work.ledger.Message;
import stalekeys.work.people.MailDomains;

/** Sends each message the way its target says: addresses by mail, everything else by Slack. */
public record RoutingMessenger(Messenger slack, Messenger mail) implements Messenger {
    /** Where no mail is set up: what was planned for one while it was is refused. */
    public static final Messenger NO_MAIL = new Messenger() {
        @Override
        public Delivery post(String target, Message message) {
            return Delivery.refused("no mail server is set up any more");
        }

        @Override
        public Delivery update(String channel, String ts, Message message) {
            throw new IllegalStateException("a mail is never redrawn");
        }
    };

    @Override
    public Delivery post(String target, Message message) {
        return (MailDomains.isAddress(target) ? mail : slack).post(target, message);
    }

    /** What was mailed stays as it is, so this is about Slack alone. */
    @Override
    public Delivery update(String channel, String ts, Message message) {
        return slack.update(channel, ts, message);
    }
}
