package stalekeys.keys.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an audit saw and what it did not: every "all is well" is read against this. */
public record Coverage(List<AccountCoverage> accounts) {
    public Coverage {
        accounts = List.copyOf(accounts);
    }

    /** False where an account, a user or a key could not be read, or nothing was looked at. Missing checks are gaps, not this. */
    public boolean complete() {
        return !accounts.isEmpty() && accounts.stream().allMatch(AccountCoverage::complete);
    }

    /** Whether keys that are fresh or switched off were counted; not where the credential report ruled users out. */
    public boolean everyUserListed() {
        return accounts.stream().noneMatch(account -> account.way() == AccountCoverage.Way.CREDENTIAL_REPORT);
    }

    public int usersChecked() {
        return accounts.stream().mapToInt(AccountCoverage::usersChecked).sum();
    }

    public int unreadable() {
        return accounts.stream().mapToInt(AccountCoverage::unreadable).sum();
    }

    public List<AccountCoverage> failed() {
        return accounts.stream().filter(account -> account.failure() != null).toList();
    }

    /** The same for showing: at most a few examples of what could not be read in each account. */
    public Coverage shortened() {
        return new Coverage(accounts.stream().map(AccountCoverage::shortened).toList());
    }

    /** What this audit can speak of, in a form made for many questions. */
    public Seen seen() {
        Map<String, Set<String>> unreadByAccount = new HashMap<>();
        for (AccountCoverage account : accounts) {
            if (account.failure() == null) {
                Set<String> unread = new HashSet<>();
                account.unread().forEach(one -> unread.add(one.userName()));
                unreadByAccount.put(account.account().id(), unread);
            }
        }
        return new Seen(unreadByAccount);
    }

    /**
     * Which users an audit can speak of.
     *
     * @param unreadByAccount account id to the names of users that could not be read; an account that is no key was not
     *     seen at all
     */
    public record Seen(Map<String, Set<String>> unreadByAccount) {
        public Seen {
            Map<String, Set<String>> anyCase = new HashMap<>();
            unreadByAccount.forEach((account, names) -> {
                Set<String> ofAccount = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                ofAccount.addAll(names);
                anyCase.put(account, ofAccount);
            });
            unreadByAccount = anyCase;
        }

        /** Whether the user was read, or is known to be gone. */
        public boolean user(String accountId, String userName) {
            Set<String> unread = unreadByAccount.get(accountId);
            return unread != null && !unread.contains(userName);
        }
    }
}
