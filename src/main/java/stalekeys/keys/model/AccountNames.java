package stalekeys.keys.model;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which account somebody means. An account may be called anything, quotation marks and grouped digits included: what was
 * typed counts as it is first, and is only read in another way where no account is called that.
 */
public final class AccountNames {
    private AccountNames() {}

    /** The name or id to look for; what was typed where it means none of the accounts, or more than one. */
    public static String meant(String typed, Collection<Account> accounts) {
        String bare = PastedText.unquoted(typed);
        String folded = PastedText.folded(typed);
        String foldedBare = PastedText.folded(bare);
        String number = number(PastedText.plain(PastedText.visible(bare)));
        if (accounts.stream().anyMatch(account -> account.isCalled(typed))) {
            return typed;
        }
        if (accounts.stream().anyMatch(account -> account.isCalled(bare))) {
            return bare;
        }
        String named =
                only(accounts, account -> PastedText.folded(account.name()).equals(folded), Account::name);
        if (named.isEmpty()) {
            named = only(accounts, account -> PastedText.folded(account.name()).equals(foldedBare), Account::name);
        }
        if (named.isEmpty() && !number.isEmpty()) {
            named = only(accounts, account -> account.id().equals(number), Account::id);
        }
        return named.isEmpty() ? typed : named;
    }

    private static String only(
            Collection<Account> accounts, Predicate<Account> fits, Function<Account, String> called) {
        List<String> names = accounts.stream()
                .filter(fits)
                .map(called)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return names.size() == 1 ? names.get(0) : "";
    }

    /** An account number as AWS's console groups it, 1234-5678-9012, or with spaces; else empty. */
    private static String number(String text) {
        String digits = text.replaceAll("[ -]", "");
        return digits.matches("\\d{12}") && text.matches("\\d.*\\d") ? digits : "";
    }
}
