package stalekeys.work.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;

/** The old part of the ledger, for whoever may remove it. Every method is one transaction. */
public interface Archive {
    /**
     * The keys nothing was heard of since then, each with all its events in the order they were decided. A key that a
     * message still to be sent shows is not among them.
     */
    Map<KeyRef, List<Event>> idle(Instant before);

    /** Older events about no key, in the order they were decided, without the digests the next ones compare with. */
    List<Event> aboutNoKey(Instant before);

    /**
     * Removes the events of these keys, unless something was heard of one of them since then, the older events about no
     * key, and whatever messages were settled before then: with what they show, and the handles nothing uses any more.
     * Introductions stay, since they are what says that nobody is introduced twice; so does the last digest of each
     * channel.
     *
     * @param record says who removed what; inserted only where something was removed, with the counts as its reason
     */
    Removed remove(Set<KeyRef> keys, Instant before, Event record);

    /** How many of each were removed. */
    record Removed(int events, int messages, int handles) {
        public static final Removed NOTHING = new Removed(0, 0, 0);

        public boolean nothing() {
            return events + messages + handles == 0;
        }
    }
}
