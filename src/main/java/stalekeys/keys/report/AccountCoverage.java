package stalekeys.keys.report;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyId;

/**
 * What was seen of one account.
 *
 * @param usersChecked users whose keys are known, be it by a list of their own or by the credential report's rule
 * @param usersListed of those, how many had their keys listed live
 * @param vanished users deleted while the audit ran; normal, not a fault
 * @param unreadable how many users or keys could not be read
 * @param unread what could not be read, one entry each; a few of them in a shortened coverage
 * @param gaps optional checks that were not done
 * @param failure a sentence where the account could not be audited at all; null otherwise
 */
public record AccountCoverage(
        Account account,
        Way way,
        int usersChecked,
        int usersListed,
        int vanished,
        int unreadable,
        List<Unread> unread,
        Set<Gap> gaps,
        @Nullable String failure) {
    /** How the users to list were chosen. */
    public enum Way {
        FULL_SCAN,
        CREDENTIAL_REPORT
    }

    /** Something optional that was not done. */
    public enum Gap {
        LEAKED_KEYS,
        ROOT_KEYS,
        TAGS,
        /** the credential report was not used: a full scan had found a stale key it had ruled out */
        CREDENTIAL_REPORT
    }

    /**
     * A user, or one key of theirs, that could not be read.
     *
     * @param keyId null where it is the whole user
     * @param why a short sentence
     */
    public record Unread(String userName, @Nullable KeyId keyId, String why) {}

    private static final int EXAMPLES = 3;

    public AccountCoverage {
        unread = List.copyOf(unread);
        gaps = Set.copyOf(gaps);
    }

    public static AccountCoverage failed(Account account, String failure) {
        return new AccountCoverage(account, Way.FULL_SCAN, 0, 0, 0, 0, List.of(), Set.of(), failure);
    }

    /** For so many users read one by one, and nothing else. */
    public static AccountCoverage read(Account account, int users) {
        return new AccountCoverage(account, Way.FULL_SCAN, users, users, 0, 0, List.of(), Set.of(), null);
    }

    public boolean complete() {
        return failure == null && unreadable == 0;
    }

    AccountCoverage shortened() {
        return new AccountCoverage(
                account,
                way,
                usersChecked,
                usersListed,
                vanished,
                unreadable,
                unread.subList(0, Math.min(EXAMPLES, unread.size())),
                gaps,
                failure);
    }
}
