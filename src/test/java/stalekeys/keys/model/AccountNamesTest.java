package stalekeys.keys.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.keys.report.KeyFilter;

class AccountNamesTest {
    private static final Account PROD = new Account("123456789012", "prod");
    private static final Account SHOP = new Account("111122223333", "Bob's  old shop");
    private static final Account UNNAMED = new Account("444455556666", "");
    private static final List<Account> ACCOUNTS = List.of(PROD, SHOP, UNNAMED, new Account("", ""));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "prod | prod",
                "PROD | PROD",
                "`prod` | prod",
                "\u201cProd\u201d | Prod",
                "123456789012 | 123456789012",
                "1234-5678-9012 | 123456789012",
                "1234 5678 9012 | 123456789012",
                "1234\u20115678\u00a09012 | 123456789012",
                "`4444-5555-6666` | 444455556666",
                "Bob's  old shop | Bob's  old shop",
                "bob\u2019s old\u00a0shop | Bob's  old shop",
                "\"Bob\u2019s old shop\" | Bob's  old shop",
            },
            delimiter = '|')
    void a_person_means_the_account_that_is_called_so(String typed, String meant) {
        assertThat(AccountNames.meant(typed, ACCOUNTS)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "prodd",
                "1234-5678-901",
                "-123456789012",
                "999988887777",
                "pr\u043ed",
                "\u201c\u201d",
            })
    void what_means_none_stays_as_it_was_typed(String typed) {
        assertThat(AccountNames.meant(typed, ACCOUNTS)).isEqualTo(typed);
        assertThat(KeyFilter.account(typed).among(ACCOUNTS)).isEqualTo(KeyFilter.account(typed));
    }

    @Test
    void a_name_that_really_is_written_so_comes_before_every_other_reading() {
        List<Account> strange = List.of(
                PROD,
                SHOP,
                new Account("222233334444", "`prod`"),
                new Account("333344445555", "1234-5678-9012"),
                new Account("555566667777", "Bob\u2019s  old shop"));

        assertThat(AccountNames.meant("`prod`", strange)).isEqualTo("`prod`");
        assertThat(AccountNames.meant("prod", strange)).isEqualTo("prod");
        assertThat(AccountNames.meant("1234-5678-9012", strange)).isEqualTo("1234-5678-9012");
        assertThat(AccountNames.meant("1234 5678 9012", strange)).isEqualTo("123456789012");
        assertThat(AccountNames.meant("Bob\u2019s  old shop", strange)).isEqualTo("Bob\u2019s  old shop");
    }

    @Test
    void where_two_could_be_meant_neither_is_guessed() {
        List<Account> two = List.of(new Account("1", "a\u2019b"), new Account("2", "a'b"));

        assertThat(AccountNames.meant("a`b", two)).isEqualTo("a`b");
    }

    @Test
    void only_an_accounts_name_is_looked_up() {
        assertThat(KeyFilter.user("1234-5678-9012").among(ACCOUNTS)).isEqualTo(KeyFilter.user("1234-5678-9012"));
    }
}
