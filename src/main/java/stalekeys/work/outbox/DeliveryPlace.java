package stalekeys.work.outbox;

/** Where a message stands that was taken. */
enum DeliveryPlace {
    /** the one place that counts as delivered */
    OWN_DM,
    CHANNEL,
    /** a mail server took it; nobody knows what became of it */
    MAILBOX;

    static DeliveryPlace of(Messenger.Delivery taken) {
        if (taken.channel() == null) {
            return MAILBOX;
        }
        return taken.channel().startsWith("D") ? OWN_DM : CHANNEL;
    }
}
