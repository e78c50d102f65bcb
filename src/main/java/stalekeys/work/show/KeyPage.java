package stalekeys.work.show;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.KeyFilter;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;

/**
 * One page of a private list.
 *
 * @param note what just happened ("Asked Ana to rotate …"), shown on top; empty where nothing did
 * @param changed the key it happened to, as it is now; null where there is none
 * @param ownOnly whether the person sees only keys that are their own
 * @param page 1 to pages; pages is at least 1
 * @param total how many keys the whole list has
 * @param counts totals of everything; null for who may not see them
 * @param accounts coverage; empty for who may not see it
 * @param unconfirmed for admins, on the first page: messages that may not have arrived, newest first, a few
 * @param ownersUnknown where keys of one person are shown: whether more may be theirs, since of some it could not be looked
 *     up who owns them
 */
public record KeyPage(
        String note,
        @Nullable Card changed,
        KeyFilter filter,
        boolean ownOnly,
        int page,
        int pages,
        int total,
        List<Card> cards,
        Instant takenAt,
        int maxAgeDays,
        @Nullable Counts counts,
        List<AccountCoverage> accounts,
        List<Unconfirmed> unconfirmed,
        boolean ownersUnknown) {
    public KeyPage(
            String note,
            @Nullable Card changed,
            KeyFilter filter,
            boolean ownOnly,
            int page,
            int pages,
            int total,
            List<Card> cards,
            Instant takenAt,
            int maxAgeDays,
            @Nullable Counts counts,
            List<AccountCoverage> accounts,
            List<Unconfirmed> unconfirmed) {
        this(
                note,
                changed,
                filter,
                ownOnly,
                page,
                pages,
                total,
                cards,
                takenAt,
                maxAgeDays,
                counts,
                accounts,
                unconfirmed,
                false);
    }

    /**
     * A message that may not have arrived: nobody but an admin decides whether it is sent again.
     *
     * @param outboxId its row in the outbox; random, so a button may carry it
     */
    public record Unconfirmed(String outboxId, Message message, Instant at) {}

    /** Five cards are about a screenful on a phone, and far inside Slack's 50 blocks and 13,000 characters. */
    public static final int SIZE = 5;

    public KeyPage {
        cards = List.copyOf(cards);
        accounts = List.copyOf(accounts);
        unconfirmed = List.copyOf(unconfirmed);
    }
}
