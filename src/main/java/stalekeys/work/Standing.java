package stalekeys.work;

/** Where a message stands that was taken. */
enum Standing {
    /** the one place that counts as delivered */
    OWN_DM,
    CHANNEL,
    /** a mail server took it; nobody knows what became of it */
    MAILBOX;

    static Standing of(Messenger.Delivery taken) {
        if (taken.channel() == null) {
            return MAILBOX;
        }
        return taken.channel().startsWith("D") ? OWN_DM : CHANNEL;
    }
}
