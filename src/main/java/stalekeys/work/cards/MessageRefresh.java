package stalekeys.work.cards;

import java.time.Instant;
import java.util.List;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.MessageUpdate;

/** The messages that show a key: each is drawn again when something happens to it. */
public final class MessageRefresh {
    private MessageRefresh() {}

    /**
     * What has to be planned for that.
     *
     * @param since older messages are left as they are
     * @param cause the dedupe key of what happened: each copy is drawn once for it
     */
    public static List<Decision.Outgoing> redrawing(
            Ledger ledger, KeyRef key, Instant since, String cause, Instant now) {
        return ledger.messagesShowing(key, since).stream()
                // A mail stays as it was sent.
                .filter(copy -> copy.ts() != null)
                .map(copy -> new Decision.Outgoing(
                        "redraw:" + copy.id() + ":" + cause, "", new MessageUpdate(copy.id()), now, null))
                .toList();
    }
}
