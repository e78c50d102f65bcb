package stalekeys.work.show;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Counts;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.Card;

/**
 * What a person's Home shows: their own stale keys, and as much of everything else as they may see.
 *
 * @param own the worst few of their stale keys, with what an owner may answer
 * @param ownTotal how many they have
 * @param counts totals of everything; null for who may not see them
 * @param accounts coverage; empty for who may not see it
 * @param overview null for who does not see everything
 * @param ownersUnknown whether more may be theirs, since of some it could not be looked up who owns them
 */
public record Home(
        Instant takenAt,
        int maxAgeDays,
        List<Card> own,
        int ownTotal,
        @Nullable Counts counts,
        List<AccountCoverage> accounts,
        @Nullable Overview overview,
        boolean ownersUnknown) {
    public Home(
            Instant takenAt,
            int maxAgeDays,
            List<Card> own,
            int ownTotal,
            @Nullable Counts counts,
            List<AccountCoverage> accounts,
            @Nullable Overview overview) {
        this(takenAt, maxAgeDays, own, ownTotal, counts, accounts, overview, false);
    }

    /** Five cards are about a screenful on a phone. */
    static final int OWN = 5;

    public Home {
        own = List.copyOf(own);
        accounts = List.copyOf(accounts);
    }

    /**
     * How it stands with the keys of everybody.
     *
     * @param worst the worst few, with what this person may do about them
     * @param unowned how many stale keys name no owner
     * @param unknown of how many the owner is not known, since the tags could not be read
     * @param waiting of how many stale keys the owner was asked; those put off count as well
     * @param unconfirmed how many messages may not have arrived
     * @param toSendAgain the newest few of those, for an admin to decide about; empty for others
     * @param recent what was done last, newest first; without who and why for who may not read the history
     * @param missing for admins, what the installation lacks; empty for others
     */
    public record Overview(
            List<Card> worst,
            int unowned,
            int unknown,
            int waiting,
            int unconfirmed,
            List<KeyPage.Unconfirmed> toSendAgain,
            List<Event> recent,
            List<CheckResult> missing) {
        static final int WORST = 3;
        static final int RECENT = 5;

        public Overview {
            worst = List.copyOf(worst);
            toSendAgain = List.copyOf(toSendAgain);
            recent = List.copyOf(recent);
            missing = List.copyOf(missing);
        }
    }
}
