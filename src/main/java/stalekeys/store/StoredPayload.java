package stalekeys.store;

import java.util.EnumSet;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.MessageUpdate;
import stalekeys.work.ledger.Payload;
import stalekeys.work.ledger.PendingOwnerNotice;

/** The names payloads are stored under. They may be added to, never changed; the classes behind them may be renamed. */
enum StoredPayload {
    ASK("ask", Message.Ask.class),
    CHANGED("changed", Message.Changed.class),
    OUTCOME("outcome", Message.Outcome.class),
    DIGEST("digest", Message.Digest.class),
    DIGEST_REPLY("digest-reply", Message.DigestReply.class),
    UNOWNED("unowned", Message.Unowned.class),
    NOT_ASKED("not-asked", Message.NotAsked.class),
    WELCOME("welcome", Message.Welcome.class),
    NOT_POSTED("not-posted", Message.NotPosted.class),
    NOT_REDRAWN("not-redrawn", Message.NotRedrawn.class),
    FOLLOW_UP("follow-up", Message.FollowUp.class),
    FINAL_NOTICE("final-notice", Message.FinalNotice.class),
    DELETION_NOTICE("deletion-notice", Message.DeletionNotice.class),
    ANNOUNCEMENT("announcement", Message.Announcement.class),
    UPDATE("update", MessageUpdate.class),
    KEY_CHANGE("key-change", KeyChange.class),
    OWNER_TO_TELL("owner-to-tell", PendingOwnerNotice.class);

    final String stored;
    final Class<? extends Payload> type;

    StoredPayload(String stored, Class<? extends Payload> type) {
        this.stored = stored;
        this.type = type;
    }

    static StoredPayload of(Payload payload) {
        return EnumSet.allOf(StoredPayload.class).stream()
                .filter(each -> each.type.isInstance(payload))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stored name for " + payload.getClass()));
    }

    static StoredPayload of(String stored) {
        return EnumSet.allOf(StoredPayload.class).stream()
                .filter(each -> each.stored.equals(stored))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("an outbox row of a kind this version does not know: " + stored));
    }
}
